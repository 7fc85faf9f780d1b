"""The index row of an exchange: the same whether it was just written or is read back from its WARC file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from archive.captures.coding import decode_body, header
from archive.captures.identity import capture_id, payload_digest, time_stamp
from archive.captures.model import Capture

if TYPE_CHECKING:
    from archive.captures.model import Exchange


def capture_of(exchange: Exchange, digest: str, earlier: Capture | None, warc: str, offset: int) -> Capture:
    """The capture that stores `exchange` at `offset` of `warc`.

    `digest` is the payload digest of its body, or of the body that it repeats when `earlier` holds that.
    """
    body = decode_body(exchange.response_headers, exchange.body) if earlier is None else b""
    http = exchange.response_headers if exchange.status is not None else ()
    content_type = header(exchange.response_headers, "Content-Type")
    return Capture(
        id=capture_id(exchange.url, time_stamp(exchange.captured_at), digest),
        url=exchange.url,
        captured_at=exchange.captured_at,
        status=exchange.status,
        content_type=content_type or (earlier.content_type if earlier else ""),
        sha256=earlier.sha256 if earlier else hashlib.sha256(body).hexdigest(),
        length=earlier.length if earlier else len(body),
        source=exchange.source,
        warc=warc,
        offset=offset,
        via=exchange.via,
        link_text=exchange.link_text,
        payload_of=earlier.id if earlier else None,
        etag=header(http, "ETag"),
        last_modified=header(http, "Last-Modified"),
        payload_digest=digest or payload_digest(exchange.body),
        origin=exchange.origin,
    )
