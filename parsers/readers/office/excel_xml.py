"""Workbooks of Excel 2003 that are one XML file, as templates of office systems write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.excel import MAX_SHEETS, Sheet, laid_out
from parsers.readers.office.excel_bounds import MAX_AREA
from parsers.readers.office.excel_rows import Merges, text_of
from parsers.readers.office.xml import child, local, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.office.excel_rows import Corner, Row

_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_LONGEST_NUMBER = 7


def read(body: bytes, limits: Limits) -> Document:
    """Read a workbook; tables are sheets, rows and cells counted as in the sheet, from 0."""
    if len(body) > limits.unpacked:
        raise Refusal("too_large", f"文件过大 the file is too large: {len(body)} > {limits.unpacked} bytes")
    return laid_out(_sheets(parse_xml(body)), "excel_xml")


def _sheets(root: _Element) -> Iterator[Sheet]:
    sheets = [one for one in root if local(one) == "Worksheet"]
    if len(sheets) > MAX_SHEETS:
        raise Refusal("too_large", f"工作表过多 more than {MAX_SHEETS} sheets")
    for number, sheet in enumerate(sheets):
        options, table = child(sheet, "WorksheetOptions"), child(sheet, "Table")
        visible = child(options, "Visible") if options is not None else None
        if table is None or (visible is not None and visible.text != "SheetVisible"):
            continue
        cells, merges = _cells(table)
        if cells:
            yield Sheet(number, _rows(cells), Merges(merges, 0, 0), 0, 0)


def _cells(table: _Element) -> tuple[dict[Corner, str], list[tuple[Corner, Corner]]]:
    """The texts by row and column, and the merged ranges; rows and cells that are left out are counted by the next one's index."""
    cells: dict[Corner, str] = {}
    merges: list[tuple[Corner, Corner]] = []
    y = 0
    for row in table:
        if local(row) != "Row":
            continue
        y, x = max(y, _number(row, "Index") - 1), 0
        for cell in row:
            if local(cell) != "Cell":
                continue
            x = max(x, _number(cell, "Index") - 1)
            wide, high = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            if wide or high:
                merges.append(((y, x), (y + high, x + wide)))
            if text := _text(cell):
                cells[y, x] = text
            x += 1 + wide
        y += 1 + _number(row, "Span")
    return cells, merges


def _text(cell: _Element) -> str:
    data = child(cell, "Data")
    if data is None:
        return ""
    text = "".join(map(str, data.itertext()))
    if data.get(f"{_SPREADSHEET}Type") != "Number":
        return text
    try:
        return text_of(float(text))
    except ValueError:
        return text


def _rows(cells: dict[Corner, str]) -> list[Row]:
    high, wide = 1 + max(y for y, _ in cells), 1 + max(x for _, x in cells)
    if high * wide > MAX_AREA:
        raise Refusal("too_large", f"单元格相距过远 cells lie too far apart: {high} x {wide}")
    rows = [[""] * wide for _ in range(high)]
    for (y, x), text in cells.items():
        rows[y][x] = text
    return rows


def _number(element: _Element, name: str) -> int:
    text = element.get(f"{_SPREADSHEET}{name}") or element.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 0
