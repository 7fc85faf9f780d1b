"""Undo the codings of HTTP bodies. What does not decode as declared is left as it came: the parser judges it."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import brotli
from warcio.bufferedreaders import ChunkedDataReader

if TYPE_CHECKING:
    from archive.captures.model import Headers

MAX_DECODED = 256 * 1024 * 1024
"""Bytes after which decoding stops, so that a small body cannot fill the memory."""

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS


def header(headers: Headers, name: str) -> str | None:
    """First value of a header field, by name in any case."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def decode_body(headers: Headers, body: bytes) -> bytes:
    """The body with ``Transfer-Encoding: chunked`` and every ``Content-Encoding`` undone, the last applied first."""
    body = unchunk(headers, body)
    codings = (header(headers, "Content-Encoding") or "").lower().split(",")
    for coding in reversed([coding.strip() for coding in codings]):
        body = _undo(coding, body)
    return body


def unchunk(headers: Headers, body: bytes) -> bytes:
    """The body with ``Transfer-Encoding: chunked`` undone."""
    is_chunked = (header(headers, "Transfer-Encoding") or "").strip().lower() == "chunked"
    return ChunkedDataReader(BytesIO(body)).read() if is_chunked else body


def _undo(coding: str, body: bytes) -> bytes:
    if coding in ("gzip", "x-gzip", "deflate"):
        decoded = _inflate(body, _GZIP_OR_ZLIB)
        if decoded is None and coding == "deflate":
            decoded = _inflate(body, _RAW_DEFLATE)
        return body if decoded is None else decoded
    if coding == "br":
        return _unbrotli(body)
    return body


def _inflate(body: bytes, window: int) -> bytes | None:
    """All members joined, as far as they go when the end is missing; None when nothing decodes."""
    out = bytearray()
    rest = body
    while rest and len(out) < MAX_DECODED:
        member = zlib.decompressobj(window)
        try:
            out += member.decompress(rest, MAX_DECODED - len(out))
        except zlib.error:
            break
        if not member.eof:
            break
        rest = member.unused_data
    return bytes(out) if out or not body else None


def _unbrotli(body: bytes) -> bytes:
    decompressor = brotli.Decompressor()
    try:
        out: bytes = decompressor.process(body, output_buffer_limit=MAX_DECODED)
        while not decompressor.is_finished() and len(out) < MAX_DECODED:
            more = decompressor.process(b"", output_buffer_limit=MAX_DECODED - len(out))
            if not more:
                break
            out += more
    except brotli.error:
        return body
    return out or body
