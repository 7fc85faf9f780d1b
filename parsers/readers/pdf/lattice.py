"""Rulings to lattices: where lines meet they make a table, and where one is missing two squares are one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.dotted import dotted
from parsers.readers.pdf.model import Box, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.readers.pdf.model import Page

NEAR = 3.2
"""Points; lines no farther apart are one, as the two borders of neighbouring cells are."""
_WIDEST = 6.5
_OPEN = 5.0
"""Points by which lines must reach past the last one across to close a side that is not drawn."""
_MOST = 1500


class Region(NamedTuple):
    """One cell: its first column and row, how many of each it covers, and its box."""

    column: int
    row: int
    columns: int
    rows: int
    box: Box


@dataclass(slots=True)
class Lattice:
    """A ruled table: where its columns and rows begin and end, its cells, and which of them holds each square."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owner: list[list[int]]

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point; None outside."""
        if not self.box.holds(x, y):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.owner[row][column]


def lattices(page: Page) -> list[Lattice]:
    """The ruled tables of a page, smaller ones first, so that an inner one is found before the one around it."""
    dots_across, dots_down = dotted(page.dots)
    across, down = _joined(_snapped(page.across + dots_across)), _joined(_snapped(page.down + dots_down))
    if len(across) > _MOST or len(down) > _MOST:
        return []
    found = [one for part in _connected(across, down) if (one := _lattice(*part))]
    return sorted(found, key=lambda one: (one.box.x1 - one.box.x0) * (one.box.y1 - one.box.y0))


def _snapped(rulings: list[Ruling]) -> list[Ruling]:
    """The same rulings, those that stand together moved to their common place."""
    moved: list[Ruling] = []
    group: list[Ruling] = []
    for one in sorted(rulings):
        if group and (one.at - group[-1].at > NEAR or one.at - group[0].at > _WIDEST):
            moved += _moved(group)
            group = []
        group.append(one)
    return moved + _moved(group)


def _moved(group: list[Ruling]) -> list[Ruling]:
    if not group:
        return []
    at = (group[0].at + group[-1].at) / 2
    return [Ruling(at, start, end) for _, start, end in group]


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings of one line that touch, as one."""
    joined: list[Ruling] = []
    for at, group in groupby(rulings, key=lambda one: one.at):
        for _, start, end in sorted(group):
            if joined and joined[-1].at == at and start <= joined[-1].end + NEAR:
                joined[-1] = Ruling(at, joined[-1].start, max(joined[-1].end, end))
            else:
                joined.append(Ruling(at, start, end))
    return joined


def _connected(across: list[Ruling], down: list[Ruling]) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """The rulings by table: those that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.start - NEAR <= v.at <= h.end + NEAR and v.start - NEAR <= h.at <= v.end + NEAR:
                parent[root(i)] = root(j)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, h in enumerate(across):
        parts.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down, len(across)):
        parts.setdefault(root(j), ([], []))[1].append(v)
    return parts.values()


def _lattice(across: list[Ruling], down: list[Ruling]) -> Lattice | None:
    if len(across) < 2 and len(down) < 2:
        return None
    xs, ys = _places(down, across), _places(across, down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    right = _walls(down, xs, ys)
    below = _walls(across, ys, xs)
    owner, regions = _regions(xs, ys, right, below)
    return Lattice(xs, ys, regions, owner) if len(regions) > 1 else None


def _places(own: Sequence[Ruling], other: Sequence[Ruling]) -> list[float]:
    """Where rulings of one direction stand; sides that are not drawn are where those of the other direction end."""
    places = sorted({one.at for one in own})
    start, end = min((o.start for o in other), default=0.0), max((o.end for o in other), default=0.0)
    if not other:
        return places
    if not places or start < places[0] - _OPEN:
        places.insert(0, start)
    if end > places[-1] + _OPEN:
        places.append(end)
    return places


def _walls(rulings: Sequence[Ruling], at: list[float], along: list[float]) -> list[list[bool]]:
    """For every place between two neighbours in `at`, for every step in `along`: whether a ruling stands there."""
    middles = [(a + b) / 2 for a, b in pairwise(along)]
    index = {place: i for i, place in enumerate(at)}
    walls = [[False] * len(middles) for _ in at]
    for one in rulings:
        row = walls[index[one.at]]
        for step, middle in enumerate(middles):
            if one.start <= middle <= one.end:
                row[step] = True
    return walls


def _regions(
    xs: list[float], ys: list[float], right: list[list[bool]], below: list[list[bool]]
) -> tuple[list[list[int]], list[Region]]:
    """Squares that no wall divides make one cell; one that is no rectangle falls apart into its rows."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = [[-1] * columns for _ in range(rows)]
    regions: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            squares = _flood(owner, (row, column), right, below)
            r1, c1 = max(r for r, _ in squares), max(c for _, c in squares)
            r0, c0 = min(r for r, _ in squares), min(c for _, c in squares)
            if len(squares) != (r1 - r0 + 1) * (c1 - c0 + 1):
                r0, r1, c0, c1 = row, row, column, column
                while c1 + 1 < columns and owner[row][c1 + 1] < 0 and not right[c1 + 1][row]:
                    c1 += 1
            for r in range(r0, r1 + 1):
                for c in range(c0, c1 + 1):
                    owner[r][c] = len(regions)
            box = Box(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
            regions.append(Region(c0, r0, c1 - c0 + 1, r1 - r0 + 1, box))
    return owner, regions


def _flood(
    owner: list[list[int]], start: tuple[int, int], right: list[list[bool]], below: list[list[bool]]
) -> set[tuple[int, int]]:
    squares, waiting = {start}, [start]
    rows, columns = len(owner), len(owner[0])
    while waiting:
        r, c = waiting.pop()
        open_sides = (
            (r, c + 1, c + 1 < columns and not right[c + 1][r]),
            (r, c - 1, c > 0 and not right[c][r]),
            (r + 1, c, r + 1 < rows and not below[r + 1][c]),
            (r - 1, c, r > 0 and not below[r][c]),
        )
        for nr, nc, is_open in open_sides:
            if is_open and owner[nr][nc] < 0 and (nr, nc) not in squares:
                squares.add((nr, nc))
                waiting.append((nr, nc))
    return squares
