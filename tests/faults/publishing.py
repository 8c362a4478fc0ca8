"""A tiny report published by a process of its own, with the real template and one page of the section on placements; run as a
program: FOLDER EXTRACT OUTPUTS WORKERS.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from helpers.publish.run import publish_month  # noqa: E402
from publish.clones import PLACEMENTS, SUMMARY, Clone, ending, opening  # noqa: E402

SHOWN = """from helpers.section import open_section
section = open_section("placements", month, data, edition, area)
section.show("CLA_3PL")"""


def main():
    root, extract, outputs, workers = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    clone = Clone(root)
    (root / "notebooks").mkdir(parents=True, exist_ok=True)
    clone.write(SUMMARY, opening(SUMMARY), ending(SUMMARY))
    clone.write(PLACEMENTS, opening(PLACEMENTS), SHOWN, ending(PLACEMENTS))
    pages = [SUMMARY, PLACEMENTS]
    # A preview, since pages that this one leads to are not made.
    publish_month(
        "2026-10", extract, outputs, ["board", "analyst"], pages, root=root, workers=workers, section_names=["placements"]
    )


if __name__ == "__main__":
    main()
