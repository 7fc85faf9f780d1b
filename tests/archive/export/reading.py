"""Exports read again with tools that are not ours: every value of every row as the database has it."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from openpyxl.utils.escape import unescape

from archive.export import bare
from archive.schema import Table, load_schema

Rows = list[tuple[Any, ...]]


def stored(database: Path, table: Table) -> Rows:
    """The rows of the database itself, in the order of the key."""
    names = ", ".join(f'"{name}"' for name in table.column_names())
    order = ", ".join(f'"{name}"' for name in table.key)
    with closing(sqlite3.connect(database)) as db:
        return db.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {order}').fetchall()


def from_csv(folder: Path, table: Table) -> Rows:
    """By Python's csv: null and an empty text are both empty, and are told apart by the schema alone."""
    with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    assert tuple(header) == table.column_names()
    return [
        tuple(_value(column, text) for column, text in zip(table.columns, row, strict=True))
        for row in rows
    ]  # fmt: skip


def _value(column: Any, text: str) -> Any:
    if text == "":
        return "" if column.required and column.type == "TEXT" else None
    if column.type == "TEXT":
        return bare(text)
    return int(text) if text.lstrip("-").isdecimal() else float(text)


def from_parquet(folder: Path, table: Table) -> Rows:
    """By DuckDB."""
    return duckdb.sql(f"SELECT * FROM read_parquet('{folder / table.name}.parquet')").fetchall()


def from_workbooks(folder: Path, table: Table) -> Rows:
    """By openpyxl, all workbooks in turn, long texts put together again."""
    rows: Rows = []
    continued: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.xlsx"), key=lambda path: (len(path.name), path.name)):
        book = openpyxl.load_workbook(path, read_only=True)
        if table.name in book.sheetnames:
            header, *more = book[table.name].iter_rows(values_only=True)
            assert header == table.column_names()
            rows += more
        if "continued" in book.sheetnames:
            for name, key, column, _, text in list(book["continued"].iter_rows(values_only=True))[1:]:
                if name == table.name:
                    continued[key, column] = continued.get((key, column), "") + unescape(text)
        book.close()
    return [_whole(table, row, continued) for row in rows]


def _whole(table: Table, row: tuple[Any, ...], continued: dict[tuple[str, str], str]) -> tuple[Any, ...]:
    values = (unescape(value) if isinstance(value, str) else value for value in row)  # _x0041_ stands for A in OOXML
    named = dict(zip(table.column_names(), values, strict=True))
    key = "/".join(str(named[name]) for name in table.key)
    for column in table.columns:
        if (key, column.name) in continued:
            named[column.name] += continued[key, column.name]
        if named[column.name] is None and column.required and column.type == "TEXT":
            named[column.name] = ""  # a sheet has no empty text
    return tuple(named.values())


TABLES = load_schema().tables
