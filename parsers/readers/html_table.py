"""A table element to grids. Rows that only lay out the page are handed back as flow, the others become a grid."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from parsers.document import Grid, GridCell
from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, Spans, place_group, read_span
from parsers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LAYOUT_TEXT = 300
"""A cell with more characters than this holds prose: its row lays out the page."""

_text_of = etree.XPath("string()")
_ONE_SPAN = Spans(1, 1)
_LINE_BREAKERS = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr")


@dataclass(slots=True)
class TableReader:
    """Reads tables of one page; `tables` numbers all of them in document order, `hidden` is what is not shown."""

    tables: dict[_Element, int]
    hidden: set[_Element]

    def read(self, table: _Element) -> Iterator[Grid | _Element]:
        """The table's parts in order: grids of data rows, and cells (or captions) to be read as flow."""
        number = self.tables.get(table, -1)
        nested = {t for t in table.iterdescendants("table") if _is_data(t)}
        rows = [row for row in table.iter("tr") if _owner(row) is table]
        cells = [_cells(row) for row in rows]
        yield from table.iterchildren("caption")
        if max((len(line) for line in cells), default=0) <= 1:
            yield from (cell for line in cells for cell in line if cell not in self.hidden)
            return
        lines = self._place(rows, cells, number)
        run: list[list[GridCell]] = []
        for row, elements, line in zip(rows, cells, lines, strict=True):
            if row in self.hidden:
                continue
            if self._is_layout(elements, line, nested):
                if run:
                    yield Grid(run, table=number)
                    run = []
                yield from (cell for cell in elements if cell not in self.hidden)
            elif line:
                run.append(line)
        if run:
            yield Grid(run, table=number)

    def _place(self, rows: list[_Element], cells: list[list[_Element]], number: int) -> list[list[GridCell]]:
        """For every row the cells that cover it, own and from above, left to right."""
        lines: list[list[GridCell]] = []
        for _, group in groupby(enumerate(rows), key=lambda item: _group_of(item[1])):
            indices = [index for index, _ in group]
            own = [self._shown(cells[i]) for i in indices]
            placed, _ = place_group([[_spans(cell) for _, cell in line] for line in own])
            active: list[tuple[int, GridCell]] = []
            for y, (row, line, places) in enumerate(zip(indices, own, placed, strict=True)):
                fresh = [
                    (p.end, GridCell(_cell_text(cell), p.x, p.width, p.end - y, (number, row, c)))
                    for (c, cell), p in zip(line, places, strict=True)
                ]
                covering = [cell for _, cell in fresh]
                if active:
                    active = [item for item in active if item[0] > y]
                    covering = sorted([*covering, *(cell for _, cell in active)], key=lambda cell: cell.x)
                lines.append(covering)
                active.extend(item for item in fresh if item[1].rowspan > 1)
        return lines

    def _shown(self, cells: list[_Element]) -> list[tuple[int, _Element]]:
        """A row's cells with their places in it, hidden ones left out."""
        if not self.hidden:
            return list(enumerate(cells))
        return [cell for cell in enumerate(cells) if cell[1] not in self.hidden]

    def _is_layout(self, elements: list[_Element], line: list[GridCell], nested: set[_Element]) -> bool:
        if nested and any(not nested.isdisjoint(cell.iterdescendants("table")) for cell in elements):
            return True
        return any(len(cell.text) > LAYOUT_TEXT for cell in line)


def _cells(row: _Element) -> list[_Element]:
    return list(row.iterchildren("td", "th")) or [cell for cell in row.iter("td", "th") if _row_of(cell) is row]


def _is_data(table: _Element) -> bool:
    """Whether a nested table is one of its own; a single cell that an editor wrapped in a table is not."""
    cells = table.iter("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _owner(row: _Element) -> _Element | None:
    return next(row.iterancestors("table"), None)


def _row_of(cell: _Element) -> _Element | None:
    return next(cell.iterancestors("tr"), None)


def _group_of(row: _Element) -> tuple[_Element | None, _Element | None]:
    """The row's group: its thead, tbody or tfoot; for a loose row the table and the group it stands behind."""
    parent = row.getparent()
    if parent is None or parent.tag != "table":
        return parent, None
    return parent, next(row.itersiblings("thead", "tbody", "tfoot", preceding=True), None)


def _spans(cell: _Element) -> Spans:
    colspan, rowspan = cell.get("colspan"), cell.get("rowspan")
    if colspan is None and rowspan is None:
        return _ONE_SPAN
    return Spans(read_span(colspan, limit=MAX_COLSPAN), read_span(rowspan, limit=MAX_ROWSPAN, zero=True))


def _cell_text(cell: _Element) -> str:
    """The cell's text; lines and paragraphs inside it are set apart by a blank, so that two numbers never join."""
    children = len(cell)
    if children == 0:
        return tidy(cell.text or "")
    if children == 1:
        child = cell[0]
        if len(child) == 0 and child.tag != "br":
            return tidy(f"{cell.text or ''}{child.text or ''}{child.tail or ''}")
        breakers = cell.iterdescendants(*_LINE_BREAKERS)
        first = next(breakers, None)
        if first is None or (first.tag != "br" and next(breakers, None) is None):
            return tidy(str(_text_of(cell)))
    return tidy("".join(_pieces(cell)))


def _pieces(cell: _Element) -> Iterator[str]:
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if element.tag in _LINE_BREAKERS:
                yield "\n"
            yield element.text or ""
        else:
            if element.tag in _LINE_BREAKERS:
                yield "\n"
            if element is not cell:
                yield element.tail or ""
