"""The command `workbook`: each of its words only calls what does the work."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.clone import HISTORY_VARIABLE, ROOT
from helpers.errors import DataError, MachineError, exit_code_of, say_fault
from helpers.months import ReportingMonth
from helpers.publish.signals import Ended, signals_raise
from helpers.publish.streams import as_typed, print_no_more, print_what_stands, read_names_as_utf_8, show_every_character
from helpers.publish.typed import read_month, read_number_of_months, read_positive

DEMO = Path("data/demo")
# Held here, so that commands that need no libraries start at once; each imports what it calls.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Gives its exit code: 0 done, 1 the input, 2 wrong use, 3 a section failed, 4 the machine."""
    if arguments is None:
        read_names_as_utf_8()
    show_every_character()
    try:
        asked = _parser().parse_args(arguments)
        with signals_raise(), _history_taken(getattr(asked, "published_into", None)):
            code = asked.command(asked) or 0
            sys.stdout.flush()
            return code
    except BrokenPipeError:  # whoever read what is printed has gone, and nobody is left to be told
        print_no_more()
        return MachineError.exit_code
    except (Exception, KeyboardInterrupt, Ended) as error:  # noqa: BLE001 (a traceback could show a child's cell)
        print(say_fault(error), file=sys.stderr)
        if isinstance(error, OSError):
            print_no_more()
        return exit_code_of(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workbook", description="The monthly corporate parenting report.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (_add_report, _add_results, _add_init, _add_check, _add_demo, _add_published, _add_backfill, _add_lab):
        add(commands)
    return parser


def _add_report(commands: Any) -> None:
    report = commands.add_parser("report", help="make a month's report, in all editions")
    _month_and_data(report)
    report.add_argument("--outputs", type=Path, default=Path("outputs"), help="where the report goes (outputs)")
    report.add_argument(
        "--history", type=Path, dest="published_into", metavar="DIR", help="earlier outturns (data/history/<code>)"
    )
    report.add_argument(
        "--area", type=as_typed, default="", metavar="NAME", help="one area or district, as a preview for analysts"
    )
    report.add_argument("--edition", action="append", metavar="NAME", help="board or analyst; both by default")
    report.add_argument(
        "--without",
        action="append",
        type=str.lower,
        metavar="TABLE",
        help="make it though this table, which the last report had, is not there",
    )
    report.add_argument("--section", action="append", metavar="NAME", help="only this section, as a preview for analysts")
    report.add_argument(
        "--workers", type=read_positive, metavar="N", help="how many notebooks run at a time (4; 2 with plain kernels)"
    )
    report.add_argument("--no-cache", action="store_true", help="make everything anew, and keep nothing for the next run")
    report.add_argument("--plain-kernels", action="store_true", help="start each notebook's process anew, as on Windows")
    report.add_argument("--verbose", action="store_true", help="say how long each stage took, and of how many rows")
    report.set_defaults(command=_report)


def _add_backfill(commands: Any) -> None:
    backfill = commands.add_parser("backfill", help="many months' reports, the oldest first; goes on where it stopped")
    backfill.add_argument("--from", type=read_month, required=True, metavar="MONTH", dest="first", help="such as 2024-11")
    backfill.add_argument("--to", type=read_month, required=True, metavar="MONTH", dest="last", help="such as 2026-10")
    backfill.add_argument("--data", type=Path, default=DEMO, help="the folder of the extract (the made-up council's)")
    backfill.add_argument("--outputs", type=Path, default=Path("outputs"), help="where the reports go (outputs)")
    backfill.add_argument(
        "--history", type=Path, dest="published_into", metavar="DIR", help="earlier outturns (data/history/<code>)"
    )
    backfill.add_argument("--edition", action="append", metavar="NAME", help="board or analyst; both by default")
    backfill.add_argument(
        "--workers", type=read_positive, metavar="N", help="how many notebooks run at a time (4; 2 with plain kernels)"
    )
    backfill.add_argument("--no-cache", action="store_true", help="make every month anew, and keep nothing")
    backfill.set_defaults(command=_backfill)


def _add_results(commands: Any) -> None:
    results = commands.add_parser("results", help="the figures alone, as CSV or Parquet")
    _month_and_data(results)
    results.add_argument("--months", type=read_number_of_months, default=12, help="how many months, ending with the month (12)")
    results.add_argument("--history", type=Path, help="earlier outturns; none are read by default")
    results.add_argument("--uncertain", type=Path, metavar="FILE", help="write which figures are uncertain here, as CSV")
    results.add_argument("--to", type=Path, required=True, metavar="FILE", help="a file ending in .csv or .parquet")
    results.set_defaults(command=_results)


def _add_init(commands: Any) -> None:
    init = commands.add_parser("init", help="put a starter into a data folder; nothing there is overwritten")
    init.add_argument("folder", type=Path, metavar="DIR", help="the folder of the extract; made where it is not there")
    init.set_defaults(command=_init)


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="what an extract holds, and what is odd in it, all at once")
    _month_and_data(check)
    check.add_argument("--strict", action="store_true", help="exit with 1 where there is a warning")
    check.add_argument("--findings", type=Path, metavar="FILE", help="write the findings here, as CSV")
    check.add_argument("--spellings", type=Path, metavar="FILE", help="add wordings without a code to this code_spellings.csv")
    check.add_argument("--columns", type=Path, metavar="FILE", help="add likely names of files and headings to this columns.csv")
    check.set_defaults(command=_check)


