"""XLSX: all blocks on one sheet, one under another, or one sheet for each table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.support.files.blocks import Paragraph
from tests.support.files.packing import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.files.blocks import Block

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBER = re.compile(r"0|[1-9]\d{0,14}|(?:0|[1-9]\d{0,9})\.\d{0,5}[1-9]")


def write_xlsx(*sheets: Sequence[Block]) -> bytes:
    """A workbook with these sheets. Plain numbers are stored as numbers, all else as text."""
    numbers = range(1, len(sheets) + 1)
    parts = [(f"xl/worksheets/sheet{n}.xml", "worksheet+xml") for n in numbers]
    types = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}"/>' for name, kind in parts)
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    members = {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{links}</Relationships>',
    }
    members |= {name: _sheet(blocks) for (name, _), blocks in zip(parts, sheets, strict=True)}
    return pack(members)


def _sheet(blocks: Sequence[Block]) -> str:
    width = max((block.width for block in blocks if not isinstance(block, Paragraph)), default=1)
    rows: list[str] = []
    merges: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            y = len(rows) + 1
            rows.append(_row(y, {0: block.text}))
            if width > 1:
                merges.append(f"A{y}:{_letters(width - 1)}{y}")
            continue
        rows.append("")  # a free row above a table
        for line, starts in zip(block.rows, block.columns, strict=True):
            y = len(rows) + 1
            rows.append(_row(y, dict(zip(starts, (box.text for box in line), strict=True))))
            for x, box in zip(starts, line, strict=True):
                if box.columns > 1 or box.rows > 1:
                    merges.append(f"{_letters(x)}{y}:{_letters(x + box.columns - 1)}{y + box.rows - 1}")
        rows.append("")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    merged = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData>{merged}</worksheet>'


def _row(y: int, cells: dict[int, str]) -> str:
    return f'<row r="{y}">{"".join(_cell(f"{_letters(x)}{y}", text) for x, text in sorted(cells.items()))}</row>'


def _cell(name: str, text: str) -> str:
    if _NUMBER.fullmatch(text):
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else ""


def _letters(x: int) -> str:
    text = ""
    x += 1
    while x:
        x, rest = divmod(x - 1, 26)
        text = chr(65 + rest) + text
    return text
