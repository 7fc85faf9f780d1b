"""Office files that are one XML file, made anew from the packages that this folder writes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.cell.cell import MergedCell

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def flat_docx(body: bytes) -> bytes:
    """A DOCX with its parts one behind the other in one XML file."""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            xml = package.read(name).decode().partition("?>\n")[2]
            parts.append(f"<pkg:part pkg:name={quoteattr('/' + name)}><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>")
    declared = '<?mso-application progid="Word.Document"?>\n'
    return f'{_HEAD}{declared}<pkg:package xmlns:pkg="{_PACKAGE}">{"".join(parts)}</pkg:package>'.encode()


def word_2003(body: bytes) -> bytes:
    """A DOCX as Word 2003 writes it in XML: other names for merges, sections around the blocks."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        inner = package.read("word/document.xml").decode().partition("<w:body>")[2].partition("<w:sectPr/>")[0]
    inner = inner.replace("w:vMerge", "w:vmerge")
    shown = f"<w:body><wx:sect>{inner}<w:sectPr/></wx:sect></w:body>"
    names = f'xmlns:w="{_WORD_2003}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    return f"{_HEAD}<w:wordDocument {names}>{shown}</w:wordDocument>".encode()


def excel_2003(body: bytes) -> bytes:
    """An XLSX as Excel 2003 writes it in XML: blank cells left out, merges told by their first cell."""
    sheets = [_worksheet(sheet) for sheet in openpyxl.load_workbook(io.BytesIO(body)).worksheets]
    return f'{_HEAD}<Workbook xmlns="{_SHEET}" xmlns:ss="{_SHEET}">{"".join(sheets)}</Workbook>'.encode()


def _worksheet(sheet: openpyxl.worksheet.worksheet.Worksheet) -> str:
    spans = {(one.min_row, one.min_col): (one.size["rows"] - 1, one.size["columns"] - 1) for one in sheet.merged_cells}
    rows: list[str] = []
    for y, row in enumerate(sheet.iter_rows(), 1):
        cells: list[str] = []
        for x, cell in enumerate(row, 1):
            if isinstance(cell, MergedCell) or (cell.value is None and (y, x) not in spans):
                continue
            high, wide = spans.get((y, x), (0, 0))
            merged = (f' ss:MergeAcross="{wide}"' if wide else "") + (f' ss:MergeDown="{high}"' if high else "")
            kind = "Number" if isinstance(cell.value, int | float) else "String"
            data = f'<Data ss:Type="{kind}">{escape(str(cell.value))}</Data>' if cell.value is not None else ""
            cells.append(f'<Cell ss:Index="{x}"{merged}>{data}</Cell>')
        if cells:
            rows.append(f'<Row ss:Index="{y}">{"".join(cells)}</Row>')
    return f"<Worksheet ss:Name={quoteattr(sheet.title)}><Table>{''.join(rows)}</Table></Worksheet>"
