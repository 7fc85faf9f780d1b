"""Pages of 512 bytes that give runs of text their properties, as Word's binary file keeps them ([MS-DOC] 2.9.33, 2.9.174)."""

from __future__ import annotations

import struct

SECTOR = 512
PLACE = 13
"""Bytes of a paragraph's entry: where its properties begin, in words, and a line height that nobody reads."""
ROOM = SECTOR - 2 - 4
"""Bytes of a page for entries and properties: two end the page, and there is one bound more than runs."""


def character_page(start: int, end: int) -> bytes:
    """One run of text that has no properties of its own."""
    return struct.pack("<2I503xB", start, end, 1)


def paragraph_pages(bounds: list[int], properties: list[bytes]) -> tuple[list[bytes], list[int]]:
    """Pages for the paragraphs that lie between `bounds`, and the number of the first paragraph on each page."""
    packed = [_packed(one) for one in properties]
    pages: list[bytes] = []
    starts: list[int] = []
    at = 0
    while at < len(packed):
        end, left = at, ROOM
        while end < len(packed) and (needed := 4 + PLACE + len(packed[end])) <= left:
            left -= needed
            end += 1
        assert end > at, "the properties of one paragraph do not fit on a page"
        starts.append(at)
        pages.append(_page(bounds[at : end + 1], packed[at:end]))
        at = end
    return pages, starts


def _packed(properties: bytes) -> bytes:
    """Properties behind the number of their style and before that their length in words, filled up to whole words."""
    whole = b"\0\0" + properties
    length = bytes([0, len(whole) // 2]) if len(whole) % 2 == 0 else bytes([(len(whole) + 1) // 2])
    return length + whole


def _page(bounds: list[int], packed: list[bytes]) -> bytes:
    """Bounds and entries from the top, properties, each at an even place, from the bottom."""
    entries, below = b"", b"\0"
    for one in packed:
        below = one + below
        entries += bytes([(SECTOR - 1 - len(below)) // 2]) + bytes(PLACE - 1)
    top = struct.pack(f"<{len(bounds)}I", *bounds) + entries
    return top.ljust(SECTOR - 1 - len(below), b"\0") + below + bytes([len(packed)])
