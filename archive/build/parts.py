"""Which captures are the further pages of an article that its site cuts into several: told by their addresses alone."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from parsers.listings import part_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.captures import Capture, CaptureStore

_NEVER, _ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """The further pages of the article at one address. Where its first page came to say something else, so did they."""

    found: dict[int, list[Capture]]
    """By their number, each oldest first; mostly there is none."""
    changes: list[datetime]
    """When the first page was seen to say something else than before."""

    def of(self, capture: Capture) -> list[Capture]:
        """The pages that go with a capture of the first: the newest of each from before the first said something else."""
        if not self.found:
            return []
        at = bisect_right(self.changes, capture.captured_at)
        bounds = [_NEVER, *self.changes, _ALWAYS]
        stood = (
            [one for one in self.found[number] if bounds[at] <= one.captured_at < bounds[at + 1]]
            for number in sorted(self.found)
        )
        return [pages[-1] for pages in stood if pages]

    def urls(self) -> set[str]:
        """Their addresses."""
        return {one.url for captures in self.found.values() for one in captures}


def parts_of(store: CaptureStore, url: str) -> Parts:
    """The further pages that are known of the article at `url`."""
    found: dict[int, list[Capture]] = {}
    for capture in store.captured_via(url):
        number = part_number(url, capture.url) if capture.holds_content else None
        if number is not None:
            found.setdefault(number, []).append(capture)
    for captures in found.values():
        captures.sort(key=lambda one: (one.captured_at, one.id))
    return Parts(found, store.changes_of(url) if found else [])


def payload_of(capture: Capture, parts: Sequence[Capture]) -> str:
    """What tells the content of an article apart from every other: the digest of its page, or of all its pages."""
    if not parts:
        return capture.sha256
    return hashlib.sha256(" ".join(one.sha256 for one in (capture, *parts)).encode()).hexdigest()


def first_page(capture: Capture) -> str | None:
    """The address of the article that a capture is a further page of, if it may be one."""
    return capture.via if capture.via and part_number(capture.via, capture.url) is not None else None


def changed_urls(store: CaptureStore, since: int) -> set[str]:
    """Addresses with captures after a mark, and those of articles of which a further page came."""
    urls: set[str] = set()
    for capture in store.captures(since):
        urls |= {capture.url, first_page(capture) or capture.url}
    return urls
