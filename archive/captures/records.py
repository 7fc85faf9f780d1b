"""Exchanges as WARC/1.1 records, and records read back.

One capture is a group of gzip members in one WARC file: a `request`, a `metadata` record where there is something to
say, and last the record that carries the answer (`response`, `revisit` or, for imports without HTTP, `resource`).
The answer comes last so that, whatever cuts a file short, an answer that is whole has its companions.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures.identity import time_stamp

if TYPE_CHECKING:
    from archive.captures.model import Capture, Exchange, Headers

PROFILE_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
PROFILE_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
NOT_MODIFIED = 304


class _ExactHeaders(StatusAndHeaders):  # type: ignore[misc]
    """HTTP headers that are stored byte for byte; warcio would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter: Any = None) -> None:  # noqa: ARG002
        """Set the bytes that warcio writes and digests."""
        text = self.to_str() + "\r\n"
        try:
            self.headers_buff = text.encode("latin-1")
        except UnicodeEncodeError:
            self.headers_buff = text.encode("utf-8")


def warc_info(file_name: str, fields: dict[str, str], stamp: str) -> bytes:
    """The `warcinfo` record that opens a file, as one gzip member. `stamp` is the time of the first capture in it."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    record = writer.create_warcinfo_record(file_name, fields)
    record.rec_headers.replace_header("WARC-Date", stamp)
    record.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo", file_name, stamp))
    writer.write_record(record)
    return out.getvalue()


def record_group(exchange: Exchange, digest: str, earlier: Capture | None) -> tuple[bytes, int]:
    """Bytes of the group that stores one exchange, and the offset of the answer within them.

    `digest` is the payload digest of the body. `earlier` is the capture whose payload this one repeats, if any.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    answer_id = _record_id("answer", exchange.url, time_stamp(exchange.captured_at), digest)
    answer = _answer(writer, exchange, digest, earlier)
    answer.rec_headers.replace_header("WARC-Record-ID", answer_id)
    if exchange.status is not None:
        writer.write_record(_request(writer, exchange, answer_id))
    if fields := _metadata_fields(exchange):
        writer.write_record(_metadata(writer, exchange, answer_id, fields))
    offset = out.tell()
    writer.write_record(answer)
    return out.getvalue(), offset


def _named(exchange: Exchange, **more: str) -> dict[str, str]:
    named = {"WARC-Date": time_stamp(exchange.captured_at)}
    return named | {name.replace("_", "-"): value for name, value in more.items()}


def _record_id(*parts: str) -> str:
    """A record's name, derived from what it records: the same captures give the same files."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}>"


def _beside(exchange: Exchange, answer_id: str, kind: str) -> dict[str, str]:
    """Named fields of a record that accompanies an answer."""
    return _named(exchange, WARC_Concurrent_To=answer_id, WARC_Record_ID=_record_id(kind, answer_id))


def _answer(writer: RecordBuilder, exchange: Exchange, digest: str, earlier: Capture | None) -> Any:
    if exchange.status is None:
        kind = next((value for name, value in exchange.response_headers if name.lower() == "content-type"), "")
        return writer.create_warc_record(
            exchange.url,
            "resource",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            warc_content_type=kind or "application/octet-stream",
            warc_headers_dict=_named(exchange, WARC_Payload_Digest=digest),
        )
    line = f"{exchange.status} {exchange.reason}".rstrip()
    http = _ExactHeaders(line, _one_line(exchange.response_headers), protocol="HTTP/1.1")
    if earlier is not None:
        return _revisit(writer, exchange, http, earlier)
    return writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=http,
        warc_headers_dict=_named(exchange, WARC_Payload_Digest=digest),
    )


def _revisit(writer: RecordBuilder, exchange: Exchange, http: StatusAndHeaders, earlier: Capture) -> Any:
    record = writer.create_revisit_record(
        exchange.url,
        earlier.payload_digest,
        earlier.url,
        time_stamp(earlier.captured_at),
        http_headers=http,
        warc_headers_dict=_named(exchange),
    )
    profile = PROFILE_NOT_MODIFIED if exchange.status == NOT_MODIFIED else PROFILE_SAME_PAYLOAD
    record.rec_headers.replace_header("WARC-Profile", profile)
    return record


def _request(writer: RecordBuilder, exchange: Exchange, answer_id: str) -> Any:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    http = _ExactHeaders(f"GET {target} HTTP/1.1", _one_line(exchange.request_headers), is_http_request=True)
    return writer.create_warc_record(
        exchange.url,
        "request",
        http_headers=http,
        warc_headers_dict=_beside(exchange, answer_id, "request"),
    )


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


def _metadata(writer: RecordBuilder, exchange: Exchange, answer_id: str, fields: dict[str, str]) -> Any:
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode("utf-8")
    return writer.create_warc_record(
        exchange.url,
        "metadata",
        payload=BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict=_beside(exchange, answer_id, "metadata"),
    )


def _one_line(headers: Headers) -> list[tuple[str, str]]:
    return [(name, re.sub(r"[\r\n]+", " ", value)) for name, value in headers]
