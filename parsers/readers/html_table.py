"""A table element to grids. Rows that only lay out the page are handed back as flow, the others become a grid."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from parsers.document import Grid, GridCell
from parsers.grid import MAX_COLSPAN, MAX_HANGING, MAX_ROWSPAN, place_group, read_span
from parsers.readers.html_cell import text_of
from parsers.readers.html_markup import rows_of_markup
from parsers.readers.html_tree import cells_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from parsers.grid import Spans
    from parsers.readers.html_markup import Printed

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
    if rows and not inner and (not hidden or hidden.isdisjoint(table.iter("tr", "td", "th"))):
        data = _data_rows(table, number)
        if data:
            yield Grid(data, table=number)
            return
    nested = {t for t in inner if _is_data(t)}
    cells = [cells_of(row) for row in rows]
    yield from table.iterchildren("caption")
    if all(len(line) <= 1 for line in cells):
        yield from (cell for line in cells for cell in line if cell not in hidden)
        return
    run: list[list[GridCell]] = []
    own = [
        [(i, (text_of(cell), _spans(cell))) for i, cell in enumerate(line) if not hidden or cell not in hidden]
        for line in cells
    ]
    lines = list(_lines(own, _groups_of(table, rows), number))
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


def _data_rows(table: _Element, number: int) -> list[list[GridCell]] | None:
    """The rows of a plain table that holds data and nothing else; None where it has to be looked at more closely."""
    marked = rows_of_markup(table)
    if marked is None or max(map(len, marked.rows)) <= 1:
        return None
    if max(len(text) for row in marked.rows for text, _ in row) > LAYOUT_TEXT:
        return None
    return [line for line in _lines([[*enumerate(row)] for row in marked.rows], marked.groups, number) if line]


def _lines(
    rows: Sequence[Sequence[tuple[int, Printed]]], groups: Sequence[object], number: int
) -> Iterator[list[GridCell]]:
    """For every row the cells that cover it, own and from above, left to right.

    A row is given by its own cells, each with its number in the row; rows of one group share what `groups` holds for them.
    """
    for _, group in groupby(range(len(rows)), key=groups.__getitem__):
        numbers = list(group)
        placed, _ = place_group([[spans for _, (_, spans) in rows[i]] for i in numbers])
        hanging: list[tuple[int, GridCell]] = []
        for y, i in enumerate(numbers):
            line = [
                _new(GridCell, (text, x, width, end - y, (number, i, c)))
                for (c, (text, _)), (x, width, end) in zip(rows[i], placed[y], strict=True)
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
