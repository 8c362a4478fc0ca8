"""Small multiples: a small line a group, one scale for all, the order of the bars, no hidden month; none where all is flat."""

import re
from dataclasses import replace

from charts.examples import DISTRICT, HIDE, entry, group_rows, released
from charts.test_beside import BROKEN, outside, overlapping
from helpers.charts import draw_breakdown
from helpers.charts.letters import width_of
from helpers.charts.panels import fit_name
from helpers.compare.breaks import Breaks

SHARE = entry("share", title="Reviews in time", breakdowns=(DISTRICT,))
RISING = [(10 + 2 * at, 100) for at in range(24)]
STEADY = [(30, 100)] * 24


def drawn(groups, breaks=()):
    figures = replace(released(group_rows(SHARE, "district", groups)), breaks=Breaks(tuple(breaks)))
    return draw_breakdown(SHARE, figures, DISTRICT)


def lines(svg):
    """The lines of the months, each its places."""
    found = re.findall(r'd="M([^"]+)" fill="none" stroke="#(?:12436D|2073BC)"', svg)
    return [[tuple(map(float, place.split())) for place in line.split("L")] for line in found]


def test_each_group_has_a_line_on_the_scale_of_all_in_reading_order():
    picture = drawn({"Wyre": STEADY, "Ash": RISING})
    rising, steady = lines(picture.svg)[:2], lines(picture.svg)[2:]
    assert [len(line) for line in rising + steady] == [13, 12, 13, 12]
    heights = [y for line in rising for _, y in line]
    assert heights == sorted(heights, reverse=True)
    level = steady[0][0][1]
    assert {y for line in steady for _, y in line} == {level}
    assert min(abs(y - level) for y in heights) < 0.2
    assert ">Nov 2024 to Oct 2026, each from 0 to 60%<" in picture.svg


def test_the_text_alternative_says_between_what_each_lay():
    said = drawn({"Wyre": STEADY, "Ash": [*RISING[:3], (HIDE, 100), *RISING[4:]]}).text_alternative
    assert "Below, a small line a group, Nov 2024 to Oct 2026, each from 0 to 60%." in said
    assert "Ash: between 10.0% and 56.0%, 1 month not shown. Wyre: always 30.0%." in said


def test_a_hidden_month_leaves_a_gap_and_a_hidden_latest_month_its_shorthand():
    whole = drawn({"Wyre": STEADY, "Ash": RISING}).svg
    gap = drawn({"Wyre": STEADY, "Ash": [*RISING[:3], (HIDE, 100), *RISING[4:]]}).svg
    assert len(lines(gap)) == len(lines(whole)) + 1
    latest = drawn({"Wyre": STEADY, "Ash": [*RISING[:23], (HIDE, 100)]}).svg
    assert latest.count(">[c]<") == 2


def test_a_break_interrupts_every_line():
    broken = drawn({"Wyre": STEADY, "Ash": RISING}, [BROKEN])
    assert len(lines(broken.svg)) == 6
    assert "The series breaks in January 2026" in broken.text_alternative


def test_there_are_none_where_every_line_is_flat_or_only_one_group_has_a_line():
    assert "Month by month" not in drawn({"Wyre": STEADY, "Ash": [(28, 100)] * 24}).svg
    assert "Month by month" not in drawn({"Wyre": [(HIDE, 100)] * 23 + [(9, 100)], "Ash": RISING}).svg
    assert "small line" not in drawn({"Wyre": STEADY}).text_alternative


def test_names_are_cut_to_their_panel_and_lie_on_nothing():
    names = ["Children's homes and secure units", "Wyre", "A" * 60, *(f"District of the North {at}" for at in range(9))]
    picture = drawn(dict.fromkeys(names, RISING))
    assert overlapping(picture.svg) == []
    assert outside(picture.svg) == []
    assert width_of(fit_name("A" * 60, 150)) <= 150
    assert fit_name("Wyre", 150) == "Wyre"


def test_two_stand_beside_each_other_where_a_name_is_too_long_for_three():
    def lefts(names):
        svg = drawn(dict.fromkeys(names, RISING)).svg
        return sorted(
            {float(re.search(rf'<text x="([\d.]+)"[^>]*>{name}<', svg.partition("Month by month")[2])[1]) for name in names}
        )

    assert lefts(["Ash", "Oak", "Wyre"]) == [0.0, 177.3, 354.7]
    assert lefts(["Ash", "Supported accommodation", "Wyre"]) == [0.0, 266.0]
