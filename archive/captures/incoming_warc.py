"""The captures inside a WARC, ARC or WET file as exchanges: responses as they were, texts as what they are.

A record is taken whole or not at all: one that is too large, or whose bytes are not those of its own digest, is told and
left out. Bytes that unpack to far more than their file could honestly hold end the reading.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator

from archive.captures.coding import MAX_DECODED, unchunk
from archive.captures.identity import payload_digest, read_time_stamp
from archive.captures.model import CONVERSION, Exchange
from archive.captures.reader import as_record
from archive.captures.repair import warc_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.captures.reader import Record
    from archive.captures.store import CaptureStore

    Report = Callable[[str], None]

_WEB = ("http:", "https:", "import:", "file:")
_STORED = ("resource", "conversion")

MAX_RATIO = 200
"""Times its size to which a file may unpack: honest pages pack to a tenth or less, gzip's worst is a thousandth."""
ALWAYS_ALLOWED = 1024 * 1024 * 1024
"""Bytes to which any file may unpack, whatever its size."""


def may_unpack_to(size: int) -> int:
    """Bytes that a packed file of `size` bytes may give before it is taken for a bomb."""
    return max(ALWAYS_ALLOWED, MAX_RATIO * size)


def warc_exchanges(
    stream: IO[bytes], size: int, origin: str, store: CaptureStore, report: Report
) -> Iterator[Exchange]:
    """Every answer in an open file of `size` bytes, called `origin`. What cannot be taken is told to `report`.

    Raises:
        ValueError: the file is broken, or unpacks to too much.
    """
    said: dict[str, dict[str, str]] = {}
    for record in _records(stream, may_unpack_to(size), report):
        if record.kind == "metadata":
            said[record.field("WARC-Concurrent-To") or ""] = warc_fields(record.body)
            continue
        exchange = _exchange(record, said.pop(record.field("WARC-Record-ID") or "", {}), origin, store, report)
        if exchange is not None:
            yield exchange


def _records(stream: IO[bytes], allowed: int, report: Report) -> Iterator[Record]:
    """The records of an open file that are what they say. Whatever the reader stumbles over is a broken file."""
    records = ArchiveIterator(stream, arc2warc=True, check_digests=True)
    while True:
        try:
            raw = next(records, None)
            declared = _declared(raw)
            allowed -= declared
            if allowed < 0:
                raise ValueError("it unpacks to far more than a file of its size honestly holds")
            record = as_record(raw) if raw is not None and declared <= MAX_DECODED else None
        except Exception as trouble:
            raise ValueError(str(trouble).strip().split("\n")[0] or type(trouble).__name__) from trouble
        if raw is None:
            return
        if record is None:
            report(f"{raw.rec_headers.get_header('WARC-Target-URI')}: {declared} bytes are too many, not taken")
            continue
        if len(record.body) < declared:
            raise ValueError(f"{record.field('WARC-Target-URI')} is cut short: {len(record.body)} of {declared} bytes")
        if _is_altered(raw, record):
            report(
                f"{record.field('WARC-Target-URI')}: the bytes are not those of its digest, not taken; get a good copy"
            )
            continue
        yield record


def _declared(raw: Any) -> int:
    """Bytes of content that a record of warcio's says it has."""
    length = None if raw is None else raw.payload_length if raw.http_headers is not None else raw.length
    return length or 0


def _is_altered(raw: Any, record: Record) -> bool:
    """Whether a record fails its digests.

    Some writers reckon the payload's digest after undoing the chunks of the transfer, or after an HTTP coding. So where
    the digest of the whole block is there and right, the block is as it was written, and that decides.
    """
    if raw.digest_checker.passed is not False or record.kind == "revisit":
        return False
    if record.field("WARC-Block-Digest"):
        return any(problem.startswith("block digest failed") for problem in raw.digest_checker.problems)
    unchunked = unchunk(record.headers, record.body)
    named = record.field("WARC-Payload-Digest") or ""
    if not named.startswith("sha1:") or unchunked == record.body:
        return any("failed" in problem for problem in raw.digest_checker.problems)
    return payload_digest(unchunked) != named


def _exchange(
    record: Record, about: dict[str, str], origin: str, store: CaptureStore, report: Report
) -> Exchange | None:
    url = record.field("WARC-Target-URI") or ""
    if not url.startswith(_WEB) or record.kind not in (*_STORED, "response", "revisit"):
        return None
    if cut := record.field("WARC-Truncated"):
        report(f"{url}: its maker kept only the beginning ({cut}), not taken; half a report would pass for a whole one")
        return None
    kind = record.field("Content-Type") or "application/octet-stream"
    body: bytes | None = record.body
    if record.kind == "revisit":
        body = _repeated(record, store)
        if body is None:
            report(f"{url}: repeats a capture that is not here; import the WARC that holds it first")
            return None
    return Exchange(
        url=url,
        captured_at=read_time_stamp(record.field("WARC-Date") or ""),
        status=None if record.kind in _STORED else record.status,
        body=body or b"",
        response_headers=(("Content-Type", kind),) if record.kind in _STORED else record.headers,
        reason=record.reason,
        source="import",
        via=about.get("via"),
        link_text=about.get("linkText"),
        origin=(CONVERSION if record.kind == "conversion" else "file:") + origin,
    )


def _repeated(record: Record, store: CaptureStore) -> bytes | None:
    """The stored body that a revisit record repeats, found by address and digest."""
    url = record.field("WARC-Refers-To-Target-URI") or record.field("WARC-Target-URI") or ""
    return store.wire_body(url, record.field("WARC-Payload-Digest") or "")
