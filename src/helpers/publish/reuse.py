"""Executed notebooks that are kept: one is taken again where it would show the same, and run where there is any doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from helpers.cache.keys import key_of
from helpers.cache.store import Store
from helpers.errors import DefinitionError
from helpers.months import ReportingMonth
from helpers.pages import PAGES
from helpers.publish.execute import Executed, Job
from helpers.publish.plain import calls_in, code_of, is_plain
from helpers.released import changed_notebooks
from helpers.section.prepared import CODE_KEY
from helpers.snapshot import file_hash
from helpers.words import OwnWords, comments_for, questions_for

# Calls of a section that show none of the council's own words.
WITHOUT_WORDS = (
    "acronyms", "changes", "close", "definitions", "districts", "files", "hidden", "highlights", "judging",
    "not_available", "revised", "rounding", "rule_of_highlights", "scorecard", "settings", "shorthand", "summary", "uncertain",
    "visit_intervals",
)  # fmt: skip


@dataclass(frozen=True)
class KeptNotebooks:
    """The executed notebooks of a month that are kept: `shown` holds, by edition, the hash of what its figures are made from."""

    store: Store
    month: ReportingMonth
    shown: Mapping[str, str]
    words: OwnWords

    def find(self, job: Job) -> Executed | None:
        """The executed notebook of a job; nothing where it must be run."""
        key = self._key(job)
        kept = self.store.get("page", key) if key else None
        if not isinstance(kept, str):
            return None
        try:
            return Executed(job, nbformat.reads(kept, as_version=4), 0.0, is_kept=True)
        except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
            return None

    def keep(self, executed: Executed) -> None:
        """Keep a notebook that ran to its end and whose page was found to be in order."""
        if not executed.is_kept and (key := self._key(executed.job)):
            self.store.put("page", key, nbformat.writes(executed.notebook))

    def _key(self, job: Job) -> str:
        """What a job's executed notebook is made from; empty where that can't be known."""
        try:
            code = code_of(job.notebook)
            if job.edition not in self.shown or not is_plain(code):
                return ""
            changed = changed_notebooks(page.notebook for page in PAGES) if job.section == "definitions" else []
            words = [self._words(call, values, job.edition) for call, values in calls_in(code)]
            return key_of(CODE_KEY, self.shown[job.edition], file_hash(job.notebook), dict(job.parameters), words, changed)
        except (OSError, ValueError, DefinitionError):
            return ""

    def _words(self, call: str, values: tuple[Any, ...], edition: str) -> str:
        """The council's own words that a call may show; all of them where that isn't known."""
        if call in WITHOUT_WORDS:
            return ""
        last_day = self.month.last_day
        match call, values:
            case "show", (str(code),):
                return repr((comments_for(self.words, code, self.month, edition), questions_for(self.words, code, last_day)))
            case "first_screen", ():
                return repr(self.words.questions)
            case "questions", ():
                return repr(questions_for(self.words, None, last_day))
            case "findings", ():
                return repr(self.words.problems)
        return repr(self.words)
