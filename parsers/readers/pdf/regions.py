"""The squares of a lattice to cells: what no wall divides is one cell, and what lies around several tables is none."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from parsers.readers.pdf.model import Box

Square = tuple[int, int]
"""Row and column."""
_AROUND = 4
"""Cells; what has so many inside it is the page around a table, and no cell."""
_STACKED = 4
"""Sides within a row; two tables can be told from two rows of one only by as many."""


class Region(NamedTuple):
    """One cell: its first column and row, how many of each it covers, and its box."""

    column: int
    row: int
    columns: int
    rows: int
    box: Box


class Squares(NamedTuple):
    """The cells of a lattice and the number of the one that holds each square; -1 outside all."""

    owner: list[list[int]]
    regions: list[Region]


def regions_of(xs: list[float], ys: list[float], right: list[list[bool]], below: list[list[bool]]) -> Squares:
    """Squares that no wall divides make one cell; one that is no rectangle falls apart into its rows."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = [[-1] * columns for _ in range(rows)]
    regions: list[Region] = []
    done: set[Square] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in done:
                continue
            squares = _flood((row, column), (rows, columns), right, below)
            r0, r1, c0, c1 = _bounds(squares)
            if len(squares) != (r1 - r0 + 1) * (c1 - c0 + 1):
                if c0 == 0 and c1 == columns - 1 and _lies_around(squares, right, below):
                    done |= squares
                    continue
                r0, r1, c0, c1 = row, row, column, column
                while (row, c1 + 1) in squares and not right[c1 + 1][row]:
                    c1 += 1
            for r in range(r0, r1 + 1):
                for c in range(c0, c1 + 1):
                    owner[r][c] = len(regions)
                    done.add((r, c))
            box = Box(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
            regions.append(Region(c0, r0, c1 - c0 + 1, r1 - r0 + 1, box))
    return Squares(owner, regions)


def _bounds(squares: set[Square]) -> tuple[int, int, int, int]:
    rows, columns = [r for r, _ in squares], [c for _, c in squares]
    return min(rows), max(rows), min(columns), max(columns)


def _flood(start: Square, size: tuple[int, int], right: list[list[bool]], below: list[list[bool]]) -> set[Square]:
    squares, waiting = {start}, [start]
    rows, columns = size
    while waiting:
        r, c = waiting.pop()
        open_sides = (
            (r, c + 1, c + 1 < columns and not right[c + 1][r]),
            (r, c - 1, c > 0 and not right[c][r]),
            (r + 1, c, r + 1 < rows and not below[r + 1][c]),
            (r - 1, c, r > 0 and not below[r][c]),
        )
        for nr, nc, is_open in open_sides:
            if is_open and (nr, nc) not in squares:
                squares.add((nr, nc))
                waiting.append((nr, nc))
    return squares


def _lies_around(squares: set[Square], right: list[list[bool]], below: list[list[bool]]) -> bool:
    """Whether several cells lie within the bounds of these squares: then these are the page around a table."""
    r0, r1, c0, c1 = _bounds(squares)
    seen: set[Square] = set()
    count = 0
    for row in range(r0, r1 + 1):
        for column in range(c0, c1 + 1):
            if (row, column) in squares or (row, column) in seen:
                continue
            seen |= _flood((row, column), (len(below) - 1, len(right) - 1), right, below)
            count += 1
            if count >= _AROUND:
                return True
    return False


def parted(xs: list[float], ys: list[float], found: Squares) -> list[tuple[list[float], list[float], Squares]]:
    """The tables that what lies around them parts, each with its own places."""
    owner, regions = found
    if all(one >= 0 for row in owner for one in row):
        return [(xs, ys, found)]
    left = {one for row in owner for one in row if one >= 0}
    parts = []
    while left:
        members = _neighbours(min(left), owner, regions)
        left -= members
        parts.append(_cut(xs, ys, [regions[i] for i in sorted(members)]))
    return parts


def unstacked(xs: list[float], ys: list[float], found: Squares) -> list[tuple[list[float], list[float], Squares]]:
    """The tables that stand one upon the other without a gap: where cells above and below have hardly a side in common."""
    _, regions = found
    sides: list[set[int]] = [set() for _ in ys[1:]]
    crossed: set[int] = set()
    for one in regions:
        for row in range(one.row, one.row + one.rows):
            sides[row] |= {one.column, one.column + one.columns} - {0, len(xs) - 1}
        crossed |= set(range(one.row + 1, one.row + one.rows))
    cuts = [row for row in range(1, len(sides)) if row not in crossed and _differ(sides[row - 1], sides[row])]
    if not cuts:
        return [(xs, ys, found)]
    bounds = [0, *cuts, len(sides)]
    parts = [[one for one in regions if start <= one.row < end] for start, end in pairwise(bounds)]
    return [_cut(xs, ys, own) for own in parts if own]


def _differ(above: set[int], below: set[int]) -> bool:
    fewer = min(len(above), len(below))
    return fewer >= _STACKED and len(above & below) * 3 <= fewer


def _neighbours(start: int, owner: list[list[int]], regions: list[Region]) -> set[int]:
    """All cells that touch one another by a side, from one on."""
    members, waiting = {start}, [start]
    while waiting:
        one = regions[waiting.pop()]
        rows, columns = range(one.row, one.row + one.rows), range(one.column, one.column + one.columns)
        beside = [(r, c) for r in rows for c in (one.column - 1, one.column + one.columns)]
        beside += [(r, c) for c in columns for r in (one.row - 1, one.row + one.rows)]
        for r, c in beside:
            if 0 <= r < len(owner) and 0 <= c < len(owner[0]) and owner[r][c] >= 0 and owner[r][c] not in members:
                members.add(owner[r][c])
                waiting.append(owner[r][c])
    return members


def _cut(xs: list[float], ys: list[float], own: list[Region]) -> tuple[list[float], list[float], Squares]:
    """One table with only the columns and rows at which its cells begin or end."""
    columns = sorted({side for one in own for side in (one.column, one.column + one.columns)})
    rows = sorted({side for one in own for side in (one.row, one.row + one.rows)})
    owner = [[-1] * (len(columns) - 1) for _ in rows[1:]]
    regions = []
    for number, one in enumerate(own):
        c0, c1 = columns.index(one.column), columns.index(one.column + one.columns)
        r0, r1 = rows.index(one.row), rows.index(one.row + one.rows)
        regions.append(Region(c0, r0, c1 - c0, r1 - r0, one.box))
        for r in range(r0, r1):
            owner[r][c0:c1] = [number] * (c1 - c0)
    return [xs[i] for i in columns], [ys[i] for i in rows], Squares(owner, regions)