def _add_demo(commands: Any) -> None:
    demo = commands.add_parser("demo", help="make a made-up council's extract")
    demo.add_argument("--to", type=Path, required=True, metavar="DIR", help="a folder that is not there yet")
    demo.add_argument("--children-in-care", type=read_positive, default=2000, metavar="N", help="(2000)")
    demo.add_argument("--month", type=read_month, default=ReportingMonth(2026, 10), help="(2026-10)")
    demo.add_argument("--seed", type=int, default=1, help="another seed, another council (1)")
    demo.add_argument("--faults", action="store_true", help="with the faults that real extracts have")
    demo.set_defaults(command=_demo)


def _add_published(commands: Any) -> None:
    published = commands.add_parser("published", help="the department's files, as downloaded, into published.csv")
    published.add_argument("--from", type=Path, required=True, metavar="DIR", dest="folder", help="the files downloaded")
    published.add_argument("--to", type=Path, required=True, metavar="FILE", help="published.csv of the data folder")
    published.set_defaults(command=_published)


def _add_lab(commands: Any) -> None:
    lab = commands.add_parser(
        "lab",
        help="open a working copy of the notebooks in JupyterLab",
        usage="workbook lab [NAME] [-- JUPYTER-ARGUMENTS]",
        description="Open a working copy of the notebooks in JupyterLab. An earlier copy is kept as it was changed.",
        epilog="NAME is whose copy it is; by default the account's. For example: workbook lab anna -- --no-browser --port 9000",
    )
    lab.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    lab.set_defaults(command=_lab)


def _month_and_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=read_month, help="the reporting month, such as 2026-10; the extract's by default")
    parser.add_argument("--data", type=Path, default=DEMO, help="the folder of the extract (the made-up council's)")


def _light_folder(data: Path) -> Path:
    """The folder of the extract, whether it is there or not."""
    return ROOT / DEMO if data == DEMO else data.absolute()


def _folder(data: Path) -> Path:
    if (folder := _light_folder(data)).is_dir():
        return folder
    from helpers.section.figures import data_folder
    from helpers.section.whole import say_no_folder

    if data != DEMO:
        raise DataError(say_no_folder(data, folder))
    return data_folder(str(DEMO))


def _report(asked: argparse.Namespace) -> None:
    from helpers.publish.unchanged import standing_report

    data, outputs = _light_folder(asked.data), asked.outputs
    editions = tuple(dict.fromkeys(asked.edition or (["analyst"] if asked.area else ["board", "analyst"])))
    month = str(asked.month or "")
    is_part = bool(asked.section or asked.area)
    if not is_part and not asked.no_cache and (standing := standing_report(data, month, outputs, editions)):
        print(f"Nothing has changed since; the report of {ReportingMonth.read(standing).words} stands.", file=sys.stderr)
        folders = [outputs / edition / standing for edition in editions]
    else:
        folders = _make_report(asked, month, editions)
    print_what_stands(str(made / "index.html") for made in folders)


