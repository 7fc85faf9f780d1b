"""A table element to grids. Rows that only lay out the page are handed back as flow, the others become a grid."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from parsers.covering import covering_of
from parsers.document import Grid, GridCell
from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, read_span
from parsers.readers.html_cell import text_of
from parsers.readers.html_cut import is_cut
from parsers.readers.html_markup import cells_of_markup
from parsers.readers.html_pieces import LAYOUT_TEXT
from parsers.readers.html_tree import cells_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from parsers.covering import Covering
    from parsers.grid import Spans
    from parsers.readers.html_pieces import MarkedCells
    from parsers.readers.html_rows import Steps

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_ONE_SPAN = (1, 1)
LARGEST_KEPT = 2000
"""Cells of a table whose frame is kept; forms have some two hundred, and a hostile table fills no memory."""
_new = tuple.__new__
_text = itemgetter(0)


def read_table(
    table: _Element, number: int, hidden: set[_Element], cut: MarkedCells | None = None
) -> Iterator[Grid | _Element]:
    """The parts of the page's n-th table in order: grids of data rows, and cells (or captions) to be read as flow.

    `cut` are its cells where they were cut out of the page before.
    """
    marked = cut or (cells_of_markup(table) if _is_simple(table, hidden) else None)
    data = _data_rows(marked, number) if marked else []
    if data:
        yield from table.iterchildren("caption")
        yield Grid(data, table=number)
    else:
        yield from _by_elements(table, number, hidden)


def _is_simple(table: _Element, hidden: set[_Element]) -> bool:
    """Whether nothing of a table is hidden, and no table stands in it."""
    is_whole = not hidden or hidden.isdisjoint(table.iter("tr", "td", "th"))
    return is_whole and next(table.iterdescendants("table"), None) is None


def _by_elements(table: _Element, number: int, hidden: set[_Element]) -> Iterator[Grid | _Element]:
    """The parts of a table that may lay out the page, row by row."""
    rows, inner = rows_of(table)
    nested = {t for t in inner if _is_data(t)}
    cells = [cells_of(row) for row in rows]
    yield from table.iterchildren("caption")
    if all(len(line) <= 1 for line in cells):
        yield from (cell for line in cells for cell in line if cell not in hidden)
        return
    run: list[list[GridCell]] = []
    lines = _lines_of_elements(cells, _groups_of(table, rows), number, hidden)
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


def _data_rows(marked: MarkedCells, number: int) -> list[list[GridCell]]:
    """The rows of a plain table that holds data and nothing else; none where it has to be looked at more closely."""
    texts, spans, steps, first = marked
    if max(map(len, texts)) > LAYOUT_TEXT:
        return []
    frame = (_frame if len(spans) > LARGEST_KEPT else _kept_frame)(number, spans, steps, first)
    if frame is None:
        return []
    addresses, covering = frame
    return [line for line in _lines(texts, addresses, covering) if line]


def _frame(
    number: int, spans: tuple[Spans, ...], steps: tuple[Steps | None, ...], first: Steps
) -> tuple[list[tuple[float, ...]], Covering] | None:
    """The addresses of the cells of the page's n-th table and their covering; None where no row has two cells."""
    lengths = [0] * (len(first) - 1)
    begun = [*first]
    end = 0
    for at, rows in enumerate(steps, 1):
        if rows:
            lengths += (at - end, *[0] * (len(rows) - 1))
            begun += rows
            end = at
    lengths.append(len(spans) - end)
    if max(lengths) <= 1:
        return None
    addresses: list[tuple[float, ...]] = [(number, i, c) for i, length in enumerate(lengths) for c in range(length)]
    return addresses, covering_of(spans, lengths, list(accumulate(begun)))


_kept_frame = lru_cache(maxsize=256)(_frame)
"""`_frame`, remembered: the same forms come over and over."""


def _lines(texts: Iterable[str], addresses: Iterable[tuple[float, ...]], covering: Covering) -> list[list[GridCell]]:
    """For every row the cells that cover it, own and from above, left to right; texts and addresses are those of all cells."""
    columns, widths, heights, rows = covering
    fields = zip(texts, columns, widths, heights, addresses, strict=True)
    cells = list(map(_new, repeat(GridCell), fields))
    return [cells[own] if isinstance(own, slice) else [cells[n] for n in own] for own in rows]


def _lines_of_elements(
    cells: Sequence[Sequence[_Element]], groups: Iterable[object], number: int, hidden: set[_Element]
) -> list[list[GridCell]]:
    """The same for cells as elements, by row; rows of one group share what `groups` holds for them."""
    shown = [[(c, cell) for c, cell in enumerate(line) if not hidden or cell not in hidden] for line in cells]
    named: dict[object, int] = {}
    covering = covering_of(
        [_spans(cell) for line in shown for _, cell in line],
        [len(line) for line in shown],
        [named.setdefault(group, len(named)) for group in groups],
    )
    texts = [text_of(cell) for line in shown for _, cell in line]
    return _lines(texts, [(number, i, c) for i, line in enumerate(shown) for c, _ in line], covering)


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
    """Whether a nested table is one of its own, as all are that were cut; a single cell that an editor wrapped in a table is not."""
    if is_cut(table):
        return True
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
