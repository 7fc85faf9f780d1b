"""A table that goes on on the next page is one table: both parts count their columns alike, by where cells begin and end."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.document import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.document import Block, GridCell

NEAR = 3.2
"""Points; edges no farther apart are one."""


def share_columns(blocks: Sequence[Block]) -> None:
    """Number the columns of tables that follow one another, page after page and equally wide, on one common grid."""
    for run in _runs(blocks):
        edges = _clusters(edge for grid in run for cell in grid.cells() for edge in (cell.address[1], cell.address[3]))
        for grid in run:
            grid.rows = [[_placed(cell, edges) for cell in row] for row in grid.rows]


def _runs(blocks: Sequence[Block]) -> Iterator[list[Grid]]:
    """Neighbouring tables of which each starts on the page after the last one's."""
    run: list[Grid] = []
    for block in (*blocks, None):
        if isinstance(block, Grid) and block.positioned and any(block.rows) and (not run or _goes_on(run[-1], block)):
            run.append(block)
            continue
        if len(run) > 1:
            yield run
        run = [block] if isinstance(block, Grid) and block.positioned and any(block.rows) else []


def _goes_on(last: Grid, grid: Grid) -> bool:
    above, below = _extent(last), _extent(grid)
    return below[0] == above[0] + 1 and abs(below[1] - above[1]) <= NEAR and abs(below[2] - above[2]) <= NEAR


def _extent(grid: Grid) -> tuple[float, float, float]:
    """Page, left and right edge of a table."""
    cells = list(grid.cells())
    return cells[0].address[0], min(c.address[1] for c in cells), max(c.address[3] for c in cells)


def _clusters(edges: Iterable[float]) -> list[float]:
    found: list[float] = []
    last = None
    for edge in sorted(set(edges)):
        if last is None or edge - last > NEAR:
            found.append(edge)
        last = edge
    return found


def _placed(cell: GridCell, edges: list[float]) -> GridCell:
    start = _column(cell.address[1], edges)
    return cell._replace(x=start, colspan=max(1, _column(cell.address[3], edges) - start))


def _column(edge: float, edges: list[float]) -> int:
    return max(0, bisect_left(edges, edge + 0.05) - 1)
