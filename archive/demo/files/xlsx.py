"""A report as XLSX: one sheet, its text in merged rows, its figures as numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from archive.demo.files.paper import placed
from archive.demo.files.sheet import wrap

if TYPE_CHECKING:
    from archive.demo.files.paper import Paper
    from archive.demo.tables import Box, Grid

LINE, SQUARES = 15.0, 4.0
"""Points of a line; Chinese signs that a column has room for."""
ACROSS = 15
"""Columns that a line of text covers: as many as the widest table has."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The time in the file, always the same: the same report makes the same bytes."""


def write_xlsx(paper: Paper) -> bytes:
    """The file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("年度报告")
    text = book.add_format({"text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
    at = 0
    for line in paper.lines():
        if isinstance(line, str):
            sheet.merge_range(at, 0, at, ACROSS - 1, line, text)
            sheet.set_row(at, LINE * _lines(line, ACROSS))
            at += 1
        else:
            _table(sheet, at, line, cell)
            at += len(line) + 1
    book.close()
    return out.getvalue()


def _table(sheet: xlsxwriter.worksheet.Worksheet, top: int, grid: Grid, cell: xlsxwriter.format.Format) -> None:
    for row, column, box in placed(grid):
        first, last = (top + row, column), (top + row + box.rows - 1, column + box.columns - 1)
        if first != last:
            sheet.merge_range(*first, *last, "", cell)
        sheet.write(*first, _value(box), cell)
    for row, boxes in enumerate(grid, top):
        sheet.set_row(row, LINE * max(_lines(box.text, box.columns) for box in boxes if box.rows == 1))


def _lines(text: str, columns: int) -> int:
    """Lines that a text takes across so many columns, which a merged cell does not find out by itself."""
    return len(wrap(text, SQUARES * columns))


def _value(box: Box) -> str | int | float:
    """A number where a program that reads it gives back what is printed; text for all else."""
    for number in (int, float):
        try:
            value = number(box.text)
        except ValueError:
            continue
        if str(value) == box.text:
            return value
    return box.text
