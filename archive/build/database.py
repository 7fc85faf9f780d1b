"""The published file: written beside its place, checked, made durable, swapped in. What stood before stands until then."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from archive.build.soundness import look, looks
from archive.captures.warcfile import sync_folder
from archive.schema import create_indexes, create_tables, load_schema, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from archive.build.workers import Workers

_APPLICATION_ID = 0x676B6E62  # gknb
_BATCH = 500
_YEAR_BITS = 32


class BuildError(Exception):
    """Raised when a database cannot be built or does not pass its own checks; the old one stays."""


class NewDatabase:
    """A database under way, as a context manager: swapped in by `publish`, deleted when that is not reached.

    The same rows in the same order give the same bytes: no clock, no chance, fixed page size, no journal left.
    """

    def __init__(self, path: Path, workers: Workers | None = None) -> None:
        self._path = path
        self._workers = workers
        self.draft = path.with_name(path.name + ".part")
        self._inserts: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.draft.unlink(missing_ok=True)
        self._begin()
        for table in load_schema().tables:
            marks = ", ".join("?" * len(table.columns))
            self._inserts[table.name] = f"INSERT INTO {quoted(table.name)} VALUES ({marks})"  # noqa: S608
        return self

    def _begin(self) -> None:
        self._open()
        self.connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self.connection.execute(f"PRAGMA user_version = {load_schema().version}")
        # SQLite builds the lists of allowed values anew for every row; at the end all rows are looked at in one go.
        self.connection.execute("PRAGMA ignore_check_constraints = ON")
        self.connection.execute("BEGIN")
        for statement in create_tables(load_schema()):
            self.connection.execute(statement)

    def _open(self) -> None:
        self.connection = sqlite3.connect(self.draft, isolation_level=None)
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self.connection.execute(f"PRAGMA {pragma}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        self.draft.unlink(missing_ok=True)

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        """Insert one row, its values in the order of the schema."""
        self.connection.execute(self._inserts[table], row)

    def fill(self, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
        """Insert many rows of one table."""
        while batch := list(islice(rows, _BATCH)):
            self.connection.executemany(self._inserts[table], batch)

    def add_report(self, row: tuple[Any, ...]) -> None:
        """Insert one row of `reports`, after those of its year: the newest years have the highest row ids."""
        columns = load_schema().table("reports").column_names()
        year = row[columns.index("year")]
        first = int(year or 0) << _YEAR_BITS
        last = "SELECT max(rowid) FROM reports WHERE rowid BETWEEN ? AND ?"
        taken = self.connection.execute(last, (first, first + (1 << _YEAR_BITS) - 1)).fetchone()[0]
        names = ", ".join(map(quoted, columns))
        marks = ", ".join("?" * (len(row) + 1))
        sql = f"INSERT INTO reports (rowid, {names}) VALUES ({marks})"  # noqa: S608
        self.connection.execute(sql, (first if taken is None else taken + 1, *row))

    def publish(self) -> None:
        """Finish and swap in.

        Raises:
            BuildError: the file is not sound, or a row points at one that is not there.
        """
        self.finish()
        self.swap_in()

    def finish(self) -> None:
        """Index, check and make durable.

        Raises:
            BuildError: the file is not sound, or a row points at one that is not there.
        """
        from archive.search import index_reports

        for statement in create_indexes(load_schema()):
            self.connection.execute(statement)
        index_reports(self.connection, self._workers.in_order if self._workers else None)
        self.connection.execute("COMMIT")
        self.connection.execute("ANALYZE")
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(self._sync)  # the disk is busy meanwhile
            self._check()
        written.result()
        self._make_durable()

    def _make_durable(self) -> None:
        self.connection.close()
        self._sync()

    def _sync(self) -> None:
        with self.draft.open("rb+") as written:
            os.fsync(written.fileno())

    def swap_in(self) -> None:
        """Put the finished file in its place."""
        self.draft.replace(self._path)
        sync_folder(self._path.parent)

    def _check(self) -> None:
        pieces = looks(self.draft)
        hands = self._workers if self._workers and self._workers.started else None
        for said in hands.in_order(look, look, pieces) if hands else map(look, pieces):
            if said is not None:
                raise BuildError(f"the new database is not sound ({said}); the old one stays")
