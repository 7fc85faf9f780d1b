"""DOCX: paragraphs with heading levels, tables with their merges."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.support.files.blocks import Box, Paragraph, Table
from tests.support.files.packing import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.files.blocks import Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def write_docx(blocks: Sequence[Block]) -> bytes:
    """The blocks as a file."""
    return package("".join(paragraph(b) if isinstance(b, Paragraph) else table(b) for b in blocks))


def package(body: str, **parts: str) -> bytes:
    """A file with this content of ``w:body``, and further parts of the folder ``word`` by name."""
    document = f'{_HEAD}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    files = {"word/document.xml": document, **{f"word/{name}.xml": f"{_HEAD}{text}" for name, text in parts.items()}}
    return pack(
        {
            "[Content_Types].xml": _types({"document": "document.main", **{name: name for name in parts}}),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
            **files,
        }
    )


def _types(parts: dict[str, str]) -> str:
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def _relations(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{listed}</Relationships>'


def run(text: str) -> str:
    """A run of text with its line breaks."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(block: Paragraph) -> str:
    """A paragraph, a heading by its outline level."""
    properties = f'<w:pPr><w:outlineLvl w:val="{block.level - 1}"/></w:pPr>' if block.level else ""
    return f"<w:p>{properties}{run(block.text)}</w:p>"


def table(block: Table) -> str:
    """A table: a cell that spans rows is continued in each of them."""
    covered: dict[tuple[int, int], Box] = {}
    rows = []
    for y, (row, starts) in enumerate(zip(block.rows, block.columns, strict=True)):
        own = dict(zip(starts, row, strict=True))
        cells = []
        x = 0
        while x < block.width:
            box = own.get(x)
            if box is not None:
                merge = "restart" if box.rows > 1 else ""
                covered.update(((y + down, x), box) for down in range(1, box.rows))
            elif (y, x) in covered:
                box, merge = covered[y, x], "continue"
            else:
                break
            cells.append(_cell(box, merge))
            x += box.columns
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _cell(box: Box, merge: str) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    text = "" if merge == "continue" else run(box.text)
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr><w:p>{text}</w:p></w:tc>"
