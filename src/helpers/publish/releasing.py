"""A month's report entered in the council's history before a page of it is put in its place. Source: contract, "Output"."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.access import close
from helpers.cache.keys import PUBLISHED, RELEASES
from helpers.cache.store import Store
from helpers.errors import MachineError, UsageError
from helpers.history import (
    MARK_FILE,
    Release,
    lost_tables,
    month_as_history,
    plan_release,
    read_key,
    read_releases,
    refuse_another_councils,
    refuse_lost_releases,
    refuse_lost_tables,
    release_mark,
    write_month,
    write_owner,
    write_release,
)
from helpers.protect.editions import Edition
from helpers.protect.register import register_bytes, write_register
from helpers.publish.disk import plainly
from helpers.section.prepared import Asked, Counted, names_in_register, release_of
from helpers.snapshot import Snapshot, history_files
from helpers.terms.tables import TABLES

LOCK = ".lock"
LONGEST_WAIT_SECONDS = 60
# In the analyst edition, so that a damaged history has a way back.
COPIES = "history"


@dataclass(frozen=True)
class HistorySeen:
    """A council's history as a run found it: the releases so far, its folder's files as they were then, and its key."""

    folder: Path
    releases: tuple[Release, ...]
    files: Snapshot
    key: bytes


def look_at_history(asked: Asked, outputs: Path) -> HistorySeen:
    """Return a council's history before any work is done.

    Raises DataError where it is another council's or damaged, or lacks a release that the outputs show.
    """
    files = Snapshot.of(partial(history_files, asked.history, str(asked.month)))
    refuse_another_councils(asked.history, asked.council.name, asked.council.code)
    releases = read_releases(asked.history)
    refuse_lost_releases(outputs, releases)
    return HistorySeen(asked.history, releases, files, read_key(asked.history))


@dataclass(frozen=True)
class Releasing:
    """A release that is about to be published: what it rests on, and the history that it is the next step of."""

    asked: Asked
    editions: tuple[Edition, ...]
    store: Store
    counted: Counted
    known: HistorySeen
    release: Release

    @property
    def files(self) -> dict[str, dict[str, bytes]]:
        """What each edition's folder carries of the release; the analyst's also holds copies of what the history gets."""
        found = {edition.key: {MARK_FILE: release_mark(self.release)} for edition in self.editions}
        for edition in self.editions:
            if edition.shows_small_numbers:
                found[edition.key] |= {f"{COPIES}/{name}": content for name, content in self._copies().items()}
        return found

    def _copies(self) -> Mapping[str, bytes]:
        releases = {each.number: each for each in [*self.known.releases, self.release]}
        hiding = [edition for edition in self.editions if not edition.shows_small_numbers]
        shown = {
            f"{PUBLISHED}/{self.release.editions[edition.key]}": register_bytes(release_of(self.asked, edition, self.store))
            for edition in hiding
        }
        outturns = {f"{self.asked.month}.csv": month_as_history(self.asked.month, self.counted.results.frame)}
        return {RELEASES: b"".join(each.line for each in releases.values()), **outturns, **shown}

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Hold the history while pages are put in their place, with the release in it and on the disk beforehand.

        Raises MachineError where it has grown or changed since it was looked at, is held by another run, or can't be written.
        """
        folder = self.known.folder
        with plainly("make the history folder"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with plainly("lock the history"), FileLock(folder / LOCK, timeout=LONGEST_WAIT_SECONDS, mode=0o600):
                self._refuse_grown()
                self._write()
                yield
        except Timeout:
            raise MachineError("Another run has held the history for a minute. Run again when it is done.") from None

    def _refuse_grown(self) -> None:
        if read_releases(self.known.folder) != self.known.releases or self.known.files.changed():
            raise MachineError(
                "The history changed meanwhile: another report of this council was published. The earlier report is as it was.\n"
                "Run again: what the other showed counts for this one."
            )

    def _write(self) -> None:
        asked, folder = self.asked, self.known.folder
        before = {edition.key: asked.page_key(edition, self.store) for edition in self.editions}
        for edition in self.editions:
            if not edition.shows_small_numbers:
                write_register(folder, release_of(asked, edition, self.store))
        write_month(folder, asked.month, self.counted.results.frame)
        write_owner(folder, asked.council.name, asked.council.code, self.known.key)
        write_release(folder, self.known.releases, self.release)
        with plainly("close the history folder"):
            close(folder, asked.council.outputs.group, may_write=True)
        for edition in self.editions:
            if (after := asked.shown_key(edition)) != before[edition.key]:
                self.store.put("same", after, before[edition.key])


def plan(
    asked: Asked, editions: Sequence[Edition], store: Store, counted: Counted, known: HistorySeen, without: Sequence[str]
) -> Releasing:
    """Return the release that a report will be.

    Raises UsageError for a table in `without` that there is not, DataError where the extract lacks another that the last
    report had.
    """
    if unknown := sorted(set(without) - set(TABLES)):
        raise UsageError(f"--without {unknown[0]}: there is no table of that name.")
    given = counted.outline.given
    refuse_lost_tables(known.releases, given, without)
    release = Release(
        number=0,
        month=str(asked.month),
        editions=names_in_register(asked, editions, store),
        outturns=sha256(month_as_history(asked.month, counted.results.frame)).hexdigest(),
        tables=given,
        without=lost_tables(known.releases, str(asked.month), given),
    )
    return Releasing(asked, tuple(editions), store, counted, known, plan_release(known.releases, release))
