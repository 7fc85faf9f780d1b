"""The run record of one site while it is walked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from archive.clock import now
from archive.runs import Found, Left, SiteRun

if TYPE_CHECKING:
    from archive.sitelist import Site
    from crawler.walk.steps import Answer, Step

_KEPT = 500  # skipped and refused addresses that are named; the rest is counted
_COUNTED = ("requests", "lists", "pages", "files", "new", "unchanged", "skipped", "refused", "stored")


class Ledger:
    """Counts, finds and refusals of one site."""

    def __init__(self, site: Site) -> None:
        self.run = SiteRun(
            name=site.name,
            url=site.url,
            region_code=site.region_code,
            column_url=site.column_url,
            started_at=now().isoformat(timespec="seconds"),
        )
        self.counts: Counter[str] = Counter(dict.fromkeys(_COUNTED, 0))
        self._found: set[str] = set()
        self._skipped: set[str] = set()

    def found(self, step: Step, answer: Answer, title: str, kind: Literal["page", "file"]) -> None:
        """A report page or file is captured."""
        if answer.url in self._found:
            return
        self._found.add(answer.url)
        is_new = not answer.stored and not answer.unchanged
        self.run.found.append(Found(answer.url, title, kind, answer.capture_id, step.via, is_new, step.listed))
        self.counts["pages" if kind == "page" else "files"] += 1
        self.counts["new" if is_new else "unchanged"] += 1

    def leave_open(self, articles: set[str]) -> None:
        """Say of articles that further pages of theirs have not come: the next visit asks for them."""
        for found in self.run.found:
            found.whole = found.url not in articles

    def found_before(self, found: Found) -> None:
        """A report that an earlier run captured and that still counts."""
        if found.url in self._found:
            return
        self._found.add(found.url)
        self.run.found.append(replace(found, is_new=False))
        self.counts["pages" if found.kind == "page" else "files"] += 1
        self.counts["unchanged"] += 1

    def skip(self, url: str, reason: str, title: str = "") -> None:
        """Something seen and not taken, named once."""
        if url in self._skipped:
            return
        self._skipped.add(url)
        self.counts["skipped"] += 1
        if len(self.run.skipped) < _KEPT:
            self.run.skipped.append(Left(url, reason, title))

    def refuse(self, url: str, reason: str, title: str = "", status: int | None = None) -> None:
        """Something asked for and not given."""
        self.counts["refused"] += 1
        if len(self.run.refused) < _KEPT:
            self.run.refused.append(Left(url, reason, title, status))

    def fallback(self, words: str) -> None:
        """A host answered only in another way than the usual one."""
        if words not in self.run.fallbacks:
            self.run.fallbacks.append(words)

    def column(self, url: str) -> None:
        """A column that holds reports, or leads to some."""
        if url not in self.run.columns:
            self.run.columns.append(url)
