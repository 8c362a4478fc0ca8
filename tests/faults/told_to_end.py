"""A run with real kernels that waits to be struck; run as a program: FOLDER, then `warm` or `plain`, then where it waits.

It waits in a notebook's cell (`cell`), or while a kernel starts (`start`); the file `waits` in the folder says that it does.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from helpers.cli import main  # noqa: E402
from helpers.publish import month as month_module  # noqa: E402
from helpers.publish.run import Means, publish_month  # noqa: E402
from publish.clones import PLACEMENTS, SUMMARY, Clone  # noqa: E402

FOLDER, KIND, WHERE = Path(sys.argv[1]), sys.argv[2], sys.argv[3]


def make_with(warm, wanted, progress, **_):
    """The tiny clone's report, by the warm process of the command where there is one."""
    clone = Clone(FOLDER / "clone")
    if warm is not None:
        warm.prepare(FOLDER / "nowhere", "2026-10", "", ["board"])
        warm.is_ready()
    if WHERE == "start":
        (FOLDER / "waits").write_text("yes", encoding="utf-8")
    provisioning = warm.provisioner if warm is not None else None
    pages = [SUMMARY, PLACEMENTS]
    return publish_month(
        "2026-10", clone.data, clone.outputs, ["board"], pages, root=clone.root, means=Means(provisioning), progress=progress
    )


month_module.make_with = make_with
more = ["--plain-kernels"] if KIND == "plain" else []
raise SystemExit(
    main(["report", "--data", str(FOLDER / "clone" / "data"), "--outputs", str(FOLDER / "outputs"), "--no-cache", *more])
)
