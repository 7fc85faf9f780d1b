"""A table element to grids. Rows that only lay out the page are handed back as flow, the others become a grid."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from parsers.document import Grid, GridCell
from parsers.grid import MAX_COLSPAN, MAX_HANGING, MAX_ROWSPAN, place_group, read_span
from parsers.readers.html_cell import text_of
from parsers.readers.html_tree import cells_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from parsers.grid import Spans

LAYOUT_TEXT = 300
"""A cell with more characters than this holds prose: its row lays out the page."""

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_ONE_SPAN = (1, 1)
_new = tuple.__new__
_text = itemgetter(0)
_column = itemgetter(1)


def read_table(table: _Element, number: int, hidden: set[_Element]) -> Iterator[Grid | _Element]:
    """The parts of the page's n-th table in order: grids of data rows, and cells (or captions) to be read as flow."""
    rows, inner = rows_of(table)
    nested = {t for t in inner if _is_data(t)}
    cells = [cells_of(row) for row in rows]
    yield from table.iterchildren("caption")
    if all(len(line) <= 1 for line in cells):
        yield from (cell for line in cells for cell in line if cell not in hidden)
        return
    run: list[list[GridCell]] = []
    lines = list(_lines(table, rows, cells, number, hidden))
    layout = _layout_rows(cells, lines, nested)
    for i, line in enumerate(lines):
        if hidden and rows[i] in hidden:
            continue
        if i in layout:
            if run:
                yield Grid(run, table=number)
                run = []
            yield from (cell for cell in cells[i] if cell not in hidden)
        elif line:
            run.append(line)
    if run:
        yield Grid(run, table=number)


def _lines(
    table: _Element, rows: list[_Element], cells: list[list[_Element]], number: int, hidden: set[_Element]
) -> Iterator[list[GridCell]]:
    """For every row the cells that cover it, own and from above, left to right."""
    for _, group in groupby(range(len(rows)), key=_groups_of(table, rows).__getitem__):
        numbers = list(group)
        own = [list(enumerate(cells[i])) for i in numbers]
        if hidden:
            own = [[cell for cell in line if cell[1] not in hidden] for line in own]
        placed, _ = place_group([[_spans(cell) if cell.keys() else _ONE_SPAN for _, cell in line] for line in own])
        hanging: list[tuple[int, GridCell]] = []
        for y, i in enumerate(numbers):
            line = [
                _new(GridCell, (text_of(cell), x, width, end - y, (number, i, c)))
                for (c, cell), (x, width, end) in zip(own[y], placed[y], strict=True)
            ]
            tall = [(y + cell.rowspan, cell) for cell in line if cell.rowspan > 1]
            if hanging:
                hanging = [item for item in hanging if item[0] > y]
                line = sorted([*line, *(cell for _, cell in hanging)], key=_column)
            yield line
            if tall:
                hanging += tall[: MAX_HANGING - len(hanging)]


def _layout_rows(cells: list[list[_Element]], lines: list[list[GridCell]], nested: set[_Element]) -> set[int]:
    """The rows that lay out the page: prose stands in them, or a table of its own."""
    found: set[int] = set()
    if max((len(text) for line in lines for text in map(_text, line)), default=0) > LAYOUT_TEXT:
        found.update(i for i, line in enumerate(lines) if any(len(cell.text) > LAYOUT_TEXT for cell in line))
    if nested:
        found.update(
            i
            for i, line in enumerate(cells)
            if any(not nested.isdisjoint(cell.iterdescendants("table")) for cell in line)
        )
    return found


def _is_data(table: _Element) -> bool:
    """Whether a nested table is one of its own; a single cell that an editor wrapped in a table is not."""
    cells = table.iter("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _groups_of(table: _Element, rows: list[_Element]) -> list[tuple[_Element | None, _Element | None]]:
    """For every row its group: its thead, tbody or tfoot; for a loose row the table and the group it stands behind."""
    parents = [row.getparent() for row in rows]
    if table not in parents:
        return [(parent, None) for parent in parents]
    before: dict[_Element, _Element | None] = {}
    last: _Element | None = None
    for child in table:
        if child.tag in _GROUPS:
            last = child
        else:
            before[child] = last
    return [(parent, before.get(row)) for row, parent in zip(rows, parents, strict=True)]


def _spans(cell: _Element) -> Spans:
    names = cell.keys()
    if "colspan" not in names and "rowspan" not in names:
        return _ONE_SPAN
    return (
        read_span(cell.get("colspan"), limit=MAX_COLSPAN),
        read_span(cell.get("rowspan"), limit=MAX_ROWSPAN, zero=True),
    )
