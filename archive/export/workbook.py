"""All tables as Excel workbooks, a sheet a table, written row by row so that memory stays flat. Nothing is cut.

A sheet holds 1,048,576 rows at most: what goes beyond stands in further workbooks (``gongkai-2.xlsx`` …), each with the
next rows of the tables that have more. A cell holds 32,767 characters at most: the rest of a longer text stands in the sheet
``continued``, piece by piece. Text is stored as text, never as a formula or link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlsxwriter

from archive.export.about import notes
from archive.export.folder import made_durable
from archive.export.package import file_resource, with_tables
from archive.export.parquet_files import EXACT_TO
from archive.schema import entries, load_schema
from archive.schema.dictionary import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.extract import Extract
    from archive.export.folder import Progress
    from archive.export.package import Resource
    from archive.schema import Table

ROWS = 1_048_575
"""Rows of a sheet, its header aside."""
CHARACTERS = 32_767
"""Characters of a cell, counted as Excel does: in UTF-16 units."""
CONTINUED = ("table", "key", "column", "piece", "text")
OPTIONS = {
    "constant_memory": True,
    "use_zip64": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbooks(extract: Extract, folder: Path, progress: Progress, *, rows: int = ROWS) -> list[Resource]:
    """Write as many workbooks as the longest table needs, `rows` rows of each table in each."""
    needed = max(1, *(-(-extract.count(table) // rows) for table in extract.tables))
    resources = []
    name = load_schema().name
    for number in range(needed):
        progress("export", number, needed)
        path = folder / (f"{name}.xlsx" if number == 0 else f"{name}-{number + 1}.xlsx")
        with xlsxwriter.Workbook(str(path), OPTIONS) as book:
            counts = _Book(book, extract, first=number * rows, most=rows).write(needed)
        made_durable(path)
        resources.append(with_tables(file_resource(path) | {"type": "file"}, counts))
    progress("export", needed, needed)
    return resources


class _Book:
    """One workbook under way: rows `first` to ``first + most`` of every table."""

    def __init__(self, book: Any, extract: Extract, *, first: int, most: int) -> None:
        self.book, self.extract, self.first, self.most = book, extract, first, most
        self.bold = book.add_format({"bold": True})
        self.continued: list[tuple[str, str, str, int, str]] = []

    def write(self, workbooks: int) -> dict[str, int]:
        """Write all sheets; returns the rows of each table in this workbook."""
        counts = {}
        self._sheet("README", ("", ""), notes(self.extract, workbooks))
        for table in self.extract.tables:
            if self.first and self.extract.count(table) <= self.first:
                continue
            counts[table.name] = self._table(table)
        self._sheet("dictionary", Entry._fields, entries())
        if self.continued:
            self._sheet("continued", CONTINUED, self.continued)
        return counts

    def _sheet(self, name: str, header: tuple[str, ...], lines: Any) -> int:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, self.bold)
        at = 0
        for at, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                _put(sheet, at, column, value)
        return at

    def _table(self, table: Table) -> int:
        names = table.column_names()
        keys = [names.index(name) for name in table.key]

        def lines() -> Any:
            for taken, row in enumerate(self.extract.rows(table, after=self.first)):
                if taken == self.most:
                    return
                if any(isinstance(value, str) and len(value) > CHARACTERS // 2 for value in row):
                    yield self._shortened(table, row, "/".join(str(row[at]) for at in keys))
                else:
                    yield row

        return self._sheet(table.name, names, lines())

    def _shortened(self, table: Table, row: tuple[Any, ...], key: str) -> list[Any]:
        """The row with the first piece of every long text; the other pieces are kept for the sheet ``continued``."""
        out: list[Any] = []
        for column, value in zip(table.column_names(), row, strict=True):
            first, *others = pieces(value) if isinstance(value, str) else [value]
            out.append(first)
            self.continued += [(table.name, key, column, at, piece) for at, piece in enumerate(others, 2)]
        return out


def pieces(text: str, most: int = CHARACTERS) -> list[str]:
    """The text in pieces that each fit a cell; joined they are the text."""
    if len(text) * 2 <= most:
        return [text]
    found, start, units = [], 0, 0
    for at, char in enumerate(text):
        width = 2 if ord(char) > 0xFFFF else 1
        if units + width > most:
            found.append(text[start:at])
            start, units = at, 0
        units += width
    return [*found, text[start:]]


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, int | float) and abs(value) <= EXACT_TO:
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
