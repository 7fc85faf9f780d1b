"""The index of captures: SQLite, from id and URL to WARC file and offset. All in it can be read from the WARCs."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from archive.captures.identity import read_time_stamp, time_stamp
from archive.captures.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COLUMNS = (
    "id", "url", "captured_at", "status", "content_type", "sha256", "length", "source", "warc", "offset", "via",
    "link_text", "payload_of", "etag", "last_modified", "payload_digest", "origin",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM captures"  # noqa: S608
_INSERT = f"INSERT INTO captures ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (id) DO NOTHING"  # noqa: S608

_SCHEMA = """
CREATE TABLE IF NOT EXISTS captures (
  id TEXT PRIMARY KEY, url TEXT NOT NULL, captured_at TEXT NOT NULL, status INTEGER, content_type TEXT NOT NULL,
  sha256 TEXT NOT NULL, length INTEGER NOT NULL, source TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL,
  via TEXT, link_text TEXT, payload_of TEXT, etag TEXT, last_modified TEXT, payload_digest TEXT NOT NULL,
  origin TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS by_url ON captures (url, captured_at, id);
CREATE INDEX IF NOT EXISTS by_via ON captures (via) WHERE via IS NOT NULL;
CREATE INDEX IF NOT EXISTS brought ON captures (url) WHERE via IS NULL AND source = 'import';
CREATE TABLE IF NOT EXISTS files (warc TEXT PRIMARY KEY, indexed INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS origin (id TEXT NOT NULL) STRICT;
INSERT INTO origin SELECT hex(randomblob(8)) WHERE NOT EXISTS (SELECT 1 FROM origin);
PRAGMA user_version = 1;
"""


class CaptureIndex:
    """One open index. `files.indexed` says up to which byte each WARC file has been indexed."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        mode = "rwc" if writable else "ro"
        if not writable and _is_at_rest(path):
            mode = "ro&immutable=1"  # SQLite would write beside a file even to read it
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        self._db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
        if writable:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")  # the WARC is durable first; a lost row is read from it
            self._db.executescript(_SCHEMA)
        self._select = _SELECT
        if "origin" not in {row[1] for row in self._db.execute("PRAGMA table_info(captures)")}:
            if writable:
                self._db.execute("ALTER TABLE captures ADD COLUMN origin TEXT")
            else:  # an index from before the column: readers get by until the next writer adds it
                self._select = _SELECT.replace("origin", "NULL AS origin")

    def add(self, rows: Iterable[tuple[Capture, int]]) -> None:
        """Add captures, and move the marks of their files to the bytes beside the last of each, all in one transaction.

        One that is here already stays as it is.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            marks = {}
            for capture, indexed in rows:
                self._db.execute(_INSERT, _row(capture))
                marks[capture.warc] = indexed
            for warc, indexed in marks.items():
                self._mark(warc, indexed)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def mark(self, warc: str, indexed: int) -> None:
        """Say that `warc` is indexed up to byte `indexed`."""
        self._mark(warc, indexed)

    def indexed(self, warc: str) -> int:
        """Byte up to which `warc` has been indexed."""
        row = self._db.execute("SELECT indexed FROM files WHERE warc = ?", (warc,)).fetchone()
        return int(row[0]) if row else 0

    def files(self) -> list[str]:
        """Names of the WARC files that have been indexed."""
        return [row[0] for row in self._db.execute("SELECT warc FROM files ORDER BY warc")]

    def get(self, capture_id: str) -> Capture | None:
        """The capture with this id."""
        return self._one(f"{self._select} WHERE id = ?", (capture_id,))

    def latest(self, url: str) -> Capture | None:
        """The newest capture of `url` that holds content (2xx, or an import without status)."""
        held = "(status IS NULL OR status BETWEEN 200 AND 299)"
        return self._one(f"{self._select} WHERE url = ? AND {held} ORDER BY captured_at DESC, id DESC LIMIT 1", (url,))

    def known(self, url: str) -> bool:
        """Whether `url` was ever captured, whatever the answer."""
        return self._db.execute("SELECT 1 FROM captures WHERE url = ? LIMIT 1", (url,)).fetchone() is not None

    def with_payload(self, url: str, digest: str) -> Capture | None:
        """The first capture of `url` that stores a payload with this digest itself."""
        where = "url = ? AND payload_digest = ? AND payload_of IS NULL"
        return self._one(f"{self._select} WHERE {where} ORDER BY captured_at, id LIMIT 1", (url, digest))

    def captures(self, since: int = 0) -> Iterator[Capture]:
        """Captures by URL, time and id; streamed, so that memory stays flat. Only those after a `mark`, if given."""
        where = f"WHERE rowid > {since:d} ORDER BY +url" if since else "ORDER BY url"
        for row in self._db.execute(f"{self._select} {where}, captured_at, id"):
            yield _capture(row)

    def captures_of(self, url: str) -> Iterator[Capture]:
        """The captures of one URL by time and id."""
        for row in self._db.execute(f"{self._select} WHERE url = ? ORDER BY captured_at, id", (url,)):
            yield _capture(row)

    def captured_via(self, url: str) -> Iterator[Capture]:
        """The captures that a link on the page at `url` led to, by URL, time and id."""
        for row in self._db.execute(f"{self._select} WHERE via = ? ORDER BY url, captured_at, id", (url,)):
            yield _capture(row)

    def urls(self) -> Iterator[str]:
        """Every URL that was captured, in order."""
        for row in self._db.execute("SELECT DISTINCT url FROM captures ORDER BY url"):
            yield row[0]

    def brought_urls(self) -> Iterator[str]:
        """The URLs of imports of which it is not known from where they were linked, in order."""
        sql = "SELECT DISTINCT url FROM captures WHERE via IS NULL AND source = 'import' ORDER BY url"
        for row in self._db.execute(sql):
            yield row[0]

    def last(self) -> int:
        """The mark of the newest row: all captures that are added later come after it."""
        return int(self._db.execute("SELECT coalesce(max(rowid), 0) FROM captures").fetchone()[0])

    def origin(self) -> str:
        """A name that this index, made once, keeps: marks of another index mean nothing here."""
        return str(self._db.execute("SELECT id FROM origin").fetchone()[0])

    def count(self) -> int:
        """Number of captures."""
        return int(self._db.execute("SELECT count(*) FROM captures").fetchone()[0])

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _mark(self, warc: str, indexed: int) -> None:
        self._db.execute(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT DO UPDATE SET indexed = ?", (warc, indexed, indexed)
        )

    def _one(self, sql: str, values: tuple[Any, ...]) -> Capture | None:
        row = self._db.execute(sql, values).fetchone()
        return None if row is None else _capture(row)


def _is_at_rest(path: Path) -> bool:
    """Whether nobody can write to the index, a backup mounted read-only for one, and all of it is in its file."""
    log = path.with_name(f"{path.name}-wal")
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY) and not (log.exists() and log.stat().st_size)


_values = attrgetter(*_COLUMNS)


def _row(capture: Capture) -> tuple[Any, ...]:
    return tuple(time_stamp(value) if isinstance(value, datetime) else value for value in _values(capture))


def _capture(row: tuple[Any, ...]) -> Capture:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Capture(**values | {"captured_at": read_time_stamp(values["captured_at"])})
