"""The store of captures: the one door through which bytes enter the archive, and leave it again."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from archive.captures.coding import decode_body
from archive.captures.identity import capture_id, payload_digest, time_stamp
from archive.captures.index import CaptureIndex
from archive.captures.packed import Packed, Planned, pack
from archive.captures.reader import DamagedWarc, WarcFolder
from archive.captures.records import NOT_MODIFIED
from archive.captures.repair import catch_up
from archive.captures.warcfile import DEFAULT_ROLL_SIZE, WarcAppender
from archive.lock import ArchiveLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from types import TracebackType

    from archive.captures.model import Capture, Exchange, Headers
    from archive.layout import Layout


_AS_IT_IS = "".join(map(chr, range(0x21, 0x7F)))
"""Characters of a URL that are kept; white space, control characters and what is not ASCII are percent-encoded."""


class StoreError(Exception):
    """Raised on opening an archive folder without captures or with an unreadable index; the message says the mend."""


class CaptureStore:
    """Captures of one archive folder, as a context manager. Opened for writing it takes the lock and repairs first.

    Raises on entering:
        StoreError: there is nothing to read, or the index is corrupt.
        archive.lock.Locked: another process writes (only with ``writable=True``).
        archive.captures.reader.DamagedWarc: a WARC file lost bytes that were indexed (only with ``writable=True``).
    """

    def __init__(self, layout: Layout, *, writable: bool = False, roll_size: int = DEFAULT_ROLL_SIZE) -> None:
        self._layout = layout
        self._writable = writable
        self._lock = ArchiveLock(layout.lock)
        self._out = WarcAppender(layout.warcs, roll_size)
        self._folder = WarcFolder(layout.warcs)
        self._index: CaptureIndex
        self.written = 0
        """Captures stored since the opening; an exchange that was here already does not count."""

    def __enter__(self) -> Self:
        if not self._writable:
            self._index = _open_index(self._layout, writable=False)
            return self
        self._layout.warcs.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        try:
            self._index = _open_index(self._layout, writable=True)
            catch_up(self._layout.warcs, self._index)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()
        self._folder.close()
        self._index.close()
        self._lock.release()

    def write(self, exchange: Exchange) -> Capture:
        """Store one exchange and return its capture; the bytes are on the disk before the index knows them.

        The same payload at the same URL becomes a revisit record, as does a 304. An exchange that is stored already
        (same URL, time and payload) is not stored again.
        """
        plan = self.plan(exchange)
        if not isinstance(plan, Planned):
            return plan
        packed = [pack(plan)]
        return self.enter(packed, self.append(packed))[0]

    def plan(self, exchange: Exchange) -> Planned | Capture:
        """The first step of `write`, for those who store many at a time: then come `pack`, `append` and `enter`.

        Gives the capture where the exchange is stored already. Between `plan` and `enter` nothing else of the same
        URL may be planned.
        """
        exchange = _tidy(exchange)
        if not self._index.known(exchange.url):
            return Planned(exchange, None, None)
        digest = payload_digest(exchange.body)
        earlier = self._earlier(exchange, digest)
        if earlier is not None:
            digest = earlier.payload_digest
        stored = self._index.get(capture_id(exchange.url, time_stamp(exchange.captured_at), digest))
        return Planned(exchange, digest, earlier) if stored is None else stored

    def append(self, packed: Sequence[Packed]) -> list[tuple[str, int]]:
        """Bring packed exchanges onto the disk, waiting for it once; their WARC files and offsets. One call at a time.

        Touches nothing but the newest WARC file, so that another thread may do it while this one reads the store.
        """
        return self._out.append((item.group, item.stamp) for item in packed)

    def enter(self, packed: Sequence[Packed], places: Sequence[tuple[str, int]]) -> list[Capture]:
        """Make the index know what `append` brought onto the disk, all or nothing."""
        rows = [
            (replace(item.capture, warc=warc, offset=offset + item.capture.offset), offset + len(item.group))
            for item, (warc, offset) in zip(packed, places, strict=True)
        ]
        self._index.add(rows)
        self.written += len(rows)
        return [capture for capture, _ in rows]

    def get(self, capture_id: str) -> Capture | None:
        """The capture with this id."""
        return self._index.get(capture_id)

    def latest(self, url: str) -> Capture | None:
        """The newest capture of `url` that holds content (2xx, or an import without status)."""
        return self._index.latest(url)

    def known(self, url: str) -> bool:
        """Whether `url` was ever captured, whatever the answer."""
        return self._index.known(url)

    def holds(self, exchange: Exchange) -> bool:
        """Whether the newest content at the URL of this exchange is its body already."""
        exchange = _tidy(exchange)
        newest = self._index.latest(exchange.url)
        return newest is not None and newest.payload_digest == payload_digest(exchange.body)

    def captures(self, since: int = 0) -> Iterator[Capture]:
        """Captures by URL, time and id; streamed, so that memory stays flat. Only those after a `mark`, if given."""
        return self._index.captures(since)

    def captures_of(self, url: str) -> Iterator[Capture]:
        """The captures of one URL by time and id."""
        return self._index.captures_of(url)

    def captured_via(self, url: str) -> Iterator[Capture]:
        """The captures that a link on the page at `url` led to, by URL, time and id."""
        return self._index.captured_via(url)

    def changes_of(self, url: str) -> list[datetime]:
        """When the content at an address was seen to differ from what was captured there before."""
        held = [capture for capture in self._index.captures_of(url) if capture.holds_content]
        return [after.captured_at for before, after in pairwise(held) if after.sha256 != before.sha256]

    def brought_urls(self) -> Iterator[str]:
        """The URLs of captures that were imported from elsewhere, in order: nothing says from where they were linked."""
        return self._index.brought_urls()

    def urls(self) -> Iterator[str]:
        """Every URL that was captured, in order."""
        return self._index.urls()

    def mark(self) -> int:
        """A number that only later captures exceed, as long as `origin` stays the same."""
        return self._index.last()

    def origin(self) -> str:
        """The name of the index, made with it."""
        return self._index.origin()

    def count(self) -> int:
        """Number of captures."""
        return self._index.count()

    def body(self, capture: Capture) -> bytes:
        """The body with transfer and content codings undone; that of the earlier capture for a revisit.

        Raises:
            DamagedWarc: the WARC file does not hold the record, or not the bytes that were stored.
        """
        if capture.payload_of is not None:
            earlier = self._index.get(capture.payload_of)
            if earlier is None:
                raise DamagedWarc(
                    f"{capture.warc}: the capture {capture.payload_of} that {capture.id} repeats is missing"
                )
            return self.body(earlier)
        record = self._folder.read(capture.warc, capture.offset)
        body = decode_body(record.headers, record.body)
        if hashlib.sha256(body).hexdigest() != capture.sha256:
            raise DamagedWarc(
                f"{capture.warc}: the record at byte {capture.offset} is not as stored; bring back a copy"
            )
        return body

    def wire_body(self, url: str, digest: str) -> bytes | None:
        """The body as sent for the capture of `url` with this payload digest, or None where there is none."""
        stored = self._index.with_payload(url, digest)
        return None if stored is None else self._folder.read(stored.warc, stored.offset).body

    def response_headers(self, capture: Capture) -> Headers:
        """The HTTP headers of the answer, as received; none for an import without HTTP."""
        return self._folder.read(capture.warc, capture.offset).headers

    def _earlier(self, exchange: Exchange, digest: str) -> Capture | None:
        """The capture that this exchange repeats. SHA-1 is what WARC readers compare; SHA-256 must agree as well."""
        if exchange.status is None:
            return None
        if exchange.status == NOT_MODIFIED:
            newest = self._index.latest(exchange.url)
            return newest and (self._index.get(newest.payload_of) if newest.payload_of else newest)
        same = self._index.with_payload(exchange.url, digest) if exchange.body else None
        if same is None:
            return None
        body = decode_body(exchange.response_headers, exchange.body)
        return same if same.sha256 == hashlib.sha256(body).hexdigest() else None


def rebuild_index(layout: Layout) -> int:
    """Make the index anew from the WARC files alone, beside the old one, and swap it in. Returns the captures found."""
    draft = layout.capture_index.with_suffix(".db.part")
    with ArchiveLock(layout.lock):
        draft.unlink(missing_ok=True)
        index = CaptureIndex(draft, writable=True)
        try:
            catch_up(layout.warcs, index)
            found = index.count()
        finally:
            index.close()
        for leftover in ("-wal", "-shm"):
            layout.capture_index.with_name(layout.capture_index.name + leftover).unlink(missing_ok=True)
        draft.replace(layout.capture_index)
    return found


def _open_index(layout: Layout, *, writable: bool) -> CaptureIndex:
    if not writable and not layout.capture_index.exists():
        raise StoreError(f"{layout.root}: no captures here; fill it with `gongkai crawl` or `gongkai import`")
    try:
        return CaptureIndex(layout.capture_index, writable=writable)
    except sqlite3.DatabaseError as trouble:
        mend = "delete it, and the next crawl or import makes it anew from the WARC files"
        if trouble.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            mend = "see whether the disk is full, and whether this user may write in the folder"
        raise StoreError(f"{layout.capture_index} cannot be read ({trouble}); {mend}") from trouble


def _tidy(exchange: Exchange) -> Exchange:
    """The exchange with URL and link text in the one form that a WARC can carry and give back."""
    url = quote(exchange.url.partition("#")[0], safe=_AS_IT_IS)
    return replace(
        exchange,
        url=url,
        via=" ".join((exchange.via or "").split()) or None,
        link_text=" ".join((exchange.link_text or "").split()) or None,
        origin=" ".join((exchange.origin or "").split()) or None,
    )
