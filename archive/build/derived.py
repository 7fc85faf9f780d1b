"""Tables that are added up from the reports: filled whole in a new database, and around what changed in a copy.

The statements are the same both times. In a copy they see, under the names of the real tables, only the rows of the agencies
and years that a changed report belongs to, and write beside; then the rows that differ are taken over.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from archive.build.bodies import fill_agencies, fill_agency_names
from archive.build.changed_database import of_report
from archive.indicators import fill_agency_years, fill_sums, fill_totals
from archive.schema import load_schema, quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator

    from archive.build.changed_database import ChangedDatabase

_OF_AGENCIES = "agency_id IN (SELECT id FROM temp.near_agencies)"
_ALL = "1"
_OF_YEARS = "year IN (SELECT year FROM temp.near_years)"


class Derived(NamedTuple):
    """One derived table, how it is filled, and which of its rows a touched agency or year can change."""

    table: str
    fill: Callable[[sqlite3.Connection], None]
    near: str


DERIVED = (
    Derived("agencies", fill_agencies, "id IN (SELECT id FROM temp.near_agencies)"),
    Derived("agency_names", fill_agency_names, _OF_AGENCIES),
    Derived("agency_years", fill_agency_years, _OF_AGENCIES),
    Derived("sums", fill_sums, _OF_YEARS),
    Derived("totals", fill_totals, _ALL),
)
"""In the order in which they build on each other."""


@contextmanager
def around(database: ChangedDatabase, reports: Collection[str]) -> Iterator[None]:
    """Take these reports out; the block writes those that are there now; then bring the derived tables up to them."""
    connection = database.connection
    connection.execute("CREATE TEMP TABLE near_agencies (id TEXT PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE near_years (year INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE of_near (id TEXT PRIMARY KEY)")
    _note(connection, reports)
    database.take_out(reports)
    yield
    _note(connection, reports)
    connection.execute(f"INSERT INTO temp.of_near SELECT id FROM main.reports WHERE {_OF_AGENCIES}")  # noqa: S608
    for derived in DERIVED:
        with _only_near(connection, derived):
            derived.fill(connection)
            database.adopt(derived.table, f"temp.{quoted(derived.table)}", derived.near)


def _note(connection: sqlite3.Connection, reports: Collection[str]) -> None:
    """Note the agencies of reports as they stand in the database, and all years of those agencies."""
    agency = "INSERT OR IGNORE INTO temp.near_agencies SELECT agency_id FROM main.reports WHERE id = ? AND agency_id IS NOT NULL"
    connection.executemany(agency, ((report,) for report in reports))
    years = f"SELECT DISTINCT year FROM main.reports WHERE {_OF_AGENCIES} AND year IS NOT NULL"  # noqa: S608
    connection.execute(f"INSERT OR IGNORE INTO temp.near_years {years}")


@contextmanager
def _only_near(connection: sqlite3.Connection, derived: Derived) -> Iterator[None]:
    """Let unqualified table names mean the rows near the change, and that of the derived table an empty one beside it."""
    seen: dict[str, str] = {}
    if derived.near == _OF_YEARS:
        seen["agency_years"] = _OF_YEARS
    elif derived.near != _ALL:
        for table in load_schema().tables:
            if (column := of_report(table)) and table.name != derived.table:
                seen[table.name] = f"{column} IN (SELECT id FROM temp.of_near)"  # noqa: S608
    for name, where in seen.items():
        connection.execute(f"CREATE TEMP VIEW {quoted(name)} AS SELECT * FROM main.{quoted(name)} WHERE {where}")  # noqa: S608
    new = quoted(derived.table)
    connection.execute(f"CREATE TEMP TABLE {new} AS SELECT * FROM main.{new} LIMIT 0")  # noqa: S608
    yield
    connection.execute(f"DROP TABLE temp.{new}")
    for name in seen:
        connection.execute(f"DROP VIEW temp.{quoted(name)}")
