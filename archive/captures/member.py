"""One WARC/1.1 record as a gzip member of its own, so that each can be read without those before it."""

from __future__ import annotations

import zlib

from archive.captures.identity import payload_digest

Fields = list[tuple[str, str]]
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6  # the highest level takes up to twice the time for a hundredth of the size


def member(fields: Fields, content_type: str, block: bytes) -> bytes:
    """The record with these named fields around its block; type, length and digest of the block are added."""
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in fields)]
    lines += [f"WARC-Block-Digest: {payload_digest(block)}", f"Content-Type: {content_type}"]
    head = "\r\n".join([*lines, f"Content-Length: {len(block)}", "\r\n"]).encode("utf-8")
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(head) + packer.compress(block) + packer.compress(b"\r\n\r\n") + packer.flush()
