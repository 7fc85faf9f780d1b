"""Every table as CSV (RFC 4180, UTF-8), in the order of its key, streamed so that memory stays flat."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from archive.export.folder import made_durable
from archive.export.package import file_resource, with_fields

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.extract import Extract
    from archive.export.folder import Progress
    from archive.export.package import Resource
    from archive.schema import Table

_CHUNK = 5000


def write_csv(extract: Extract, folder: Path, progress: Progress, *, encoding: str = "utf-8") -> list[Resource]:
    """Write all tables into `folder`; ``utf-8-sig`` puts a byte order mark before each file.

    Null is an empty field; a field with a line end, comma or quote is quoted; text that a spreadsheet would run is
    guarded by an apostrophe.
    """
    resources = []
    for done, table in enumerate(extract.tables):
        progress("export", done, len(extract.tables))
        path = folder / f"{table.name}.csv"
        count = write_table(extract, table, path, encoding)
        more = {"mediatype": "text/csv", "encoding": encoding, "profile": "tabular-data-resource"}
        resources.append(with_fields(file_resource(path, table, count) | more, table))
    progress("export", len(extract.tables), len(extract.tables))
    return resources


def write_table(extract: Extract, table: Table, path: Path, encoding: str) -> int:
    """Write one table with its header line; returns its rows."""
    rows = extract.rows(table, guard=True)
    count = 0
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(table.column_names())
        while chunk := rows.fetchmany(_CHUNK):
            writer.writerows(chunk)
            count += len(chunk)
    made_durable(path)
    return count
