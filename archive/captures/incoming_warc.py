"""The captures inside a WARC, ARC or WET file as exchanges: responses as they were, texts as what they are."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator

from archive.captures.identity import read_time_stamp
from archive.captures.model import Exchange
from archive.captures.reader import as_record
from archive.captures.repair import warc_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.captures.reader import Record
    from archive.captures.store import CaptureStore

    Report = Callable[[str], None]

_WEB = ("http:", "https:", "import:", "file:")
_STORED = ("resource", "conversion")


def warc_exchanges(stream: IO[bytes], store: CaptureStore, report: Report) -> Iterator[Exchange]:
    """Every answer in an open file. An answer that repeats one which is not here is told to `report`.

    Raises:
        ValueError: the file is broken.
    """
    said: dict[str, dict[str, str]] = {}
    for record in _records(stream):
        if record.kind == "metadata":
            said[record.field("WARC-Concurrent-To") or ""] = warc_fields(record.body)
            continue
        exchange = _exchange(record, said.pop(record.field("WARC-Record-ID") or "", {}), store, report)
        if exchange is not None:
            yield exchange


def _records(stream: IO[bytes]) -> Iterator[Record]:
    """The records of an open file. Whatever the reader stumbles over is a broken file."""
    records = ArchiveIterator(stream, arc2warc=True)
    while True:
        try:
            raw = next(records, None)
            record = None if raw is None else as_record(raw)
        except Exception as trouble:
            raise ValueError(str(trouble).strip().split("\n")[0] or type(trouble).__name__) from trouble
        if raw is None or record is None:
            return
        declared = raw.payload_length if raw.http_headers is not None else raw.length
        if declared is not None and len(record.body) < declared:
            raise ValueError(f"{record.field('WARC-Target-URI')} is cut short: {len(record.body)} of {declared} bytes")
        yield record


def _exchange(record: Record, about: dict[str, str], store: CaptureStore, report: Report) -> Exchange | None:
    url = record.field("WARC-Target-URI") or ""
    if not url.startswith(_WEB) or record.kind not in (*_STORED, "response", "revisit"):
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
    )


def _repeated(record: Record, store: CaptureStore) -> bytes | None:
    """The stored body that a revisit record repeats, found by address and digest."""
    url = record.field("WARC-Refers-To-Target-URI") or record.field("WARC-Target-URI") or ""
    return store.wire_body(url, record.field("WARC-Payload-Digest") or "")
