"""Of the captures of one URL: is there a report, which capture holds the one to show, and what stood there before?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from archive.build.grouping import PREFERENCE
from archive.build.identity import canonical_agency
from archive.build.parts import first_page, parts_of, payload_of
from parsers.metadata.title import agency_in
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.build.cache import ParseCache
    from archive.build.holds import Holds
    from archive.build.outcome import Outcome
    from archive.captures import Capture, CaptureStore

_UNREAD = ("unsupported_format", "needs_ocr", "encrypted", "broken", "too_large", "timeout", "crashed")
"""Codes of refusals that leave open what a file holds: under a report's title it is listed as a report."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One URL that holds a report: the capture to show, what it gave, and all captures of a report there, oldest first."""

    capture: Capture
    payload: str
    """Digest of what was parsed: the capture's, or that of all pages of its article."""
    outcome: Outcome
    status: str
    agency: str | None
    year: int | None
    history: tuple[Capture, ...]

    @property
    def is_read(self) -> bool:
        """Whether there is a parsed report, and not only a file under a report's title."""
        return self.outcome.kind == "report"


@dataclass(frozen=True, slots=True)
class Refused:
    """A page linked as a report, or a file brought in by hand, that gave none: named in the summary, no row of its own."""

    url: str
    title: str
    message: str


def candidates(
    captures: Iterable[Capture], store: CaptureStore, cache: ParseCache, holds: Holds
) -> Iterator[Candidate | Refused]:
    """Every URL among captures sorted by URL and time that holds a report or was linked as one, by URL."""
    for url, group in groupby(captures, key=lambda capture: capture.url):
        parts = parts_of(store, url)
        held = [c for c in group if c.holds_content and not holds.keep_back(c)]
        if _is_read_elsewhere(held, store, cache):
            continue
        found = _judge([(c, o) for c in held if (o := cache.light((c.url, payload_of(c, parts))))], parts)
        if found is not None:
            yield found


def _is_read_elsewhere(captures: list[Capture], store: CaptureStore, cache: ParseCache) -> bool:
    """Whether a page is a further page of an article that is a report: it is read there, and is none by itself."""
    for article in set(filter(None, map(first_page, captures))):
        parts = parts_of(store, article)
        for capture in store.captures_of(article):
            outcome = cache.light((article, payload_of(capture, parts))) if capture.holds_content else None
            if outcome is not None and outcome.kind == "report":
                return True
    return False


def _judge(captures: list[tuple[Capture, Outcome]], parts: list[Capture]) -> Candidate | Refused | None:
    """The newest capture that is a report speaks for the URL: an error page that came later never does.

    Nor does a text that others made of the page, where the page itself is here.
    """
    read = [(c, o) for c, o in captures if o.kind == "report"]
    if read:
        capture, outcome = ([(c, o) for c, o in read if not c.is_conversion] or read)[-1]
        named = _agency_of_link(capture)
        is_picture = outcome.format not in PREFERENCE  # a sign lost in a picture's title would make another agency
        agency = canonical_agency((is_picture and named) or outcome.agency or named)
        year = outcome.year or _year_of_link(capture)
        return Candidate(
            capture, payload_of(capture, parts), outcome, outcome.status, agency, year, tuple(c for c, _ in read)
        )
    linked = [(c, o) for c, o in captures if judge_title(c.link_text or "").is_report]
    files = [(c, o) for c, o in linked if o.kind == "failed" or o.code in _UNREAD]
    if files:
        capture, outcome = files[-1]
        agency = canonical_agency(_agency_of_link(capture))
        year = _year_of_link(capture)
        return Candidate(
            capture, payload_of(capture, parts), outcome, _status(outcome), agency, year, tuple(c for c, _ in files)
        )
    asked = linked or [(c, o) for c, o in captures if c.source == "import" and c.status is None]
    if asked:
        capture, outcome = asked[-1]
        return Refused(capture.url, capture.link_text or "", outcome.message)
    return None


def _status(outcome: Outcome) -> str:
    return "needs_ocr" if outcome.code == "needs_ocr" else "unreadable"


def _agency_of_link(capture: Capture) -> str | None:
    title = capture.link_text or ""
    return agency_in(title) if judge_title(title).is_report else None


def _year_of_link(capture: Capture) -> int | None:
    verdict = judge_title(capture.link_text or "")
    return verdict.year if verdict.is_report else None
