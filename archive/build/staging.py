"""The candidates as the last build matched them, so that the next one need only look at what changed.

One SQLite file, ``build.db``, changed in one transaction a build. It may be deleted: a build then begins from the captures.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.build.identity import host_of, report_id
from archive.build.remade import Remade
from archive.captures.identity import time_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.build.candidates import Candidate, Refused
    from archive.build.places import Places

_SCHEMA = """
CREATE TABLE IF NOT EXISTS candidate (
  key TEXT PRIMARY KEY, url TEXT, capture_id TEXT, sha256 TEXT, is_read INTEGER, status TEXT, status_reason TEXT, agency TEXT,
  printed TEXT, year INTEGER, scope TEXT, edition TEXT, cells INTEGER, cells_hash TEXT, text_hash TEXT, region_code TEXT,
  region_basis TEXT, admin_level TEXT, agency_kind TEXT, sector TEXT, doubt TEXT, doubtful_codes TEXT, official INTEGER, elsewhere TEXT,
  via TEXT, first_seen TEXT, last_seen TEXT, host TEXT, alias TEXT, format TEXT, leader TEXT,
  report_id TEXT, variant_of TEXT, replaced_by TEXT
);
CREATE INDEX IF NOT EXISTS candidate_by_url ON candidate (url);
CREATE INDEX IF NOT EXISTS candidate_by_via ON candidate (via);
CREATE INDEX IF NOT EXISTS candidate_by_leader ON candidate (leader);
CREATE INDEX IF NOT EXISTS candidate_by_alias ON candidate (alias);
CREATE INDEX IF NOT EXISTS candidate_by_agency ON candidate (agency, year);
CREATE INDEX IF NOT EXISTS candidate_by_cells ON candidate (cells_hash);
CREATE INDEX IF NOT EXISTS candidate_by_text ON candidate (text_hash);
CREATE INDEX IF NOT EXISTS candidate_by_host ON candidate (host) WHERE leader = key;
CREATE TABLE IF NOT EXISTS history (key TEXT, capture_id TEXT, same INTEGER);
CREATE INDEX IF NOT EXISTS history_by_key ON history (key);
CREATE TABLE IF NOT EXISTS refused (url TEXT PRIMARY KEY, title TEXT, message TEXT);
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT);
CREATE TEMP TABLE near (key TEXT PRIMARY KEY);
"""
_LATER = (None, None, None, None)  # leader, report_id, variant_of and replaced_by are found out by matching


class Row(NamedTuple):
    """One candidate as staged, by its `key`: an address has several where it showed one report after the other.

    `sha256` is the digest of what was parsed, `agency` the canonical name, `printed` the one that stands on the page or in the
    link; `doubt` says why the place is not known. `leader` is the key of the candidate whose report this one is part of, its own where it is the best address;
    `alias` is the report id that this candidate would have by itself; `elsewhere` says that its credit code is another place's; `replaced_by` is the report
    that its address shows now, if that is another.
    """

    key: str
    url: str
    capture_id: str
    sha256: str
    is_read: int
    status: str
    status_reason: str | None
    agency: str | None
    printed: str | None
    year: int | None
    scope: str | None
    edition: str | None
    cells: int
    cells_hash: str
    text_hash: str
    region_code: str | None
    region_basis: str | None
    admin_level: str | None
    agency_kind: str | None
    sector: str | None
    doubt: str | None
    doubtful_codes: str
    official: int
    elsewhere: str | None
    via: str | None
    first_seen: str
    last_seen: str
    host: str
    alias: str
    format: str
    leader: str | None
    report_id: str | None
    variant_of: str | None
    replaced_by: str | None


class Staging(Remade):
    """The staged candidates, as a context manager: `commit` keeps what was changed, leaving without it drops that."""

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.execute("PRAGMA cache_size = -65536")
        columns = [row[1] for row in self._db.execute("PRAGMA table_info(candidate)")]
        if columns and columns != list(Row._fields):  # an older program filled it
            self._db.executescript("DROP TABLE candidate; DROP TABLE history; DELETE FROM about;")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def commit(self) -> None:
        """Keep what was changed."""
        self._db.execute("COMMIT")

    def clear(self) -> None:
        """Forget everything."""
        for table in ("candidate", "history", "refused", "about", "near"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608

    def about(self, name: str) -> Any:
        """A value that `note` kept, or None."""
        row = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def note(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, json.dumps(value, sort_keys=True)))

    def add(self, candidate: Candidate, places: Places) -> None:
        """Stage one candidate."""
        capture, outcome = candidate.capture, candidate.outcome
        body = places.body(capture.url, candidate.agency, candidate.year, outcome.credit_region)
        row = Row(
            candidate.key,
            capture.url,
            capture.id,
            candidate.payload,
            int(candidate.is_read),
            candidate.status,
            outcome.message or None,
            body.name or None,
            candidate.agency,
            candidate.year,
            outcome.scope,
            outcome.edition,
            outcome.cells,
            outcome.cells_hash,
            outcome.text_hash,
            body.region_code,
            body.region_basis,
            body.admin_level,
            body.agency_kind,
            body.sector,
            body.doubt,
            " ".join(body.candidates),
            int(places.is_official(capture.url)),
            places.elsewhere(candidate.agency, candidate.year, outcome.credit_region),
            capture.via,
            time_stamp(candidate.history[0].captured_at),
            time_stamp(candidate.history[-1].captured_at),
            host_of(capture.url),
            report_id(candidate.agency, candidate.year, outcome.scope, outcome.edition, capture.url),
            outcome.format,
            *_LATER,
        )
        self._db.execute(f"INSERT INTO candidate VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        past = ((candidate.key, c.id, int(c.sha256 == capture.sha256)) for c in candidate.history)
        self._db.executemany("INSERT INTO history VALUES (?, ?, ?)", past)

    def refuse(self, refused: Refused) -> None:
        """Note a page linked as a report, or brought in by hand, that gave none."""
        row = (refused.url, refused.title, refused.message)
        self._db.execute("INSERT INTO refused VALUES (?, ?, ?)", row)

    def forget(self, url: str) -> None:
        """Take away what was staged of an address."""
        self._db.execute("DELETE FROM history WHERE key IN (SELECT key FROM candidate WHERE url = ?)", (url,))
        for table in ("candidate", "refused"):
            self._db.execute(f"DELETE FROM {table} WHERE url = ?", (url,))  # noqa: S608

    def refused(self) -> list[tuple[str, str, str]]:
        """What gave no report, by address; a page from which a candidate was linked did give one, as a file."""
        sql = (
            "SELECT url, title, message FROM refused WHERE url NOT IN (SELECT via FROM candidate WHERE via IS NOT NULL)"
        )
        return self._db.execute(f"{sql} ORDER BY url").fetchall()

    def select(self, what: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows of a SELECT of our own."""
        yield from self._db.execute(f"SELECT {what}", values)

    def find(self, where: str, *values: Any) -> list[Row]:
        """Candidates that fulfil a condition, wherever they stand."""
        return [Row(*row) for row in self._db.execute(f"SELECT * FROM candidate WHERE {where}", values)]  # noqa: S608

    def look_at(self, keys: Iterable[str]) -> None:
        """Let `rows` give these candidates only, and forget what matching said of them."""
        self._db.executemany("INSERT OR IGNORE INTO near VALUES (?)", ((key,) for key in keys))
        blank = "leader = NULL, report_id = NULL, variant_of = NULL, replaced_by = NULL"
        self._db.execute(f"UPDATE candidate SET {blank} WHERE key IN (SELECT key FROM near)")  # noqa: S608

    def look_at_all(self) -> None:
        """Let `rows` give all candidates, as they were matched."""
        self._db.execute("INSERT OR IGNORE INTO near SELECT key FROM candidate")

    def rows(self, order: str, where: str = "1") -> Iterator[Row]:
        """Candidates looked at that fulfil a condition, in an order; both are SQL of our own."""
        sql = f"SELECT * FROM candidate WHERE key IN (SELECT key FROM near) AND {where} ORDER BY {order}"  # noqa: S608
        for row in self._db.execute(sql):
            yield Row(*row)

    def members(self, leader: str) -> list[Row]:
        """The candidates that are part of the report of `leader`, itself among them."""
        sql = "SELECT * FROM candidate WHERE leader = ? ORDER BY +key"
        return [Row(*row) for row in self._db.execute(sql, (leader,))]

    def follow(self, key: str, leader: str) -> None:
        """Say whose report a candidate is part of."""
        self._db.execute("UPDATE candidate SET leader = ? WHERE key = ?", (leader, key))

    def change(self, sql: str, *values: Any) -> None:
        """Run an UPDATE of our own."""
        self._db.execute(sql, values)

    def captures_of(self, key: str) -> list[tuple[str, bool]]:
        """Captures that hold a candidate's report: id, and whether the content is the one that is read."""
        sql = "SELECT capture_id, same FROM history WHERE key = ? ORDER BY capture_id"
        return [(row[0], bool(row[1])) for row in self._db.execute(sql, (key,))]
