"""OFD: paragraphs and ruled tables laid out on A4 pages, in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from archive.demo.files.sheet import ems, wrap
from tests.support.files.blocks import Paragraph
from tests.support.files.packing import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.files.blocks import Block, Box, Table

_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LEFT, _TOP, _WIDTH, _BOTTOM = 20.0, 20.0, 170.0, 275.0
_BODY, _SMALL, _TITLE = 4.2, 3.0, 5.6
_LEADING = 1.8
_PAD = 0.8


class _Pages:
    """Pages in the making: objects as XML, filled from top to bottom."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.y = _TOP
        self.ids = 10

    def room(self, height: float) -> None:
        if self.y + height > _BOTTOM and self.y > _TOP:
            self.pages.append([])
            self.y = _TOP

    def put(self, name: str, box: tuple[float, float, float, float], more: str, inner: str) -> None:
        self.ids += 1
        boundary = " ".join(f"{number:.2f}" for number in box)
        self.pages[-1].append(f'<ofd:{name} ID="{self.ids}" Boundary="{boundary}"{more}>{inner}</ofd:{name}>')

    def text(self, x: float, y: float, size: float, line: str) -> None:
        """One line whose top left corner is at a place."""
        steps = " ".join(f"{size * ems(sign):.3f}" for sign in line[:-1])
        code = f'<ofd:TextCode X="0" Y="{size * 0.88:.3f}" DeltaX="{steps}">{escape(line)}</ofd:TextCode>'
        self.put("TextObject", (x, y, ems(line) * size + 1, size * 1.2), f' Font="2" Size="{size}"', code)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        data = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.2f} {y1 - y0:.2f}</ofd:AbbreviatedData>"
        self.put("PathObject", (x0, y0, max(x1 - x0, 0.3), max(y1 - y0, 0.3)), ' LineWidth="0.25"', data)


def write_ofd(blocks: Sequence[Block]) -> bytes:
    """The blocks as a file."""
    pages = _Pages()
    for block in blocks:
        if isinstance(block, Paragraph):
            _paragraph(pages, block)
        else:
            _table(pages, block)
    numbers = range(len(pages.pages))
    listed = "".join(f'<ofd:Page ID="{n + 3}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in numbers)
    members = {
        "OFD.xml": (
            f'{_HEAD}<ofd:OFD {_XMLNS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"{_HEAD}<ofd:Document {_XMLNS}><ofd:CommonData><ofd:MaxUnitID>{pages.ids}</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/PublicRes.xml": (
            f'{_HEAD}<ofd:Res {_XMLNS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体"/></ofd:Fonts></ofd:Res>'
        ),
    }
    for n, objects in enumerate(pages.pages):
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f'{_HEAD}<ofd:Page {_XMLNS}><ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return pack(members)


def _paragraph(pages: _Pages, block: Paragraph) -> None:
    size = _TITLE if block.level == 1 else _BODY
    for line in wrap(block.text if block.level == 1 else f"　　{block.text}", _WIDTH / size):
        pages.room(size * _LEADING)
        text = line.lstrip("　 ")
        indent = ems(line[: len(line) - len(text)]) * size
        if text:
            start = (_WIDTH - ems(text) * size) / 2 if block.level == 1 else indent
            pages.text(_LEFT + start, pages.y, size, text)
        pages.y += size * _LEADING


def _table(pages: _Pages, table: Table) -> None:
    """Rows from top to bottom; a table longer than a page is broken where no cell reaches across."""
    step = _WIDTH / table.width
    heights = [_SMALL * 1.9] * len(table.rows)
    for y, row in enumerate(table.rows):
        for box in row:
            need = len(_lines(box, step)) * _SMALL * 1.25 + 2 * _PAD
            last = min(y + box.rows, len(heights)) - 1
            heights[last] = max(heights[last], need - sum(heights[y:last]))
    pages.y += 2
    is_short = sum(heights) < _BOTTOM - _TOP
    for first, end in [(0, len(table.rows))] if is_short else _parts(table):
        pages.room(sum(heights[first:end]))
        tops = [pages.y + sum(heights[first:n]) for n in range(first, end + 1)]
        for y in range(first, end):
            for x, box in zip(table.columns[y], table.rows[y], strict=True):
                foot = tops[min(y + box.rows, end) - first]
                _box(pages, box, (_LEFT + x * step, tops[y - first], box.columns * step, foot - tops[y - first]))
        pages.y = tops[-1]
    pages.y += 2


def _parts(table: Table) -> list[tuple[int, int]]:
    """Runs of rows that no cell reaches out of."""
    parts, first, reach = [], 0, 0
    for y, row in enumerate(table.rows):
        reach = max([reach, *(y + box.rows for box in row)])
        if reach <= y + 1 or y + 1 == len(table.rows):
            parts.append((first, y + 1))
            first = y + 1
    return parts


def _lines(box: Box, step: float) -> list[str]:
    return wrap(box.text, max((box.columns * step - 2 * _PAD) / _SMALL, 1))


def _box(pages: _Pages, box: Box, where: tuple[float, float, float, float]) -> None:
    x, y, width, height = where
    pages.line(x, y, x + width, y)
    pages.line(x, y + height, x + width, y + height)
    pages.line(x, y, x, y + height)
    pages.line(x + width, y, x + width, y + height)
    lines = [line for line in wrap(box.text, max((width - 2 * _PAD) / _SMALL, 1)) if line.strip()]
    top = y + (height - len(lines) * _SMALL * 1.25) / 2
    for number, line in enumerate(lines):
        pages.text(x + (width - ems(line) * _SMALL) / 2, top + number * _SMALL * 1.25, _SMALL, line)
