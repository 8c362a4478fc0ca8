"""The whole attack, `make attack`: the made-up council of full size, a release and the twelve before it."""

import argparse
import sys
import tempfile
from pathlib import Path

from helpers.demo import make_demo
from intruder.attack import attack
from intruder.outcome import Outcome
from intruder.published import of_file
from intruder.releases import BEFORE, make_releases
from intruder.through_time import attack_together

HEADINGS = ("Releases", "Cells", "Hidden", "Counts", "Relations", "Blocks", "Given away", "Harmless", "Of two", "Seconds")
SHOWN = 20


def main() -> int:
    """Attack the releases asked for. Returns 1 where a hidden count was worked out, else 0."""
    parser = argparse.ArgumentParser(prog="make attack", description=__doc__)
    parser.add_argument("--children-in-care", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--month", default="2026-10")
    parser.add_argument("--before", type=int, default=BEFORE, help="how many releases before that month")
    parser.add_argument("--figures", type=Path, nargs="*", help="published figures.csv files instead, oldest first")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.figures:
            releases = [of_file(path) for path in asked.figures]
        else:
            extract = Path(folder) / "extract"
            make_demo(extract, asked.month, children_in_care=asked.children_in_care, seed=asked.seed)
            releases = list(make_releases(extract, asked.month, Path(folder) / "history", asked.before))
    print("  ".join(f"{heading:>10}" for heading in HEADINGS))
    outcomes = [_show("the last", attack(releases[-1])), _show("learning", attack(releases[-1], learning=True))]
    if len(releases) > 1:
        outcomes += [_show(f"all {len(releases)}", attack_together(releases))]
        outcomes += [_show("learning", attack_together(releases, learning=True))]
    certain = sorted({said for outcome in outcomes[::2] for said in outcome.given_away})
    print(*(certain[:SHOWN] if certain else ["No hidden count could be worked out."]), sep="\n")
    return 1 if certain else 0


def _show(name: str, outcome: Outcome) -> Outcome:
    harmless = len(outcome.pinned) - len(outcome.given_away)
    numbers = (
        outcome.cells, outcome.hidden, outcome.targets, outcome.relations, outcome.blocks,
        len(outcome.given_away), harmless, outcome.narrow, round(outcome.seconds, 1),
    )  # fmt: skip
    print("  ".join(f"{said:>10}" for said in (name, *numbers)), flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
