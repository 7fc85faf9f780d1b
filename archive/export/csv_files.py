"""Every table whole as CSV (RFC 4180, UTF-8), in the order of its key, streamed so that memory stays flat."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from archive.export.folder import made_durable, new_folder
from archive.export.package import csv_resource, write_dictionary, write_package
from archive.export.reading import open_database
from archive.schema import load_schema, quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from archive.schema import Table

_CHUNK = 5000


def export_csv(
    database: Path, out: Path, *, with_mark: bool, progress: Callable[[str, int, int], None]
) -> dict[str, int]:
    """Write all tables, the dictionary and the descriptor into `out`; returns the rows of each table.

    `with_mark` puts a byte order mark before each file, for spreadsheets that take UTF-8 for something else without it.
    Null is an empty field. A field with a line feed, comma or quote is quoted.

    Raises:
        ExportError: there is no database, or `out` holds something else.
    """
    connection = open_database(database)
    tables = load_schema().tables
    encoding = "utf-8-sig" if with_mark else "utf-8"
    counts: dict[str, int] = {}
    resources = []
    try:
        with new_folder(out) as folder:
            for done, table in enumerate(tables):
                progress("export", done, len(tables))
                path = folder / f"{table.name}.csv"
                counts[table.name] = _write(connection, table, path, encoding)
                resources.append(csv_resource(table, path, counts[table.name], has_mark=with_mark))
            write_dictionary(folder, encoding)
            write_package(folder, resources)
            progress("export", len(tables), len(tables))
    finally:
        connection.close()
    return counts


def _write(connection: sqlite3.Connection, table: Table, path: Path, encoding: str) -> int:
    columns = ", ".join(map(quoted, table.column_names()))
    order = ", ".join(map(quoted, table.key))
    rows = connection.execute(f"SELECT {columns} FROM {quoted(table.name)} ORDER BY {order}")  # noqa: S608
    count = 0
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(table.column_names())
        while chunk := rows.fetchmany(_CHUNK):
            writer.writerows(chunk)
            count += len(chunk)
    made_durable(path)
    return count
