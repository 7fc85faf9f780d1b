"""What has been parsed already, by URL, payload and parser version, so that an unchanged capture is parsed once."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from archive.build.outcome import Outcome
from archive.build.remade import Remade
from archive.packing import PACKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAMES = tuple(field.name for field in fields(Outcome))
_VALUES = attrgetter(*_NAMES)
_LIGHT = tuple(name for name in _NAMES if name != "blob")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS parsed (
  url TEXT NOT NULL, sha256 TEXT NOT NULL, version TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
  message TEXT NOT NULL, agency TEXT, year INTEGER, scope TEXT, edition TEXT, credit_region TEXT, cells INTEGER NOT NULL,
  cells_hash TEXT NOT NULL, text_hash TEXT NOT NULL, status TEXT NOT NULL, format TEXT NOT NULL, blob BLOB NOT NULL,
  PRIMARY KEY (url, sha256)
) STRICT;
CREATE TABLE IF NOT EXISTS origin (id TEXT NOT NULL) STRICT;
INSERT INTO origin SELECT hex(randomblob(8)) WHERE NOT EXISTS (SELECT 1 FROM origin);
"""

Key = tuple[str, str]
"""URL and SHA-256 of the decoded payload."""


class PackedReports:
    """What both the cache and a worker that only reads it can give."""

    _db: sqlite3.Connection
    _version: str

    def blob(self, key: Key) -> bytes:
        """The packed report of an outcome of kind ``report``."""
        sql = "SELECT blob FROM parsed WHERE url = ? AND sha256 = ? AND version = ?"
        row = self._db.execute(sql, (*key, self._version)).fetchone()
        blob: bytes = row[0]
        return blob


class CacheReader(PackedReports):
    """The cache as a worker sees it: read only, beside the build that fills it."""

    def __init__(self, path: Path, version: str) -> None:
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self._version = packed_version(version)


class ParseCache(Remade, PackedReports):
    """The cache file of one archive folder, for one parser version. It may be deleted: a build fills it again."""

    def __init__(self, path: Path, version: str) -> None:
        super().__init__(path)
        self._version = packed_version(version)

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        columns = [row[1] for row in self._db.execute("PRAGMA table_info(parsed)")]
        if columns and columns != ["url", "sha256", "version", *_NAMES]:  # an older program filled it
            self._db.execute("DROP TABLE parsed")
        self._db.executescript(_SCHEMA)

    def clear(self) -> None:
        """Forget everything."""
        with self._db:
            self._db.execute("DELETE FROM parsed")

    def origin(self) -> str:
        """A name that this cache keeps as long as its file lasts."""
        return str(self._db.execute("SELECT id FROM origin").fetchone()[0])

    def has(self, key: Key) -> bool:
        """Whether this payload was parsed by this version of the parser."""
        sql = "SELECT 1 FROM parsed WHERE url = ? AND sha256 = ? AND version = ?"
        return self._db.execute(sql, (*key, self._version)).fetchone() is not None

    def put(self, outcomes: Iterable[tuple[Key, Outcome]]) -> None:
        """Keep outcomes, in one transaction."""
        marks = ", ".join("?" * (len(_NAMES) + 3))
        sql = f"INSERT OR REPLACE INTO parsed VALUES ({marks})"  # noqa: S608
        with self._db:
            self._db.executemany(sql, ((*key, self._version, *_VALUES(outcome)) for key, outcome in outcomes))

    def light(self, key: Key) -> Outcome | None:
        """The outcome without its report."""
        sql = f"SELECT {', '.join(_LIGHT)} FROM parsed WHERE url = ? AND sha256 = ? AND version = ?"  # noqa: S608
        row = self._db.execute(sql, (*key, self._version)).fetchone()
        return None if row is None else Outcome(*row)


def packed_version(parser: str) -> str:
    """What tells outcomes apart that one program can use from those that it cannot: parser and form of packing."""
    return f"{parser}/{PACKING}"
