"""What a capture is, whoever made it: the crawler from a live site, or the import of something already here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Source = Literal["live", "wayback", "commoncrawl", "import"]
CONVERSION = "conversion:"
"""What the origin of a text begins with that somebody else made of a page."""
Headers = tuple[tuple[str, str], ...]
"""Header fields in the order and spelling received, repeats kept."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, byte for byte, before it is stored.

    `url` is as asked; `captured_at` is UTC; `status` is the HTTP status or None for an import; `body` is the payload as
    sent on the wire (still gzipped if it came gzipped), so that digests are those of the wire.
    `via` is the URL that linked here and `link_text` the text of that link (title attribute first): a file has no
    other title. `method` and `sent` are those of the request. `origin` says out of which file an import was taken: ``file:<name>``, with ``!<member>`` for a
    file inside another, or ``conversion:<name>`` for a text that somebody else made of the page.
    """

    url: str
    captured_at: datetime
    status: int | None
    body: bytes
    request_headers: Headers = ()
    response_headers: Headers = ()
    reason: str = ""
    source: Source = "live"
    via: str | None = None
    link_text: str | None = None
    origin: str | None = None
    method: str = "GET"
    sent: bytes = b""


@dataclass(frozen=True, slots=True)
class Capture:
    """One stored capture as the index knows it. `id` is derived from URL, time and hash, never from order.

    `sha256` is that of the decoded body (content-encoding undone); `payload_of` names the earlier capture whose body
    this one repeats, when it was written as a revisit record. `length` counts the bytes of the decoded body.
    `payload_digest` is the ``WARC-Payload-Digest`` (``sha1:`` and base32) of the body as sent on the wire.
    """

    id: str
    url: str
    captured_at: datetime
    status: int | None
    content_type: str
    sha256: str
    length: int
    source: Source
    warc: str
    offset: int
    via: str | None = None
    link_text: str | None = None
    payload_of: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str = ""
    origin: str | None = None

    @property
    def holds_content(self) -> bool:
        """Whether the answer was a success (2xx), or an import without an HTTP status."""
        return self.status is None or 200 <= self.status < 300

    @property
    def is_conversion(self) -> bool:
        """Whether the bytes are a text that somebody else made of the page, not the page."""
        return (self.origin or "").startswith(CONVERSION)
