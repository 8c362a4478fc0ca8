"""What people of the council wrote beside the figures: commentary, questions, and where a series breaks."""

import pandas as pd

from helpers.demo.dates import day_text
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_COMMENTARY = "month code edition voice author text read_by"
_QUESTIONS = "asked_on asked_by code text answer answered_on"
_BREAKS = "code month text"

# Months are counted back from the reporting month.
_SAID = (
    (0, "CLA_VIS", "service", "Head of service, children in care",
     "Managers have looked at every overdue visit each Monday for two years now.",
     "Assistant director"),
    (0, "CLA_DENT", "service", "Designated nurse",
     "Two practices stopped seeing children for some months last year. All children who missed a check have been offered one.",
     "Assistant director"),
    (0, "CLA_3PL", "service", "Placements manager",
     "Children from Elmscar have three or more placements twice as often as others. A review of their plans has begun.",
     "Assistant director"),
    (0, "RHI_3D", "service", "Missing from home coordinator",
     "Interviews are offered quickly, but many are held on the fourth or fifth day. A second worker starts next month.",
     "Head of service, safeguarding"),
    (0, "CL_TOUCH", "board", "Chair of the board",
     "The board asked for a visit to the leaving care teams in the East before its next meeting.", "Assistant director"),
    (0, "CL_SUIT", "young_people", "Care leavers' forum",
     "We want to be asked whether a place is suitable, not only the adviser.", "Participation worker"),
    (-1, "CLA_VIS", "service", "Head of service, children in care",
     "Fewer visits were late in the holidays than a year ago.", "Assistant director"),
    (-3, "ASS_45", "service", "Head of service, assessment",
     "More assessments were finished in time once each team had a practice manager again.", "Assistant director"),
)  # fmt: skip
_ASKED = (
    (24, "board", "CL_TOUCH", "Why are fewer care leavers in the East in touch than elsewhere?", "", None),
    (52, "board", "RHI_3D", "What keeps return interviews from being held within three days?",
     "Two posts were empty in the summer. Both are filled from next month.", 20),
    (118, "young_people", "CLA_REV", "Can reviews be held when school is over?",
     "Yes. Reviewing officers now ask each child for a time.", 71),
    (141, "board", "CLA_DENT", "How many children still wait for a dental check?",
     "Those who missed one last year have been offered an appointment.", 96),
)  # fmt: skip
_BROKEN = (
    (-14, "RHI_OFF", "Interviews that a child refuses are recorded as offered from this month on."),
    (-22, "EDU_PEP", "Plans are read from the virtual school's system from this month on, not from the case system."),
    (-31, "CON_N", "Police contacts on one family are counted as one from this month on."),
)


def make_board_words(world: World) -> dict[str, pd.DataFrame]:
    """`commentary` one row a remark on a month's figure, `questions` one a question, `breaks` one a break in a series."""
    month, end = world.calendar.month, world.calendar.month_end
    said = [(str(month.plus(back)), code, "board", *words) for back, code, *words in _SAID]
    asked = [
        (day_text(end - days), who, code, text, answer, day_text(end - answered) if answered else "")
        for days, who, code, text, answer, answered in _ASKED
    ]
    broken = [(code, str(month.plus(back)), text) for back, code, text in _BROKEN]
    return {
        "commentary": whole_table(_COMMENTARY, said),
        "questions": whole_table(_QUESTIONS, asked),
        "breaks": whole_table(_BREAKS, broken),
    }
