"""Every table as Parquet with declared types, by way of CSV: DuckDB reads it with the columns of the schema, not by guess."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import duckdb

from archive.export.folder import made_durable
from archive.export.package import file_resource, with_fields
from archive.schema import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.extract import Extract
    from archive.export.folder import Progress
    from archive.export.package import Resource
    from archive.schema import Table

TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "NUMBER": "DOUBLE"}
EXACT_TO = 2**53
"""Whole numbers up to here stand exactly in a DOUBLE."""
_BEFORE = "."
"""Stands before every text on the way, so that an empty text and a null (an empty field) stay apart."""
_DIALECT = "delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', parallel = false, max_line_size = 67108864"
_CHUNK = 5000
_MEMORY = "512MB"


def write_parquet(extract: Extract, folder: Path, progress: Progress) -> list[Resource]:
    """Write all tables into `folder`. Text is as it stands; numbers are DOUBLE, counts and years BIGINT."""
    resources = []
    with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2, "temp_directory": str(folder)}) as duck:
        for done, table in enumerate(extract.tables):
            progress("export", done, len(extract.tables))
            path = folder / f"{table.name}.parquet"
            count = _write(duck, extract, table, path)
            more = {"mediatype": "application/vnd.apache.parquet", "type": "file"}
            resources.append(with_fields(file_resource(path, table, count) | more, table))
    progress("export", len(extract.tables), len(extract.tables))
    return resources


def inexact(extract: Extract) -> dict[str, int]:
    """Numbers, by table, that a DOUBLE does not hold exactly: whole ones past 2 to the 53rd."""
    found = {}
    for table in extract.tables:
        tests = [
            f"typeof({quoted(c.name)}) = 'integer' AND abs({quoted(c.name)}) > {EXACT_TO}"
            for c in table.columns
            if c.type == "NUMBER"
        ]
        if tests:
            sql = f"SELECT count(*) FROM {quoted(table.name)} WHERE {' OR '.join(tests)}"  # noqa: S608  our own names
            if count := extract.connection.execute(sql).fetchone()[0]:
                found[table.name] = count
    return found


def _write(duck: duckdb.DuckDBPyConnection, extract: Extract, table: Table, path: Path) -> int:
    draft = path.with_suffix(".csv.part")
    is_text = [column.type == "TEXT" for column in table.columns]
    count = 0
    rows = extract.rows(table)
    with draft.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        while chunk := rows.fetchmany(_CHUNK):
            writer.writerows(
                [
                    _BEFORE + value if text and value is not None else value
                    for text, value in zip(is_text, row, strict=True)
                ]
                for row in chunk
            )
            count += len(chunk)
    types = ", ".join(f"{_literal(column.name)}: {_literal(TYPES[column.type])}" for column in table.columns)
    columns = ", ".join(
        f"substr({quoted(c.name)}, 2) AS {quoted(c.name)}" if c.type == "TEXT" else quoted(c.name)
        for c in table.columns
    )
    reading = (
        f"read_csv({_literal(str(draft))}, header = false, auto_detect = false, columns = {{{types}}}, {_DIALECT})"
    )
    target = f"{_literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
    duck.execute(f"COPY (SELECT {columns} FROM {reading}) TO {target}")  # noqa: S608  our own names and paths
    draft.unlink()
    made_durable(path)
    return count


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
