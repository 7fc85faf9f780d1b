"""Rulings to lattices: where lines meet they make a table, and where one is missing two squares are one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.dotted import dotted
from parsers.readers.pdf.frames import without_inner_frames
from parsers.readers.pdf.model import Box, Ruling
from parsers.readers.pdf.regions import Region, Squares, parted, regions_of, unstacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.readers.pdf.model import Glyph, Page

NEAR = 3.2
"""Points; lines no farther apart are one, as the two borders of neighbouring cells are."""
_WIDEST = 6.5
_OPEN = 5.0
"""Points by which lines must reach past the last one across to close a side that is not drawn."""
_SPILL = 1.6
"""In sizes; how far below the last line across a table the text of its cells may stand."""
SLIVER = 5.5
"""Points; a column so narrow holds no figure."""
_MOST = 1500
_FOOT = 0.12
"""Share of the page, at its foot, in which page numbers stand."""


@dataclass(slots=True)
class Lattice:
    """A ruled table: where its columns and rows begin and end, its cells, and which of them holds each square (-1: none)."""

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
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        found = self.owner[row][column]
        return found if found >= 0 else None


def lattices(page: Page) -> list[Lattice]:
    """The ruled tables of a page, smaller ones first, so that an inner one is found before the one around it; lone cells last."""
    dots_across, dots_down = dotted(page.dots)
    lines = without_inner_frames(page.across + dots_across, page.down + dots_down)
    across, down = (_joined(_snapped(one)) for one in lines)
    if len(across) > _MOST or len(down) > _MOST:
        return []
    found = [one for part in _connected(across, down) for one in _lattices(*part, page.glyphs)]
    found = [one for one in found if len(one.regions) > 1 or _ends(one, page)]
    return sorted(found, key=lambda one: (len(one.regions) == 1, (one.box.x1 - one.box.x0) * (one.box.y1 - one.box.y0)))


def _ends(table: Lattice, page: Page) -> bool:
    """Whether no more than a page number stands below: then a lone cell may be a title that a page break cut off."""
    foot = page.height * (1 - _FOOT)
    return bool(page.glyphs) and not any(table.ys[-1] < glyph.y < foot for glyph in page.glyphs)


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


def _lattices(across: list[Ruling], down: list[Ruling], glyphs: Sequence[Glyph]) -> Iterator[Lattice]:
    if len(across) < 2 and len(down) < 2:
        return
    xs, ys = _places(down, across), _places(across, down)
    if len(xs) < 2 or len(ys) < 2:
        return
    right = _walls(down, xs, ys)
    below = _walls(across, ys, xs)
    ys[-1] = _end(xs, ys, below[-1], glyphs)
    squares = regions_of(xs, ys, right, below)
    slivers = _slivers(xs, squares, glyphs)
    if slivers:
        xs, right, below = _without(slivers, xs, right, below)
        squares = regions_of(xs, ys, right, below)
    for whole in parted(xs, ys, squares):
        for columns, rows, own in unstacked(*whole):
            yield Lattice(columns, rows, own.regions, own.owner)


def _end(xs: list[float], ys: list[float], closed: list[bool], glyphs: Sequence[Glyph]) -> float:
    """The foot of a table that a page break cuts: farther down where a line of an open cell spills over it."""
    if all(closed) or not any(closed):
        return ys[-1]
    below = [g for g in glyphs if ys[-1] < g.y < ys[-1] + _SPILL * g.size]
    open_at = [xs[i : i + 2] for i, one in enumerate(closed) if not one]
    if all(any(x0 < (g.x0 + g.x1) / 2 < x1 for x0, x1 in open_at) for g in below):
        return max([ys[-1], *(g.y + g.size / 2 for g in below)])
    return ys[-1]


def _slivers(xs: list[float], squares: Squares, glyphs: Sequence[Glyph]) -> list[int]:
    """Columns that are too narrow for a figure and hold none: the two sides of a gap between cells.

    Where cells above end at the one side and cells below begin at the other, these are two tables, one upon the other.
    """
    narrow = [i for i in range(len(xs) - 1) if xs[i + 1] - xs[i] < SLIVER]
    boxes = [(one.column, one.box) for one in squares.regions if one.columns == 1 and one.column in narrow]
    near = [g for g in glyphs if any(xs[i] <= (g.x0 + g.x1) / 2 <= xs[i + 1] for i in narrow)]
    held = {column for column, box in boxes if any(box.holds((g.x0 + g.x1) / 2, g.y) for g in near)}
    across = [one for one in squares.regions if one.columns > 1]
    starts, ends = {one.column for one in across}, {one.column + one.columns - 1 for one in across}
    gaps = [i for i in narrow if i not in held and not (i in starts and i in ends)]
    return [i for i in gaps if not _is_ruled(i, squares.owner)]


def _is_ruled(column: int, owner: list[list[int]]) -> bool:
    """Whether a column at the edge has a cell of its own in each of several rows, as no gap has: then it is one of blanks."""
    beside = {0: 1, len(owner[0]) - 1: -2}.get(column)
    own = [row[column] for row in owner if beside is not None and row[column] != row[beside]]
    return len(own) > 1 and len(set(own)) == len(own)


def _without(
    narrow: list[int], xs: list[float], right: list[list[bool]], below: list[list[bool]]
) -> tuple[list[float], list[list[bool]], list[list[bool]]]:
    """The places and walls without these columns."""
    for i in reversed(narrow):
        merged = [a or b for a, b in zip(right[i], right[i + 1], strict=True)]
        at = xs[i] if i == 0 else xs[i + 1] if i + 2 == len(xs) else (xs[i] + xs[i + 1]) / 2
        xs = [*xs[:i], at, *xs[i + 2 :]]
        right = [*right[:i], merged, *right[i + 2 :]]
        below = [[*row[:i], *row[i + 1 :]] for row in below]
    return xs, right, below


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
