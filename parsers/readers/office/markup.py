"""Markup as it is written by the office readers, and the document that the HTML reader makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from parsers.grid import MAX_COLSPAN
from parsers.model import Refusal
from parsers.readers.html import read_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Document

MAX_CELLS = 400_000
"""Cells of all tables of one file; the largest statutory tables have some 300."""

_HALVES = re.compile("[\ud800-\udfff]")

Merge = Literal["", "first", "next"]


@dataclass(slots=True)
class Box:
    """One cell as its format stores it: inner markup, grid columns it covers, and whether it is merged downwards.

    `merge` is ``first`` for the upper cell of a vertical merge and ``next`` for the cells below that it takes in.
    `printed` is false for a cell that another one of its row takes in.
    """

    inner: str
    width: int = 1
    merge: Merge = ""
    printed: bool = True
    height: int = 1


@dataclass(slots=True)
class Line:
    """One row: its cells, and how many grid columns are free before the first."""

    boxes: list[Box]
    before: int = 0


@dataclass
class Markup:
    """Collects markup. Tables are numbered in document order, as a reader of the markup will count them.

    `indented` are the rows (table, row) that start with free columns, `unplaced` the tables whose columns are not known.
    """

    parts: list[str] = field(default_factory=list)
    tables: int = 0
    indented: set[tuple[int, int]] = field(default_factory=set)
    unplaced: set[int] = field(default_factory=set)
    cells: int = 0

    def open_table(self) -> int:
        """The number of a table that starts here."""
        self.tables += 1
        return self.tables - 1

    def paragraph(self, text: str, level: int = 0) -> None:
        """A paragraph of plain text; `level` 1-6 for a heading. A line feed is a line break."""
        if text.strip():
            text = _whole(text)
            name = f"h{level}" if 0 < level < 7 else "p"
            self.parts.append(f"<{name}>{plain(text)}</{name}>")

    def table(self, number: int, lines: Sequence[Line]) -> None:
        """A table whose rows are complete. Cells that a merge takes in are written hidden, so that they count."""
        self.cells += sum(len(line.boxes) for line in lines)
        if self.cells > MAX_CELLS:
            raise Refusal("too_large", f"表格过大 the tables hold more than {MAX_CELLS} cells")
        _merge_down(lines)
        self.parts.append("<table>")
        for row, line in enumerate(lines):
            self.parts.append("<tr>")
            if line.before > 0:
                self.indented.add((number, row))
                self.parts.append(f'<td colspan="{min(line.before, MAX_COLSPAN)}"></td>')
            self.parts.extend(map(_cell, line.boxes))
            self.parts.append("</tr>")
        self.parts.append("</table>")

    def html(self) -> str:
        """All of it as one page."""
        return f"<html><body>{''.join(self.parts)}</body></html>"


def plain(text: str) -> str:
    """Text as markup; a line feed becomes a line break."""
    return escape(text, quote=False).replace("\n", "<br>")


def _whole(text: str) -> str:
    """Characters that a format stores in two halves, joined."""
    if _HALVES.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def read_markup(markup: Markup, kind: str) -> Document:
    """The document that the markup holds. Raises `Refusal` (``not_a_report``) when there is nothing in it."""
    html = markup.html()
    try:
        document = read_html(html)
    except ValueError as error:
        raise Refusal("not_a_report", f"没有内容 no content: {error}") from error
    document.kind = kind
    document.plain, document.plain_is_markup = (lambda: html), True
    for grid in document.grids():
        grid.positioned = grid.table not in markup.unplaced
    if markup.indented:
        _count_from_first(document, markup.indented)
    return document


def _count_from_first(document: Document, indented: set[tuple[int, int]]) -> None:
    """In rows that start with free columns, count the cells from the first one that the file holds."""
    for grid in document.grids():
        for line in grid.rows:
            for i, cell in enumerate(line):
                table, row, column = cell.address
                if column and (int(table), int(row)) in indented:
                    line[i] = cell._replace(address=(table, row, column - 1))


def relocate(document: Document, places: dict[int, tuple[int, int, int]]) -> None:
    """Give cells the address that their file knows: `places` maps a written table to its sheet, first row and first column."""
    for grid in document.grids():
        for line in grid.rows:
            for i, cell in enumerate(line):
                table, row, column = cell.address
                sheet, top, left = places[int(table)]
                line[i] = cell._replace(address=(sheet, top + row, left + column))


def _merge_down(lines: Sequence[Line]) -> None:
    """Count the rows of vertical merges; what is taken in is not printed."""
    open_at: dict[int, Box] = {}
    for line in lines:
        x = line.before
        still: dict[int, Box] = {}
        for box in line.boxes:
            if not box.printed:
                continue
            above = open_at.get(x)
            if box.merge == "next" and above is not None:
                above.height += 1
                box.printed = False
                still[x] = above
            elif box.merge:
                still[x] = box
            x += box.width
        open_at = still


def _cell(box: Box) -> str:
    if not box.printed:
        return "<td hidden></td>"
    if box.width == 1 and box.height == 1:
        return f"<td>{box.inner}</td>"
    return f'<td colspan="{min(box.width, MAX_COLSPAN)}" rowspan="{box.height}">{box.inner}</td>'
