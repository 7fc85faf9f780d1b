"""The gzip members of a WARC file: where each begins and ends, and where a file cut short stops being whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 256 * 1024
_MAGIC = b"\x1f\x8b\x08"


def whole_members(stream: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """``(begin, end)`` of each member from `start` on, up to the first that is not whole (checksum included)."""
    begin = start
    while (end := _member_end(stream, begin)) is not None:
        yield begin, end
        begin = end


def has_member_after(stream: BinaryIO, start: int) -> bool:
    """Whether a whole WARC member begins anywhere after `start`: then the file is damaged inside, not cut short."""
    position = start
    tail = b""
    stream.seek(start)
    while block := stream.read(_BLOCK):
        window = tail + block
        found = window.find(_MAGIC)
        while found >= 0:
            here = position - len(tail) + found
            if here > start and _member_end(stream, here) is not None:
                return True
            found = window.find(_MAGIC, found + 1)
        position += len(block)
        tail = window[-(len(_MAGIC) - 1) :]
        stream.seek(position)
    return False


def _member_end(stream: BinaryIO, begin: int) -> int | None:
    """Offset after the member that begins at `begin`, or None when no whole member begins there."""
    stream.seek(begin)
    member = zlib.decompressobj(16 + zlib.MAX_WBITS)
    end = begin
    while not member.eof:
        block = stream.read(_BLOCK)
        if not block:
            return None
        try:
            _discard(member, block)
        except zlib.error:
            return None
        end += len(block) - len(member.unused_data)
    return end


def _discard(member: zlib._Decompress, block: bytes) -> None:
    """Decompress a block in bounded pieces and drop them."""
    member.decompress(block, _BLOCK)
    while member.unconsumed_tail and not member.eof:  # past the end the tail stays, and with it the loop
        member.decompress(member.unconsumed_tail, _BLOCK)