def _make_report(asked: argparse.Namespace, month: str, editions: Sequence[str]) -> list[Path]:
    from helpers.publish.libraries import check_libraries, check_own_package
    from helpers.publish.month import Wanted, make_report
    from helpers.publish.progress import progress_on

    check_libraries()
    check_own_package([ROOT])
    wanted = Wanted(
        _folder(asked.data),
        month,
        asked.outputs,
        editions,
        asked.area,
        tuple(asked.section or ()),
        tuple(asked.without or ()),
        asked.workers,
        no_cache=asked.no_cache,
        plain_kernels=asked.plain_kernels,
        is_verbose=asked.verbose,
    )
    return make_report(wanted, progress_on(sys.stderr))


def _backfill(asked: argparse.Namespace) -> None:
    from helpers.publish.backfill import make_reports, months_between
    from helpers.publish.libraries import check_libraries, check_own_package
    from helpers.publish.month import Wanted
    from helpers.publish.progress import progress_on

    check_libraries()
    check_own_package([ROOT])
    months = months_between(asked.first, asked.last)
    editions = tuple(dict.fromkeys(asked.edition or ["board", "analyst"]))
    wanted = Wanted(_folder(asked.data), "", asked.outputs, editions, workers=asked.workers, no_cache=asked.no_cache)
    make_reports(wanted, months, progress_on(sys.stderr))
    print_what_stands(str(asked.outputs / edition / str(month) / "index.html") for month in months for edition in editions)


@contextmanager
def _history_taken(folder: Path | None) -> Iterator[None]:
    """Take another history folder in this process, and in the notebooks that it runs, while a command runs."""
    before = os.environ.get(HISTORY_VARIABLE)
    if folder:
        os.environ[HISTORY_VARIABLE] = str(folder.absolute())
    try:
        yield
    finally:
        if folder:
            os.environ.pop(HISTORY_VARIABLE)
        if folder and before is not None:
            os.environ[HISTORY_VARIABLE] = before


def _results(asked: argparse.Namespace) -> None:
    from helpers.export import write_results, write_uncertain
    from helpers.load.extract import load_extract
    from helpers.section.whole import compute_all, say_missing, say_uncertain, with_history

    folder = _folder(asked.data)
    data = load_extract(folder, asked.month)
    results = compute_all(data, asked.months)
    frame = results.frame if asked.history is None else with_history(results.frame, asked.history, folder, data, asked.months)
    write_results(frame, asked.to)
    if asked.uncertain:
        write_uncertain(results.uncertain, asked.uncertain)
    for sentence in (*say_missing(results), *say_uncertain(results, data)):
        print(sentence, file=sys.stderr)


def _init(asked: argparse.Namespace) -> None:
    from helpers.starter import make_starter

    print("\n".join(make_starter(asked.folder).in_words))


def _check(asked: argparse.Namespace) -> int:
    from helpers.inventory.checked import check_folder
    from helpers.inventory.command import say_and_write
    from helpers.load.extract import refuse

    checked = check_folder(_folder(asked.data), asked.month)
    for line in say_and_write(checked, asked.findings, asked.spellings, asked.columns):
        print(line)
    sys.stdout.flush()
    refuse(checked.faults)
    return int(asked.strict and checked.has_warning)


def _published(asked: argparse.Namespace) -> None:
    from helpers.compare.published import read_downloads, write_published

    downloads = read_downloads(asked.folder)
    write_published(downloads.figures, asked.to)
    for note in downloads.notes:
        print(note, file=sys.stderr)
    print(f"{len(downloads.figures):,} figures of {downloads.figures['published_code'].nunique()} measures.")


def _demo(asked: argparse.Namespace) -> None:
    from helpers.demo import make_demo

    make_demo(asked.to, str(asked.month), asked.children_in_care, asked.seed, asked.faults)
    print(asked.to)


def _lab(asked: argparse.Namespace) -> int:
    from helpers.lab.start import open_lab

    return open_lab(asked.words)
