"""A copy of the last database in which only what changed is written again, its full text index included."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from archive.build.database import BuildError, NewDatabase
from archive.schema import load_schema, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archive.schema import Table

_PIECE = 1 << 30


class ChangedDatabase(NewDatabase):
    """As `NewDatabase`, beginning with a copy of `base`, which a build of the same code wrote and checked."""

    def __init__(self, path: Path, base: Path) -> None:
        super().__init__(path)
        self._base = base
        self.written: set[str] = set()
        """Ids of the reports that were taken out or written."""

    def _begin(self) -> None:
        _copy(self._base, self.draft)
        self._open()
        self.connection.execute("CREATE TEMP TABLE touched (id TEXT PRIMARY KEY)")
        self.connection.execute("BEGIN")

    def take_out(self, reports: Iterable[str]) -> None:
        """Delete reports with all their rows, and take them out of the full text index."""
        from archive.search import unindex

        found = sorted(set(reports) - self.written)
        self.written |= set(found)
        self.connection.executemany("INSERT INTO touched VALUES (?)", ((report,) for report in found))
        unindex(self.connection, found)
        for table in reversed(load_schema().tables):
            if column := of_report(table):
                sql = f"DELETE FROM {quoted(table.name)} WHERE {column} = ?"  # noqa: S608
                self.connection.executemany(sql, ((report,) for report in found))

    def renew(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Let a small table hold these rows, and touch only those that differ."""
        new, name = f"temp.{quoted('new ' + table)}", quoted(table)
        self.connection.execute(f"CREATE TEMP TABLE {quoted('new ' + table)} AS SELECT * FROM main.{name} LIMIT 0")  # noqa: S608
        marks = ", ".join("?" * len(load_schema().table(table).columns))
        self.connection.executemany(f"INSERT INTO {new} VALUES ({marks})", rows)  # noqa: S608
        self.adopt(table, new)
        self.connection.execute(f"DROP TABLE {new}")

    def adopt(self, table: str, new: str, where: str = "1") -> None:
        """Let the rows of a table that fulfil a condition be those of another table with the same columns."""
        key = ", ".join(map(quoted, load_schema().table(table).key))
        name = f"main.{quoted(table)}"
        gone = f"SELECT {key} FROM (SELECT * FROM {name} WHERE {where} EXCEPT SELECT * FROM {new})"  # noqa: S608
        self.connection.execute(f"DELETE FROM {name} WHERE ({key}) IN ({gone})")  # noqa: S608
        self.connection.execute(f"INSERT INTO {name} SELECT * FROM {new} EXCEPT SELECT * FROM {name} WHERE {where}")  # noqa: S608

    def finish(self) -> None:
        """Index what was written, check what was touched, and make durable.

        Raises:
            BuildError: a row points at one that is not there.
        """
        from archive.search import index_again

        index_again(self.connection, sorted(self.written))
        for table in load_schema().tables:
            self._check_links(table)
        self.connection.execute("COMMIT")
        self._make_durable()

    def _check_links(self, table: Table) -> None:
        column = of_report(table)
        touched = f"{column} IN (SELECT id FROM temp.touched)" if column else "1"  # noqa: S608
        where = "0" if table.name == "captures" else touched  # captures are only ever added, each after what it repeats
        for link in table.columns:
            if link.references:
                other, key = link.references
                there = f"SELECT 1 FROM {quoted(other)} AS other WHERE other.{quoted(key)} = it.{quoted(link.name)}"  # noqa: S608
                lost = f"SELECT 1 FROM {quoted(table.name)} AS it WHERE {where} AND {quoted(link.name)} IS NOT NULL"  # noqa: S608
                if self.connection.execute(f"{lost} AND NOT EXISTS ({there}) LIMIT 1").fetchone():
                    raise BuildError(
                        f"a row of {table.name} points at a row of {other} that is not there; the old database stays"
                    )


def of_report(table: Table) -> str | None:
    """The column that holds the id of the report to which a row belongs, or None where rows belong to none."""
    if table.name == "reports":
        return "id"
    return next((c.name for c in table.columns if c.references == ("reports", "id")), None)


def _copy(source: Path, target: Path) -> None:
    """Copy a file inside the kernel; a file system that can share blocks then copies nothing."""
    with source.open("rb") as reading, target.open("wb") as writing:
        left = os.fstat(reading.fileno()).st_size
        try:
            while left > 0 and (done := os.copy_file_range(reading.fileno(), writing.fileno(), min(left, _PIECE))):
                left -= done
        except OSError:
            reading.seek(0)
            writing.seek(0)
            shutil.copyfileobj(reading, writing, 1 << 20)
