"""XLSX, XLSB, XLS and ET to markup: one table a sheet, merged cells as spans, rows of prose as paragraphs.

A locator's table is the sheet's number in the workbook, hidden sheets counted; row and cell are those of the sheet, all from 0.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import python_calamine

from parsers.model import Refusal
from parsers.readers.office.excel_bounds import check_area
from parsers.readers.office.excel_rows import Merges, regions, text_of
from parsers.readers.office.markup import Box, Line, Markup, plain, read_markup, relocate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.office.excel_rows import Row

MAX_SHEETS = 200


class Sheet(NamedTuple):
    """A sheet's rows as printed, with the row and column that the first of them is."""

    number: int
    rows: list[Row]
    merges: Merges
    top: int
    left: int


def read(body: bytes, limits: Limits) -> Document:
    """Read a workbook; formulas give the values that the program stored with them."""
    check_area(body, limits)
    return laid_out(_sheets(body), "xlsx" if body.startswith(b"PK") else "xls")


def laid_out(sheets: Iterable[Sheet], kind: str) -> Document:
    """The document of a workbook's sheets."""
    markup = Markup()
    places: dict[int, tuple[int, int, int]] = {}
    for sheet in sheets:
        for region in regions(sheet.rows, sheet.merges):
            if region.prose:
                markup.paragraph(region.prose)
                continue
            number = markup.open_table()
            places[number] = (sheet.number, sheet.top + region.first, sheet.left)
            rows = sheet.rows[region.first : region.last + 1]
            markup.table(
                number, [_line(row, y, sheet.merges, region.width) for y, row in enumerate(rows, region.first)]
            )
    document = read_markup(markup, kind)
    relocate(document, places)
    return document


def _sheets(body: bytes) -> Iterator[Sheet]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(body))
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise Refusal("too_large", f"工作表过多 more than {MAX_SHEETS} sheets")
        for number, about in enumerate(book.sheets_metadata):
            is_shown = about.visible == python_calamine.SheetVisibleEnum.Visible
            if not is_shown or about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            if sheet.start is None:
                continue
            top, left = sheet.start
            rows = [[text_of(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
            yield Sheet(number, rows, Merges(sheet.merged_cell_ranges or (), top, left), top, left)
    except Refusal:
        raise
    except python_calamine.PasswordError as error:
        raise Refusal("encrypted", "文件已加密 the file is encrypted") from error
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Refusal("broken", f"Excel 文件损坏 damaged workbook: {error}") from error
        raise


def _line(row: Sequence[str], y: int, merges: Merges, width: int) -> Line:
    boxes: list[Box] = []
    for x in range(width):
        span = merges.at.get((y, x))
        if span is not None:
            boxes.append(Box(plain(row[x]), min(span.width, width - x), height=span.height))
        elif (y, x) in merges.taken:
            boxes.append(Box("", printed=False))
        else:
            boxes.append(Box(plain(row[x]) if x < len(row) else ""))
    return Line(boxes)
