"""The report's notebooks: which ones run, what their pages are called, and whether what is sent fits what they declare."""

import ast
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol, TypeVar

import nbformat
from nbformat import NotebookNode

from helpers.errors import DefinitionError, UsageError
from helpers.months import ReportingMonth
from helpers.pages import page_file

AREA = re.compile(r"[^\W_]([\w ,.'&()-]{0,78}[\w.)])?")
ALWAYS_SHOWN = ("summary", "data_quality", "definitions")
PARAMETERS_TAG = "parameters"
LONGEST_PATH = 1000


class PageLike(Protocol):
    """What is asked of a page of the report: its notebook's name, its section's key, its title."""

    @property
    def notebook(self) -> str:
        """The notebook's file name without its ending: 50_placements."""

    @property
    def key(self) -> str:
        """The section, as commands and end marks name it: placements."""

    @property
    def title(self) -> str:
        """The page's heading."""


P = TypeVar("P", bound=PageLike)


def notebook_paths(root: Path, pages: Iterable[PageLike]) -> dict[str, Path]:
    """Where each page's notebook is in a clone, in the order of the pages.

    Raises DefinitionError naming every page without a notebook, and pages that would share a file.
    """
    paths = {page.notebook: root / "notebooks" / f"{page.notebook}.ipynb" for page in pages}
    missing = [name for name, path in paths.items() if not path.is_file()]
    if missing:
        raise DefinitionError(f"The folder notebooks has no {', '.join(f'{name}.ipynb' for name in missing)}.")
    files = [page_file(name) for name in paths]
    if len(set(files)) < len(files):
        raise DefinitionError("Two notebooks of the report would make the same page.")
    return paths


def not_in_the_report(root: Path, pages: Iterable[PageLike]) -> list[str]:
    """The notebooks that lie in the folder but are on no list of sections, so are not run; sorted by name."""
    listed = {page.notebook for page in pages}
    return sorted(path.stem for path in (root / "notebooks").glob("*.ipynb") if path.stem not in listed)


def chosen_pages(pages: Sequence[P], names: Collection[str] | None) -> list[P]:
    """The pages asked for by key or notebook name, with those that every report shows; all where nothing is asked.

    Raises UsageError naming every section that does not exist, and the nearest that does.
    """
    if not names:
        return list(pages)
    known = {name for page in pages for name in (page.key, page.notebook)}
    wrong = [_no_such_section(name, known) for name in names if name not in known]
    if wrong:
        raise UsageError(" ".join(wrong))
    return [page for page in pages if {page.key, page.notebook} & {*names, *ALWAYS_SHOWN}]


def _no_such_section(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(sorted(known))}."
    return f'There is no section "{name[:80]}". {hint}'


def read_notebook(path: Path) -> NotebookNode:
    """A notebook as it lies on disk. Raises DefinitionError where it can't be read as one."""
    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DefinitionError(f"{path.name} can't be read as a notebook ({type(error).__name__}).") from None


def declared_parameters(notebook: NotebookNode, name: str) -> dict[str, type]:
    """The parameters that a notebook's tagged cell declares, with the type of each default.

    Raises DefinitionError where there isn't exactly one such cell, or it holds more than names and plain values.
    """
    cells = [cell for cell in notebook.cells if PARAMETERS_TAG in cell.metadata.get("tags", [])]
    if len(cells) != 1 or cells[0].cell_type != "code":
        raise DefinitionError(f"{name}: one code cell must be tagged {PARAMETERS_TAG}; {len(cells)} are.")
    try:
        return dict(_declaration(statement) for statement in ast.parse(cells[0].source).body)
    except (SyntaxError, ValueError, TypeError):
        raise DefinitionError(f'{name}: the {PARAMETERS_TAG} cell may hold only lines like month = "2026-10".') from None


def _declaration(statement: ast.stmt) -> tuple[str, type]:
    """The name and type of one line `name = value`; ValueError for any other."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, type(ast.literal_eval(value))
    raise ValueError


def check_parameters(notebook: NotebookNode, name: str, sent: Mapping[str, object]) -> None:
    """Compares the parameters sent with those a notebook declares; papermill itself would only log a mismatch.

    Raises UsageError naming all that are unknown, missing or of another type; DefinitionError as `declared_parameters`.
    """
    declared = declared_parameters(notebook, name)
    wrong = [f'has no parameter "{key}"' for key in sent if key not in declared]
    wrong += [f'is not sent its parameter "{key}"' for key in declared if key not in sent]
    wrong += [
        f'takes "{key}" as {kind.__name__}, not {type(sent[key]).__name__}'
        for key, kind in declared.items()
        if key in sent and type(sent[key]) is not kind
    ]
    if wrong:
        raise UsageError(f"{name} {'; it '.join(wrong)}.")


def report_parameters(
    month: str, data: Path, edition: str, area: str, *, editions: Collection[str], root: Path
) -> dict[str, str]:
    """The parameters that every notebook is sent, each value checked; `data` as seen from the clone's root.

    Raises UsageError for a month not written YYYY-MM, an edition that is not one of `editions`, an area with odd
    characters or in another edition than the analyst's, and a data folder that does not exist.
    """
    ReportingMonth.read(month)
    if edition not in editions:
        raise UsageError(f'There is no edition "{str(edition)[:40]}". There are: {", ".join(sorted(editions))}.')
    if area and not AREA.fullmatch(area):
        raise UsageError("An area is named by up to 80 letters, figures, spaces and , . ' & ( ) -")
    if area and edition != "analyst":
        raise UsageError("A report on one area is made in the analyst edition only.")
    return {"month": month, "data": _data_text(data, root), "edition": edition, "area": area}


def _data_text(data: Path, root: Path) -> str:
    text = str(data)
    if len(text) > LONGEST_PATH or not text.isprintable():
        raise UsageError(
            "The name of the data folder is too long, or holds characters that this process can't read as text. "
            "Set PYTHONUTF8=1 in the environment and run again, or give the folder another name."
        )
    if not data.is_dir():
        raise UsageError(f'There is no data folder "{text}".')
    whole = data.resolve()
    return (whole.relative_to(root.resolve()) if whole.is_relative_to(root.resolve()) else whole).as_posix()
