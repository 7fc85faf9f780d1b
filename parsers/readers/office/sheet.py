"""Rows whose cells are known by their edges (Word binary files, RTF) to rows on a common grid."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.office.markup import Box, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.readers.office.markup import Merge

TOLERANCE = 40
"""Edges nearer than this (twentieths of a point) are one: two points, less than any column is wide."""


class Edged(NamedTuple):
    """A cell by its edges: `inner` is markup, `merge` as in `Box`; `taken` by the cell before it."""

    inner: str
    left: int
    right: int
    merge: Merge = ""
    taken: bool = False


def to_lines(rows: Sequence[Sequence[Edged]]) -> list[Line]:
    """The rows with grid columns in place of edges."""
    edges = _clusters(edge for row in rows for cell in row for edge in (cell.left, cell.right))
    return [_line(row, edges) for row in rows]


def _line(row: Sequence[Edged], edges: list[int]) -> Line:
    if not row:
        return Line([])
    boxes: list[Box] = []
    at = _column(row[0].left, edges)
    before = at
    for cell in row:
        end = max(_column(cell.right, edges), at + (not cell.taken))
        if cell.taken and boxes:
            first = next(box for box in reversed(boxes) if box.printed)
            first.width += end - at
            boxes.append(Box(cell.inner, end - at, cell.merge, printed=False))
        else:
            boxes.append(Box(cell.inner, end - at, cell.merge))
        at = end
    return Line(boxes, before)


def _clusters(edges: Iterable[int]) -> list[int]:
    """One edge for each group of near ones, from left to right."""
    found: list[int] = []
    for edge in sorted(set(edges)):
        if not found or edge - found[-1] > TOLERANCE:
            found.append(edge)
    return found


def _column(edge: int, edges: list[int]) -> int:
    """The number of the group that an edge belongs to: the last one that starts at or before it."""
    return max(0, bisect_left(edges, edge + 1) - 1)
