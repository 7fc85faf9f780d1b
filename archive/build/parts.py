"""Which captures are the further pages of an article that its site cuts into several: told by their addresses alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from parsers.listings import part_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.captures import Capture, CaptureStore


def parts_of(store: CaptureStore, url: str) -> list[Capture]:
    """The newest content of each further page of the article at `url`, in their order; mostly there is none."""
    newest: dict[int, Capture] = {}
    for capture in store.captured_via(url):
        number = part_number(url, capture.url) if capture.holds_content else None
        if number is not None:
            newest[number] = capture
    return [newest[number] for number in sorted(newest)]


def payload_of(capture: Capture, parts: Sequence[Capture]) -> str:
    """What tells the content of an article apart from every other: the digest of its page, or of all its pages."""
    if not parts:
        return capture.sha256
    return hashlib.sha256(" ".join(one.sha256 for one in (capture, *parts)).encode()).hexdigest()


def first_page(capture: Capture) -> str | None:
    """The address of the article that a capture is a further page of, if it may be one."""
    return capture.via if capture.via and part_number(capture.via, capture.url) is not None else None
