"""Which captures are parts of an article: further pages of one that its site cuts up, and pictures; told by their addresses alone."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from parsers.listings import first_addresses, is_picture, part_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.captures import Capture, CaptureStore

_NEVER, _ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


Place = tuple[int, str]
"""Of a part: its number, or 0 and the address of a picture."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The further pages and pictures of the article at one address. Where its first page came to say something else, so did they."""

    found: dict[Place, list[Capture]]
    """By their place, each oldest first; mostly there is none."""
    changes: list[datetime]
    """When the first page was seen to say something else than before."""

    def of(self, capture: Capture) -> list[Capture]:
        """The pages that go with a capture of the first: the newest of each from before the first said something else."""
        if not self.found:
            return []
        at = bisect_right(self.changes, capture.captured_at)
        bounds = [_NEVER, *self.changes, _ALWAYS]
        stood = (
            [one for one in self.found[place] if bounds[at] <= one.captured_at < bounds[at + 1]]
            for place in sorted(self.found)
        )
        return [pages[-1] for pages in stood if pages]

    def urls(self) -> set[str]:
        """Their addresses."""
        return {one.url for captures in self.found.values() for one in captures}


def is_shown_by(first: str, capture: Capture) -> bool:
    """Whether a capture is a picture that the page at `first` shows or links to."""
    return capture.via == first and is_picture(capture.url)


def _place(first: str, capture: Capture) -> Place | None:
    """The place that a capture may have in the article at `first`."""
    if is_shown_by(first, capture):
        return (0, capture.url)
    number = part_number(first, capture.url)
    return None if number is None else (number, "")


def payload_of(capture: Capture, parts: Sequence[Capture]) -> str:
    """What tells the content of an article apart from every other: the digest of its page, or of all its parts."""
    if not parts:
        return capture.sha256
    return hashlib.sha256(" ".join(one.sha256 for one in (capture, *parts)).encode()).hexdigest()


class Articles:
    """Which captures of a store belong together as pages of one article.

    The crawl notes from which page it was led to another. Of pages that were brought in from elsewhere only the addresses
    tell it; there a page is one of an article once it was read as such, for which the article's own pager must name it.
    """

    def __init__(self, store: CaptureStore) -> None:
        self.store = store
        self._brought: dict[str, set[str]] = {}
        for url in store.brought_urls():
            for first in first_addresses(url):
                if store.known(first):
                    self._brought.setdefault(first, set()).add(url)

    def parts_of(self, url: str) -> Parts:
        """The further pages that are known of the article at an address."""
        found: dict[Place, list[Capture]] = {}
        led = self.store.captured_via(url)
        brought = (capture for part in sorted(self._brought.get(url, ())) for capture in self.store.captures_of(part))
        for capture in {one.id: one for one in (*led, *brought)}.values():
            is_page = capture.holds_content and not capture.is_conversion
            place = _place(url, capture) if is_page else None
            if place is not None:
                found.setdefault(place, []).append(capture)
        for captures in found.values():
            captures.sort(key=lambda one: (one.captured_at, one.id))
        return Parts(found, self.store.changes_of(url) if found else [])

    def firsts_of(self, capture: Capture) -> set[str]:
        """The addresses of the articles that a capture may be a further page of."""
        if capture.via and _place(capture.via, capture) is not None:
            return {capture.via}
        return {first for first in first_addresses(capture.url) if capture.url in self._brought.get(first, ())}

    def changed_urls(self, since: int) -> set[str]:
        """Addresses with captures after a mark, and those of articles of which a further page came."""
        urls: set[str] = set()
        for capture in self.store.captures(since):
            urls |= {capture.url} | self.firsts_of(capture)
        return urls
