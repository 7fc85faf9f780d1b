"""Tables worded and laid out as others before: their cells are taken from where the walk over those found them.

Which cell is which hangs on words, on where cells stand and on where numbers are, never on the numbers (`parsers.tables.shape`);
so the walk over the rows says the same of all tables that have these in common, as reports by one template do. It is
remembered only where it went smoothly: no row printed twice, and no problem but those that say no more than the words do.
"""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.tables.reading import Reading
from parsers.tables.shape import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import Grid, GridCell
    from parsers.model import Cell, Problem, Table
    from parsers.tables.reading import Key


class Layout(NamedTuple):
    """How tables are worded and laid out, and the hash of that: to work it out takes longer than to look it up.

    `parts` are for each grid which other it shares its table with, and how many cells stand in each row; of all cells the rows of
    their table that hold them (which tells a cell that spans rows from two that are alike), their places, spans and words.
    """

    number: int
    parts: tuple[object, ...]


_MOST_CELLS = 1000
_SMOOTH = frozenset({"S-MERGED", "S-ROW"})
_row = itemgetter(-2)


class KnownTable(NamedTuple):
    """What was found of one statutory table; its cells and extra rows by their numbers among all cells of the document."""

    table: Table
    keys: tuple[Key, ...]
    numbers: tuple[int, ...]
    merged: frozenset[Key]
    extra_rows: tuple[tuple[str, tuple[int, ...]], ...]
    problems: tuple[Problem, ...]


_known: dict[int, tuple[Layout, tuple[KnownTable, ...], tuple[Any, ...]]] = {}
"""What was found, by the hash of the layout."""
_MOST_KNOWN = 256
_met: set[int] = set()
"""Signs of layouts that were met, see `is_met`."""
_MOST_MET = 1 << 14


def all_cells(grids: Iterable[Grid]) -> list[GridCell]:
    """The cells of all grids, row by row; a cell that spans rows comes once for each."""
    return list(chain.from_iterable(chain.from_iterable(grid.rows for grid in grids)))


def is_met(grids: Sequence[Grid]) -> bool:
    """Whether grids of markup like these were met before, told by the lengths and first cells of their rows; from now on they are.

    Most layouts of odd pages never come again, and to work one out takes longer than this.
    """
    if any(grid.table is None or not grid.rows_marked for grid in grids):
        return False
    sign = hash(tuple((len(row), row[0].text if row else "") for grid in grids for row in grid.rows))
    if sign in _met:
        return True
    if len(_met) >= _MOST_MET:
        _met.clear()
    _met.add(sign)
    return False


def layout_of(grids: Sequence[Grid], cells: Sequence[GridCell]) -> Layout | None:
    """The layout of grids of markup, of which `cells` are all cells; None where there are none or too many."""
    if not 0 < len(cells) <= _MOST_CELLS:
        return None
    texts, columns, widths, heights, addresses = zip(*cells, strict=True)
    tables = [grid.table for grid in grids]
    lengths = tuple((tables.index(grid.table), *map(len, grid.rows)) for grid in grids)
    parts = lengths, tuple(map(_row, addresses)), columns, widths, heights, tuple(map(part_of, texts))
    return Layout(hash(parts), parts)


def recall(layout: Layout, cells: Sequence[GridCell]) -> tuple[Any, ...] | None:
    """The readings of the tables of a known layout, out of all cells of their document, and what was learnt besides."""
    known, tables, rest = _known.get(layout.number, (None, (), ()))
    return (tuple(_reading(table, cells) for table in tables), *rest) if known == layout else None


def learn(layout: Layout, cells: Sequence[GridCell], readings: Iterable[Reading], rest: tuple[Any, ...]) -> None:
    """Remember what was found of the tables of a layout."""
    found = _found(readings, cells)
    if found:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[layout.number] = layout, found, rest


def forget() -> None:
    """Forget all layouts."""
    _known.clear()
    _met.clear()


def _found(readings: Iterable[Reading], cells: Sequence[GridCell]) -> tuple[KnownTable, ...] | None:
    """What was found of the tables whose cells are `cells`; None where it did not go smoothly and may hang on their values."""
    numbers: dict[tuple[object, ...], int] = {}
    for number, cell in enumerate(cells):
        if cells[numbers.setdefault(cell.address, number)] != cell:
            return None  # a cell that was taken apart
    found: list[KnownTable] = []
    for reading in readings:
        if reading.is_repeated or not _SMOOTH.issuperset(problem.rule for problem in reading.problems):
            return None
        extra = [(row.label, kept) for row, kept in zip(reading.extra_rows, reading.kept, strict=True)]
        found.append(
            KnownTable(
                reading.table,
                tuple(reading.cells),
                tuple(numbers[_address(cell)] for cell in reading.cells.values()),
                frozenset(key for key, cell in reading.cells.items() if cell.merged),
                tuple((label, tuple(numbers[cell.address] for cell in kept)) for label, kept in extra),
                tuple(reading.problems),
            )
        )
    return tuple(found)


def _address(cell: Cell) -> tuple[object, ...]:
    """The address of a cell of marked tables, which its locator spells out."""
    return tuple(cell.locator.values())


def _reading(known: KnownTable, cells: Sequence[GridCell]) -> Reading:
    reading = Reading(known.table)
    reading.fill(known.keys, [cells[number] for number in known.numbers], known.merged)
    for label, numbers in known.extra_rows:
        reading.keep(label, [cells[number] for number in numbers])
    reading.problems += known.problems
    return reading
