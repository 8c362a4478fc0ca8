"""What a warm process does before it is copied: imports what notebooks use, and makes the month's figures."""

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

# What a kernel and a notebook import sooner or later; missing ones are passed over.
IMPORTED = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "comm", "IPython.core.completer",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.display", "IPython.core.magics",
    "IPython.extensions.storemagic", "ipykernel.debugger", "psutil", "tornado.platform.asyncio", "tornado.queues",
    "matplotlib_inline.backend_inline", "helpers.section", "helpers.charts.svg", "pandas.core.methods.to_dict",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "matplotlib.pyplot", "seaborn",
)  # fmt: skip


@contextmanager
def importing() -> Iterator[None]:
    """Looks for nothing that can be forgotten: what imports make stays, and to look through it takes a fifth of their time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def import_all() -> None:
    """Imports what notebooks use."""
    with importing():
        for name in IMPORTED:
            try:
                importlib.import_module(name)
            except ImportError:
                continue


def warm_up(asked: dict[str, Any], side_by_side: Callable[..., list[Any]]) -> str:
    """Imports what notebooks use and makes the figures of a month; gives the month. Raises as `prepare_report`.

    What the figures don't need is imported while their last part is made, which keeps one processor alone busy.
    """
    with importing():
        from helpers.section.figures import prepare_report

    folder, reads_once = Path(asked["data"]), asked["reads_once"]
    runs = (side_by_side, partial(side_by_side, meanwhile=import_all))
    made = prepare_report(folder, asked["month"], asked["area"], asked["editions"], *runs, reads_once=reads_once)
    import_all()
    return str(made.month)
