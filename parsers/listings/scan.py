"""A report's page read from its markup alone: most have neither files nor frames, and then a parsed tree tells no more.

Whatever a scan could be wrong about makes it give up; the page is then parsed.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from parsers.listings.files import EXTENSIONS
from parsers.listings.parts import names_pages
from parsers.recognition import has_plain_headings

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = re.compile(rf"\.(?:{EXTENSIONS})(?![a-z0-9_])".encode())
_SIGNS = (
    b"download", b"downfile", b"attach", b"file=", b".load(", b"<iframe", b"<frame", b"<embed", b"<object",
    b"%2e", b"&#46;", b"&#x2e", b"&period",
)  # fmt: skip
"""What files are offered by without their names, frames, and points written otherwise."""
_HIDDEN = {
    b"<!--": b"-->",
    b"<script": b"</script",
    b"<style": b"</style",
    b"<noscript": b"</noscript",
    b"<template": b"</template",
}
_AFTER_NAME = b" \t\r\n\f/>"
_TAG, _TEXT = re.compile(rb"<[^>]*>"), re.compile(rb">([^<]+)")
_MANY = 1000
"""Characters of text from which on a page is more than its pictures."""


def plain_report(markup: str, url: str) -> str | None:
    """The text of a page that holds a report's headings, neither files nor frames, and no pager; None where it may be otherwise.

    Tables repeat their tags: looking through each once takes a fraction of the time.
    """
    raw = markup.encode("utf-8", "replace")
    texts = _TEXT.findall(raw)
    pieces = {raw[: raw.find(b"<")], *_TAG.findall(raw), *texts, raw[raw.rfind(b"<") :]}
    once = b"\n".join(pieces).lower()
    if any(sign in once for sign in _SIGNS) or _FILES.search(once) or names_pages(b"\n".join(pieces), url):
        return None
    if any(opening in once for opening in _HIDDEN):
        texts = _TEXT.findall(b"".join(_shown(raw, raw.lower())))
    text = html.unescape(b"".join(texts).decode("utf-8"))
    flat = "".join(text.split())
    return text if len(flat) >= _MANY and has_plain_headings(flat) else None


def _shown(raw: bytes, lower: bytes) -> Iterator[bytes]:
    """The markup without comments and elements that are not shown; one that is never closed hides nothing."""
    ahead, at = {opening: lower.find(opening) for opening in _HIDDEN}, 0
    while (
        found := min((place, opening) for opening, place in ahead.items() if place >= 0)
        if max(ahead.values()) >= 0
        else None
    ):
        place, opening = found
        end = lower.find(_HIDDEN[opening], place)
        if end < 0:
            ahead[opening] = -1
        elif opening != b"<!--" and lower[place + len(opening)] not in _AFTER_NAME:
            ahead[opening] = lower.find(opening, place + 1)
        else:
            yield raw[at:place]
            at = end + 3 if opening == b"<!--" else lower.find(b">", end) + 1 or len(raw)
            ahead = {one: lower.find(one, at) if 0 <= was < at else was for one, was in ahead.items()}
    yield raw[at:]
