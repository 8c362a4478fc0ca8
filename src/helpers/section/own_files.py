"""What is wrong with the files that hold the council's own words and judgements: for the command that checks."""

from pathlib import Path

from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData
from helpers.protect.editions import BOARD
from helpers.section.figures import make_figures
from helpers.words import names_in_extract, warnings_on_words


def problems_of_own_files(folder: Path, data: CareData) -> list[str]:
    """Problems of targets, breaks, commentary and questions, and warnings on names and numerals in texts, a sentence each.

    No sentence holds a name or a text. Raises DataError and UsageError as loading does.
    """
    figures = make_figures(str(folder), str(data.month), BOARD, tuple(INDICATORS.values()))
    frame = figures.released.frame
    hidden = set(frame.loc[frame["is_hidden"] & (frame["month"] == str(data.month)), "code"])
    warnings = warnings_on_words(figures.words, names_in_extract(folder), hidden, data.month)
    return [*figures.yardsticks.problems, *figures.words.problems, *warnings]
