"""Which cells cover each row of a table; it hangs on spans and row groups alone.

Tables differ, but are put together of the same blocks: rows that cells which span several hold together.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from parsers.grid import MAX_HANGING, place_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.grid import Place, Spans

LARGEST_KEPT = 400
"""Cells of a block whose covering is kept; a hostile table fills no memory."""
_ONE: Spans = (1, 1)


class Covering(NamedTuple):
    """For every cell, in the order of the markup, its first column, width and height; for every row the cells that cover it.

    The cells of a row are given from left to right: a slice where they are its own and no others, else their numbers.
    """

    columns: list[int]
    widths: list[int]
    heights: list[int]
    rows: list[slice | tuple[int, ...]]


def covering_of(spans: Sequence[Spans], lengths: Sequence[int], groups: Sequence[object]) -> Covering:
    """The covering of a table with the spans of its cells, the number of cells in every row, and what rows of one group share."""
    whole = Covering([], [], [], [])
    first = 0
    for _, group in groupby(range(len(lengths)), key=groups.__getitem__):
        own: list[tuple[Spans, ...]] = []
        for row in group:
            end = first + lengths[row]
            own.append(tuple(spans[first:end]))
            first = end
        _add_group(whole, own)
    return whole


def _add_group(whole: Covering, own: list[tuple[Spans, ...]]) -> None:
    """Put the rows of a group below what is there, block by block: nothing hangs from above into a row that begins one."""
    columns, widths, heights, rows = whole
    y = 0
    while y < len(own):
        count = len(own[y])
        first = len(columns)
        if own[y].count(_ONE) == count:
            columns += range(count)
            widths += [1] * count
            heights += [1] * count
            rows.append(slice(first, first + count))
            y += 1
            continue
        end = _end_of_block(own, y)
        block = tuple(own[y:end])
        small = sum(map(len, block)) <= LARGEST_KEPT
        added = _kept_block(block) if small else _block(block)
        columns += added.columns
        widths += added.widths
        heights += added.heights
        rows += [
            slice(first + row.start, first + row.stop) if isinstance(row, slice) else tuple(first + n for n in row)
            for row in added.rows
        ]
        y = end


def _end_of_block(own: list[tuple[Spans, ...]], y: int) -> int:
    """The first row below row `y` into which nothing hangs from a row between, or the end of the group."""
    end = y + 1
    while y < end and y < len(own):
        for _, height in own[y]:
            end = max(end, y + height if height else len(own))
        y += 1
    return min(end, len(own))


def _block(own: tuple[tuple[Spans, ...], ...]) -> Covering:
    placed, _ = place_group(own)
    places = [place for line in placed for place in line]
    return Covering(
        [x for x, _, _ in places],
        [width for _, width, _ in places],
        [end - y for y, line in enumerate(placed) for _, _, end in line],
        list(_rows(placed, places)),
    )


_kept_block = lru_cache(maxsize=1024)(_block)


def _rows(placed: list[list[Place]], places: list[Place]) -> Iterator[slice | tuple[int, ...]]:
    """The cells that cover each row of a block; `places` holds those of all its cells."""
    first = 0
    hanging: list[tuple[int, int]] = []
    for y, line in enumerate(placed):
        own = range(first, first + len(line))
        first = own.stop
        tall = [(places[n][2], n) for n in own if places[n][2] > y + 1]
        hanging = [item for item in hanging if item[0] > y]
        if hanging:
            yield tuple(sorted([*own, *(n for _, n in hanging)], key=lambda n: places[n][0]))
        else:
            yield slice(own.start, own.stop)
        hanging += tall[: MAX_HANGING - len(hanging)]
