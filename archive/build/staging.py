"""The candidates of a build on disk while reports are matched, so that memory stays flat. Gone when the build ends."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.captures.identity import time_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.build.candidates import Candidate
    from archive.build.places import Places

_SCHEMA = """
CREATE TABLE candidate (
  url TEXT PRIMARY KEY, capture_id TEXT, sha256 TEXT, is_read INTEGER, status TEXT, status_reason TEXT, agency TEXT,
  year INTEGER, scope TEXT, edition TEXT, cells INTEGER, cells_hash TEXT, text_hash TEXT, region_code TEXT,
  region_basis TEXT, official INTEGER, via TEXT, first_seen TEXT, last_seen TEXT, leader TEXT, alias TEXT,
  report_id TEXT, variant_of TEXT
);
CREATE INDEX candidate_by_via ON candidate (via);
CREATE INDEX candidate_by_leader ON candidate (leader);
CREATE TABLE history (url TEXT, capture_id TEXT, same INTEGER);
CREATE INDEX history_by_url ON history (url);
"""
_LATER = (None, None, None, None)  # leader, alias, report_id and variant_of are found out by matching


class Row(NamedTuple):
    """One candidate as staged.

    `leader` is the URL of the candidate whose report this one is part of, its own where it is the best address;
    `alias` is the report id that this candidate would have by itself.
    """

    url: str
    capture_id: str
    sha256: str
    is_read: int
    status: str
    status_reason: str | None
    agency: str | None
    year: int | None
    scope: str | None
    edition: str | None
    cells: int
    cells_hash: str
    text_hash: str
    region_code: str | None
    region_basis: str | None
    official: int
    via: str | None
    first_seen: str
    last_seen: str
    leader: str | None
    alias: str | None
    report_id: str | None
    variant_of: str | None


class Staging:
    """A temporary database of candidates and their captures."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a private file that SQLite deletes on closing
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def add(self, candidate: Candidate, places: Places) -> None:
        """Stage one candidate."""
        capture, outcome = candidate.capture, candidate.outcome
        region, basis = places.region(capture.url, candidate.agency)
        row = Row(
            capture.url,
            capture.id,
            capture.sha256,
            int(candidate.is_read),
            candidate.status,
            outcome.message or None,
            candidate.agency,
            candidate.year,
            outcome.scope,
            outcome.edition,
            outcome.cells,
            outcome.cells_hash,
            outcome.text_hash,
            region,
            basis,
            int(places.is_official(capture.url)),
            capture.via,
            time_stamp(candidate.history[0].captured_at),
            time_stamp(candidate.history[-1].captured_at),
            *_LATER,
        )
        self._db.execute(f"INSERT INTO candidate VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        past = ((c.url, c.id, int(c.sha256 == capture.sha256)) for c in candidate.history)
        self._db.executemany("INSERT INTO history VALUES (?, ?, ?)", past)

    def rows(self, order: str, where: str = "1") -> Iterator[Row]:
        """Candidates that fulfil a condition, in an order; both are SQL of our own."""
        for row in self._db.execute(f"SELECT * FROM candidate WHERE {where} ORDER BY {order}"):  # noqa: S608
            yield Row(*row)

    def count(self) -> int:
        """Number of reports that the candidates make."""
        return int(self._db.execute("SELECT count(*) FROM candidate WHERE leader = url").fetchone()[0])

    def is_via(self, url: str) -> bool:
        """Whether a candidate was linked from this page: then the page did give a report, as a file."""
        return self._db.execute("SELECT 1 FROM candidate WHERE via = ? LIMIT 1", (url,)).fetchone() is not None

    def members(self, leader: str) -> list[Row]:
        """The candidates that are part of the report of `leader`, itself among them."""
        sql = "SELECT * FROM candidate WHERE leader = ? ORDER BY +url"
        return [Row(*row) for row in self._db.execute(sql, (leader,))]

    def follow(self, url: str, leader: str, alias: str) -> None:
        """Say whose report a candidate is part of, and which id it would have by itself."""
        self._db.execute("UPDATE candidate SET leader = ?, alias = ? WHERE url = ?", (leader, alias, url))

    def change(self, sql: str, *values: Any) -> None:
        """Run an UPDATE of our own."""
        self._db.execute(sql, values)

    def captures_of(self, url: str) -> list[tuple[str, bool]]:
        """Captures of a candidate's URL that hold a report: id, and whether the content is the one shown now."""
        sql = "SELECT capture_id, same FROM history WHERE url = ? ORDER BY capture_id"
        return [(row[0], bool(row[1])) for row in self._db.execute(sql, (url,))]

    def close(self) -> None:
        """Delete it."""
        self._db.close()
