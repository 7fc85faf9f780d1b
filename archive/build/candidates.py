"""Of the captures of one URL: which reports were there, which capture holds the one to show, and what stood there before?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from archive.build.editions import Edition, Version, editions
from archive.build.elsewhere import is_read_elsewhere
from archive.build.grouping import PREFERENCE
from archive.build.identity import canonical_agency
from archive.build.outcome import PAGES_MISSING
from archive.build.parts import payload_of
from parsers.formats.reading import PICTURES
from parsers.metadata.title import agency_in
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.build.cache import ParseCache
    from archive.build.holds import Holds
    from archive.build.outcome import Outcome
    from archive.build.parts import Articles
    from archive.captures import Capture

_UNREAD = ("unsupported_format", "needs_ocr", "encrypted", "broken", "too_large", "timeout", "crashed")
"""Codes of refusals that leave open what a file holds: under a report's title it is listed as a report."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One report at one URL: the capture to show, what it gave, and all captures of this report there, oldest first."""

    key: str
    """The URL; with a number behind it where another report was seen there before."""
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
    captures: Iterable[Capture], articles: Articles, cache: ParseCache, holds: Holds
) -> Iterator[Candidate | Refused]:
    """Every URL among captures sorted by URL and time that holds a report or was linked as one, by URL."""
    for url, group in groupby(captures, key=lambda capture: capture.url):
        parts = articles.parts_of(url)
        held = [c for c in group if c.holds_content and not holds.keep_back(c)]
        if any(is_read_elsewhere(c, articles, cache) for c in held):
            continue
        versions = [_version(c, own, o) for c in held if (o := cache.light((url, payload_of(c, own := parts.of(c)))))]
        yield from _judge(url, versions)


def _version(capture: Capture, parts: Sequence[Capture], outcome: Outcome) -> Version:
    title = _title(capture, parts if outcome.format == PICTURES else ())
    named = agency_in(title) if title else None
    is_picture = outcome.format not in PREFERENCE  # a sign lost in a picture's title would make another agency
    agency = canonical_agency((is_picture and named) or outcome.agency or named)
    year = outcome.year or (judge_title(title).year if title else None)
    return Version(capture, payload_of(capture, parts), outcome, agency, year, title)


def _title(capture: Capture, parts: Sequence[Capture]) -> str:
    """The report's title in the link that led to a capture, or to a picture of it; empty where none names a report."""
    named = (one.link_text or "" for one in (capture, *parts))
    return next((title for title in named if judge_title(title).is_report), "")


def _judge(url: str, versions: list[Version]) -> Iterator[Candidate | Refused]:
    """The newest capture that is a report speaks for it: an error page that came later never does.

    Where captures are of several reports, each is one: that its address shows another by now takes none away.
    """
    found = editions(one for one in versions if one.outcome.kind == "report")
    linked = [one for one in versions if one.title]
    unread = [one for one in linked if one.outcome.kind == "failed" or one.outcome.code in _UNREAD]
    unread += [one for one in versions if one.outcome.kind == "refused" and one.outcome.code == PAGES_MISSING]
    if found:
        years = {edition.year for edition in found}
        unread = [one for one in unread if one.year and one.year not in years and None not in years]
    found += editions(unread)
    for number, edition in enumerate(sorted(found, key=lambda one: one.versions[0].capture.captured_at), 1):
        yield _candidate(url if number == 1 else f"{url} {number}", edition)
    asked = linked or [one for one in versions if one.capture.source == "import" and one.capture.status is None]
    if asked and not found:
        capture = asked[-1].capture
        yield Refused(capture.url, capture.link_text or "", asked[-1].outcome.message)


def _candidate(key: str, edition: Edition) -> Candidate:
    shown = edition.best()
    status = shown.outcome.status if shown.outcome.kind == "report" else _status(shown.outcome)
    history = tuple(one.capture for one in edition.versions)
    return Candidate(key, shown.capture, shown.payload, shown.outcome, status, shown.agency, shown.year, history)


def _status(outcome: Outcome) -> str:
    return "needs_ocr" if outcome.code == "needs_ocr" else "unreadable"
