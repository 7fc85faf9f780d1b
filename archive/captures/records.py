"""Exchanges as WARC/1.1 records, and records read back.

One capture is a group of gzip members in one WARC file: a `request`, a `metadata` record where there is something to
say, and last the record that carries the answer (`response`, `revisit` or, for imports without HTTP, `resource`).
The answer comes last so that, whatever cuts a file short, an answer that is whole has its companions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from archive.captures.identity import time_stamp
from archive.captures.member import member

if TYPE_CHECKING:
    from archive.captures.member import Fields
    from archive.captures.model import Capture, Exchange, Headers

PROFILE_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
PROFILE_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
NOT_MODIFIED = 304
_FIELDS = "application/warc-fields"
_LINE_ENDS = re.compile(r"[\r\n]+")


def warc_info(file_name: str, fields: dict[str, str], stamp: str) -> bytes:
    """The `warcinfo` record that opens a file, as one gzip member. `stamp` is the time of the first capture in it."""
    named = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _record_id("warcinfo", file_name, stamp)),
        ("WARC-Filename", file_name),
        ("WARC-Date", stamp),
    ]
    return member(named, _FIELDS, _block_of(fields))


def record_group(exchange: Exchange, digest: str, earlier: Capture | None) -> tuple[bytes, int]:
    """Bytes of the group that stores one exchange, and the offset of the answer within them.

    `digest` is the payload digest of the body. `earlier` is the capture whose payload this one repeats, if any.
    """
    stamp = time_stamp(exchange.captured_at)
    answer_id = _record_id("answer", exchange.url, stamp, digest)
    before = b""
    if exchange.status is not None:
        block = _request(exchange)
        fields = _beside(exchange, answer_id, stamp, "request")
        before = member(fields, "application/http; msgtype=request", block)
    if noted := _metadata_fields(exchange):
        block = _block_of(noted)
        fields = _beside(exchange, answer_id, stamp, "metadata")
        before += member(fields, _FIELDS, block)
    return before + _answer(exchange, answer_id, stamp, digest, earlier), len(before)


def _record_id(*parts: str) -> str:
    """A record's name, derived from what it records: the same captures give the same files."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}>"


def _named(kind: str, exchange: Exchange, record_id: str, stamp: str) -> Fields:
    return [("WARC-Type", kind), ("WARC-Record-ID", record_id), ("WARC-Target-URI", exchange.url), ("WARC-Date", stamp)]


def _beside(exchange: Exchange, answer_id: str, stamp: str, kind: str) -> Fields:
    """Fields of a record that accompanies an answer."""
    fields = _named(kind, exchange, _record_id(kind, answer_id), stamp)
    fields.append(("WARC-Concurrent-To", answer_id))
    return fields


def _answer(exchange: Exchange, answer_id: str, stamp: str, digest: str, earlier: Capture | None) -> bytes:
    if exchange.status is None:
        fields = _named("resource", exchange, answer_id, stamp)
        fields.append(("WARC-Payload-Digest", digest))
        kind = next((value for name, value in exchange.response_headers if name.lower() == "content-type"), "")
        return member(fields, kind or "application/octet-stream", exchange.body)
    line = f"HTTP/1.1 {exchange.status} {exchange.reason}".rstrip()
    head = _head(line, exchange.response_headers)
    if earlier is None:
        fields = _named("response", exchange, answer_id, stamp)
        fields.append(("WARC-Payload-Digest", digest))
        return member(fields, "application/http; msgtype=response", head + exchange.body)
    fields = _named("revisit", exchange, answer_id, stamp)
    fields += [
        ("WARC-Profile", PROFILE_NOT_MODIFIED if exchange.status == NOT_MODIFIED else PROFILE_SAME_PAYLOAD),
        ("WARC-Refers-To-Target-URI", earlier.url),
        ("WARC-Refers-To-Date", time_stamp(earlier.captured_at)),
        ("WARC-Payload-Digest", earlier.payload_digest),
    ]
    return member(fields, "application/http; msgtype=response", head)


def _request(exchange: Exchange) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _head(f"{exchange.method} {target} HTTP/1.1", exchange.request_headers) + exchange.sent


def _head(line: str, headers: Headers) -> bytes:
    """An HTTP head byte for byte as it came, but for line ends inside a field."""
    lines = [line, *(f"{name}: {_LINE_ENDS.sub(' ', value)}" for name, value in headers)]
    text = "\r\n".join(lines) + "\r\n\r\n"
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _metadata_fields(exchange: Exchange) -> dict[str, str]:
    fields = {}
    if exchange.via:
        fields["via"] = exchange.via
    if exchange.link_text:
        fields["linkText"] = exchange.link_text
    if exchange.source != ("import" if exchange.status is None else "live"):
        fields["source"] = exchange.source
    if exchange.origin:
        fields["origin"] = exchange.origin
    return fields


def _block_of(fields: dict[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode("utf-8")
