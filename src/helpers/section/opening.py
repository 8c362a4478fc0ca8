"""The head and the foot of a section's page, and an indicator's outturn."""

from markupsafe import Markup

from helpers.charts import notebook_style
from helpers.charts.series import headline_months
from helpers.charts.words import in_sentence, when
from helpers.display import PAGE_MARK, Shown, together
from helpers.indicator import Indicator, Kind
from helpers.indicators import SECTIONS
from helpers.months import say_date
from helpers.pages import DATA_QUALITY, FIGURES_FILE, PAGE_OF, PAGES, Page
from helpers.results import ALL
from helpers.rounding import UNCERTAIN, say_n_of_d
from helpers.section.figures import Figures
from helpers.section.prepared import current_only
from helpers.section.standing import show_band
from helpers.tables import heading_id
from helpers.tables.heat_map import mark_of

# More files than this are listed elsewhere.
MANY = 12
YEAR = 12


def show_opening(page: Page, figures: Figures) -> Shown:
    """The head of a page: what it covers, for which month, from which files as at when; with the page's own facts."""
    shown = together(notebook_style(), _counted_from(figures), _downloads(figures))
    return Shown(shown, {PAGE_MARK: page_facts(page, figures)})


def page_facts(page: Page, figures: Figures) -> dict[str, object]:
    """What the page's template needs to know: title, council, month, edition and the way to the other pages."""
    council, edition = figures.data.council, figures.edition
    return {
        "title": page.title,
        "section": page.key,
        "council": f"{figures.place.name}, {council.name}" if figures.place else council.name,
        "month": str(figures.month),
        "month_words": figures.month.words,
        "edition": edition.key,
        "edition_words": edition.words,
        "restricted": edition.shows_small_numbers,
        "draft": True,
        "navigation": [{"href": one.file, "title": one.title, "current": one == page} for one in PAGES],
        "outturns": outturns_of(page, figures),
    }


def outturns_of(page: Page, figures: Figures) -> dict[str, dict[str, str | int]]:
    """What the contents of a section's page say beside each indicator, by the name of its heading: outturn, and its band.

    `place` is the band's, 1 the best, `of` so many. Nothing on a page that is no section's.
    """
    section = next((one for one in SECTIONS if one.key == page.key), None)
    said: dict[str, dict[str, str | int]] = {}
    for entry in section.indicators if section else ():
        if entry.is_grouped and entry.headline_group is None:
            continue
        judged = figures.released.judged.get(entry.code)
        band = judged.band if judged else None
        said[heading_id(entry.title)] = {"outturn": headline_months(entry, figures.released)[-1].cell.shown} | (
            {"mark": mark_of(band), "word": band.word, "place": band.place, "of": band.of} if band else {}
        )
    return said


def show_outturn(entry: Indicator, figures: Figures) -> Markup:
    """An indicator's headline figure, large, with the numbers behind it and the time it speaks of.

    Nothing for the parts of a whole of which none stands for the others.
    """
    if entry.is_grouped and entry.headline_group is None:
        return Markup("")
    point = headline_months(entry, figures.released)[-1]
    cell = point.cell
    per = " per 10,000" if cell.is_shown and cell.kind is Kind.RATE else ""
    behind = f" ({say_n_of_d(cell.numerator, cell.denominator)})" if cell.is_shown and cell.kind is Kind.SHARE else ""
    group = f", {in_sentence(entry.headline_words)}" if entry.headline_words else ""
    words = f"{per}{behind} {when(point.month, entry.headline)}{group}"
    judged = figures.released.judged.get(entry.code)
    band = show_band(judged.band if judged else None)
    mark = f" {UNCERTAIN}" if cell.is_uncertain else ""
    return Markup('<p class="outturn"><strong>{}</strong>{}{} {}</p>').format(cell.figure, mark, words, band)


def say_missing(entry: Indicator, figures: Figures) -> Markup:
    """That an indicator is not available, and why; nothing where it is."""
    missing = [one for one in figures.missing(entry.code) if one.breakdown == ALL]
    if not missing:
        return Markup("")
    return Markup('<p class="note">Not available. {} Nothing else in this report is changed by that.</p>').format(
        missing[0].reason
    )


def say_known_when(entry: Indicator, figures: Figures) -> Markup:
    """For an indicator that an extract tells of its own month alone: where its earlier months come from."""
    if entry.code not in current_only((entry,)):
        return Markup("")
    earlier = figures.released.of(entry.code)
    if (earlier["month"] < str(figures.month)).any():
        return Markup('<p class="note">Earlier months are shown as they were reported then.</p>')
    return Markup('<p class="note">Earlier months were not kept, so this month stands alone.</p>')


def say_population(entry: Indicator, figures: Figures) -> Markup:
    """Of which estimate of the population a rate of the reporting month is, and that of a year earlier; of no other figure."""
    said = population_of(entry, figures)
    return Markup('<p class="note">{}</p>').format(said) if said else Markup("")


def population_of(entry: Indicator, figures: Figures) -> str:
    """The same in words: the year of the estimate and its release, as the file of the population names it."""
    if entry.kind is not Kind.RATE:
        return ""
    held = figures.prepared.counted.estimates
    months = [month for month in (figures.month, figures.month.plus(-YEAR)) if str(month) in held]
    said = [f"{' and '.join(_estimate(*one) for one in held[str(month)])} ({month.words})" for month in months]
    return f"Population: {'; '.join(said)}." if said else ""


def _estimate(year: int, release: str) -> str:
    if f"mid-{year}" in release.lower():
        return release
    return f"mid-{year} estimate{f', {release}' if release else ''}"


def show_foot(page: Page, figures: Figures) -> Markup:
    """Where the figures come from, and the way on."""
    at = PAGES.index(page)
    before = PAGES[at - 1] if at else None
    after = PAGES[at + 1] if at + 1 < len(PAGES) else None
    links = [
        Markup('<a href="{}">{}: {}</a>').format(one.file, words, one.title)
        for words, one in (("Previous page", before), ("Next page", after), ("First page", PAGES[0] if at > 1 else None))
        if one
    ]
    return Markup('<p class="onward">{}</p>').format(Markup(" ").join(links))


def _downloads(figures: Figures) -> Markup:
    """Where the figures of the report can be had as a file, in an edition that may be published."""
    if figures.edition.shows_small_numbers:
        return Markup("")
    return Markup('<p class="note onward"><a href="{}" download>Every figure of this report (CSV)</a></p>').format(FIGURES_FILE)


def _counted_from(figures: Figures) -> Markup:
    council = figures.data.council
    as_at = f"the extract of {say_date(council.extract_date)}" if council.extract_date else "an extract of no stated day"
    where = figures.place.name if figures.place else council.name
    counted = f"{where} in {figures.month.words}, {in_sentence(figures.edition.words)}, counted from"
    tables = figures.tables_read
    if not tables:
        return Markup("")
    if len(tables) > MANY:
        listed = Markup('<a href="{}#files-read">each is listed with the indicators that read it</a>').format(
            PAGE_OF[DATA_QUALITY].file
        )
        return Markup('<p class="note">{} {} files of {}; {}.</p>').format(counted, len(tables), as_at, listed)
    files = ", ".join(figures.data.tables[name].file for name in tables)
    return Markup('<p class="note">{} {}: {}.</p>').format(counted, as_at, files)
