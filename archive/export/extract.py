"""Which rows of the database an export takes: all, or what belongs to the reports that fulfil the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.export.formula import MAYBE, guarded
from archive.filters import Chosen
from archive.schema import load_schema, quoted

if TYPE_CHECKING:
    import sqlite3

    from archive.schema import Table

_CAPTURES = """WITH taken(id) AS (SELECT capture_id FROM report_captures WHERE report_id IN chosen
  UNION SELECT capture_id FROM reports WHERE id IN chosen)
  SELECT id FROM taken UNION SELECT payload_of FROM captures WHERE id IN taken AND payload_of IS NOT NULL"""
_BY_ID = {
    "reports": "SELECT id FROM chosen",
    "agencies": "SELECT agency_id FROM reports WHERE id IN chosen AND agency_id IS NOT NULL",
    "captures": _CAPTURES,
}
"""Tables that go by their own id; tables with a ``report_id`` or an ``agency_id`` go by that, and all others stay whole."""


class Extract:
    """The rows to export from an open database, table by table, in the order of their keys."""

    def __init__(self, connection: sqlite3.Connection, chosen: Chosen | None = None) -> None:
        self.connection = connection
        self.chosen = chosen or Chosen({})
        self.tables = load_schema().tables
        self._counts: dict[str, int] = {}
        connection.create_function("guarded", 1, guarded, deterministic=True)
        if self.chosen:
            condition, params = self.chosen.sql()
            connection.execute("CREATE TEMP TABLE chosen(id TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.execute(f"INSERT INTO chosen SELECT id FROM reports WHERE {condition}", params)  # noqa: S608

    def count(self, table: Table) -> int:
        """Rows of a table that are taken."""
        if table.name not in self._counts:
            sql = f"SELECT count(*) FROM {quoted(table.name)} {self._where(table)}"  # noqa: S608  our own names only
            self._counts[table.name] = self.connection.execute(sql).fetchone()[0]
        return self._counts[table.name]

    def counts(self) -> dict[str, int]:
        """Rows of every table that are taken."""
        return {table.name: self.count(table) for table in self.tables}

    def rows(self, table: Table, *, guard: bool = False, after: int = 0) -> sqlite3.Cursor:
        """The rows of a table, from number `after` on; with `guard`, text as it may stand in CSV."""
        columns = ", ".join(
            _guarded(column.name) if guard and column.type == "TEXT" else quoted(column.name)
            for column in table.columns
        )
        order = ", ".join(map(quoted, table.key))
        sql = f"SELECT {columns} FROM {quoted(table.name)} {self._where(table)} ORDER BY {order} LIMIT -1 OFFSET ?"  # noqa: S608
        return self.connection.execute(sql, (after,))

    def as_of(self) -> str | None:
        """When the newest capture of the reports taken was made: the date by which an export is cited."""
        where = "WHERE id IN chosen" if self.chosen else ""
        found: Any = self.connection.execute(f"SELECT max(last_seen_at) FROM reports {where}").fetchone()[0]  # noqa: S608
        return str(found)[:10] if found else None

    def _where(self, table: Table) -> str:
        if not self.chosen:
            return ""
        if table.name in _BY_ID:
            return f"WHERE id IN ({_BY_ID[table.name]})"
        if "report_id" in table.column_names():
            return "WHERE report_id IN chosen"
        return f"WHERE agency_id IN ({_BY_ID['agencies']})" if "agency_id" in table.column_names() else ""


def _guarded(column: str) -> str:
    name = quoted(column)
    return f"CASE WHEN {name} {MAYBE} THEN guarded({name}) ELSE {name} END"
