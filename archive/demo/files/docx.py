"""A report as DOCX: three parts in a package, cells merged as Word merges them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from archive.demo.files.paper import placed

if TYPE_CHECKING:
    from archive.demo.files.paper import Paper
    from archive.demo.tables import Box, Grid

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WIDTH = 8500
"""Of a table, in twentieths of a point."""
SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MADE = (1980, 1, 1, 0, 0, 0)
"""The time in the package, always the same: the same report makes the same bytes."""


def write_docx(paper: Paper) -> bytes:
    """The file."""
    body = "".join(_paragraph(line) if isinstance(line, str) else _table(line) for line in paper.lines())
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
        for name, text in parts.items():
            about = zipfile.ZipInfo(name, MADE)
            package.writestr(about, DECLARATION + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(text: str, properties: str = "") -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{lines}</w:t></w:r></w:p>'


def _table(grid: Grid) -> str:
    columns = sum(box.columns for box in grid[0])
    unit = WIDTH // columns
    rows: list[dict[int, str]] = [{} for _ in grid]
    for row, column, box in placed(grid):
        for down in range(box.rows):
            rows[row + down][column] = _cell(box, unit * box.columns, down)
    lines = "".join(f"<w:tr>{''.join(cells[at] for at in sorted(cells))}</w:tr>" for cells in rows)
    widths = f'<w:gridCol w:w="{unit}"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{SIDES}</w:tblBorders></w:tblPr><w:tblGrid>{widths}</w:tblGrid>{lines}</w:tbl>"
    )


def _cell(box: Box, width: int, down: int) -> str:
    """A box, or where it goes on `down` rows below its first."""
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = ("<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>') if box.rows > 1 else ""
    middle = "" if box.role == "label" else '<w:pPr><w:jc w:val="center"/></w:pPr>'
    text = _paragraph("" if down else box.text, middle)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{text}</w:tc>'
