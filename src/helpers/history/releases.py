"""The register of releases: which report of which month was published, in the order in which that was done.

One line a release, each with the hash of the line before, so that a line that was taken away or changed is noticed. Every
published folder carries the number and hash of its release, so that a register that is missing, older or another's is
noticed too. Source: contract, "Output".
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from helpers.cache.keys import PUBLISHED, RELEASES
from helpers.errors import DataError
from helpers.export import write_durably

# In each published folder: the number and hash of its release.
MARK_FILE = "release.json"
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
IN_REGISTER = re.compile(r"(?P<edition>[a-z_]+)-(?P<month>[0-9]{4}-[0-9]{2})\.(?P<version>[0-9]+)\.[0-9a-f]{12}\.csv")
WAY_BACK = (
    "Put that file back from a copy, and leave the others as they are. The analyst edition of the month that was published last "
    "holds copies of what the history got, in its folder history."
)


@dataclass(frozen=True, kw_only=True)
class Release:
    """A month's report as it was published: by edition its file in the register, the hash of its outturns, and its tables.

    `tables` are those of the extract that held rows; `without` those that the report before had and this one was made
    without. `previous` is the hash of the release before, empty for the first.
    """

    number: int
    month: str
    editions: Mapping[str, str] = field(default_factory=dict)
    outturns: str = ""
    tables: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    previous: str = ""

    @property
    def line(self) -> bytes:
        """The release as its line in the register."""
        return (json.dumps(asdict(self), sort_keys=True, ensure_ascii=False) + "\n").encode()

    @property
    def hash(self) -> str:
        """The hash of the release, and through that of all releases before.

        Published pages carry it, so that of the outturns, with their small numbers, has no part in it.
        """
        public = {name: value for name, value in asdict(self).items() if name != "outturns"}
        return hashlib.sha256(json.dumps(public, sort_keys=True).encode()).hexdigest()

    def shows_as(self, other: "Release") -> bool:
        """Whether another release is of the same month and content."""
        return all(getattr(self, name) == getattr(other, name) for name in ("month", "editions", "outturns", "tables", "without"))


def read_releases(folder: Path) -> tuple[Release, ...]:
    """Return a history folder's releases, first to last; of a folder of version 0.1, those that its files tell of.

    Raises DataError, saying the way back, where a line was changed, cut off or taken away.
    """
    path = folder / RELEASES
    if not path.exists():
        return _before_the_register(folder)
    releases: list[Release] = []
    try:
        for line in path.read_bytes().splitlines():
            values = json.loads(line)
            lists = {name: tuple(values[name]) for name in ("tables", "without")}
            releases.append(Release(**(values | lists)))
        is_whole = path.read_bytes() == b"".join(each.line for each in releases)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        is_whole = False
    if not is_whole or not releases or _chained(releases) != releases:
        raise DataError(f"{RELEASES} of the history folder, the register of what was published, is damaged.\n{WAY_BACK}")
    return tuple(releases)


def _chained(releases: Iterable[Release]) -> list[Release]:
    """The releases with the numbers and hashes that follow from their order."""
    found: list[Release] = []
    for each in releases:
        previous = found[-1].hash if found else ""
        found.append(Release(**(_content(each) | {"number": len(found) + 1, "previous": previous})))
    return found


def _content(release: Release) -> dict[str, object]:
    return {name: getattr(release, name) for name in release.__dataclass_fields__}


def _before_the_register(folder: Path) -> tuple[Release, ...]:
    """What a folder without a register of releases tells: a release an edition's published file, or a month's outturns alone."""
    files = [IN_REGISTER.fullmatch(path.name) for path in (folder / PUBLISHED).glob("*.csv")]
    named = sorted((each["month"], int(each["version"]), each["edition"], each.string) for each in files if each)
    found = [Release(number=0, month=month, editions={edition: name}) for month, _, edition, name in named]
    shown = {each.month for each in found}
    found += [Release(number=0, month=path.stem) for path in folder.glob("????-??.csv") if path.stem not in shown]
    return tuple(_chained(sorted(found, key=lambda each: each.month)))


def plan_release(earlier: Sequence[Release], release: Release) -> Release:
    """Return the release that a report will be: the month's last one where it is just the same, else one after the last."""
    same = [each for each in earlier if each.month == release.month]
    if same and release.shows_as(same[-1]):
        return same[-1]
    return _chained([*earlier, release])[-1]


def lost_tables(releases: Sequence[Release], month: str, given: Iterable[str]) -> tuple[str, ...]:
    """Return the tables that the last report of an earlier month, or one of this month, had and that are not given; sorted."""
    earlier = [each for each in releases if each.month < month][-1:]
    same = [each for each in releases if each.month == month][-1:]
    had = {table for each in earlier for table in each.tables}
    had |= {table for each in same for table in (*each.tables, *each.without)}
    return tuple(sorted(had - set(given)))


def refuse_lost_tables(releases: Sequence[Release], given: Iterable[str], without: Iterable[str]) -> None:
    """Raise DataError where an extract lacks a table that the last report had, unless it is to be made without it."""
    lost = set(releases[-1].tables) - set(given) - set(without) if releases else set()
    if lost:
        names = sorted(lost)
        flags = " ".join(f"--without {name}" for name in names)
        raise DataError(
            f"The last report, of {releases[-1].month}, had {', '.join(names)}, which this extract lacks, or holds no row of.\n"
            f"Was the export complete? Export again; or say that the report is to be made without: {flags}"
        )


def write_release(folder: Path, earlier: Sequence[Release], release: Release) -> None:
    """Add a release to the register, unless it stands there. Raises MachineError where it can't be written."""
    releases = earlier if release.number <= len(earlier) else [*earlier, release]
    content = b"".join(each.line for each in releases)
    path = folder / RELEASES
    if not path.is_file() or path.read_bytes() != content:
        write_durably(path, content)


def release_mark(release: Release) -> bytes:
    """Return what a published folder carries of its release."""
    return (json.dumps({"release": release.number, "register": release.hash}, indent=1) + "\n").encode()


def refuse_lost_releases(outputs: Path, releases: Sequence[Release]) -> None:
    """Raise DataError where an outputs folder shows a month that the register lacks, or another's release.

    Else what was shown in it could be told from what a later report shows, and nobody would know.
    """
    by_number = {each.number: each for each in releases}
    months = {each.month for each in releases}
    for folder in sorted(path for path in outputs.glob("*/????-??") if MONTH.fullmatch(path.name) and path.is_dir()):
        number, found = _mark_of(folder)
        is_known = by_number[number].hash == found if number in by_number else number == 0 and folder.name in months
        if not is_known:
            holds = f"{len(releases)} release{'s' * (len(releases) != 1)}" if releases else "no release"
            raise DataError(
                f"{folder.relative_to(outputs).as_posix()} in the outputs folder shows a report that this history does not know: "
                f"it holds {holds}, and the report is {f'number {number}' if number else 'none of them'}.\n"
                "Name the right folder with --history, or put the history back from a copy. The analyst edition of the month "
                "that was published last holds copies, in its folder history. Only if that report was never shown to anybody, "
                "delete it."
            )


def _mark_of(folder: Path) -> tuple[int, str]:
    """The number and hash of a published folder's release; 0 where it was published by version 0.1, which marked none."""
    path = folder / MARK_FILE
    if not path.exists():
        return 0, ""
    try:
        mark = json.loads(path.read_bytes())
        return int(mark["release"]), str(mark["register"])
    except (OSError, ValueError, KeyError, TypeError):
        return -1, ""
