"""Which cells cover each row of a table; it hangs on spans and row groups alone, so the same form is laid out once."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from parsers.grid import MAX_HANGING, place_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.grid import Place, Spans

LARGEST_KEPT = 2000
"""Cells of a table whose covering is kept; forms have some two hundred, and a hostile table fills no memory."""


class Covering(NamedTuple):
    """For every cell, in the order of the markup, its first column, width and height; for every row the cells that cover it.

    The cells of a row are given from left to right: a slice where they are its own and no others, else their numbers.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    rows: tuple[slice | tuple[int, ...], ...]


def covering_of(spans: Iterable[Spans], lengths: Iterable[int], groups: Iterable[object]) -> Covering:
    """The covering of a table with the spans of its cells, the number of cells in every row, and what rows of one group share."""
    key = tuple(spans), tuple(lengths), tuple(groups)
    return kept(*key) if len(key[0]) <= LARGEST_KEPT else _covering(*key)


def _covering(spans: tuple[Spans, ...], lengths: tuple[int, ...], groups: tuple[object, ...]) -> Covering:
    places: list[Place] = []
    heights: list[int] = []
    rows: list[slice | tuple[int, ...]] = []
    for _, group in groupby(range(len(lengths)), key=groups.__getitem__):
        own: list[tuple[Spans, ...]] = []
        first = end = len(places)
        for row in group:
            start, end = end, end + lengths[row]
            own.append(spans[start:end])
        placed, _ = place_group(own)
        heights.extend(end - y for y, line in enumerate(placed) for _, _, end in line)
        places.extend(place for line in placed for place in line)
        rows.extend(_rows(placed, first, places))
    return Covering(tuple(x for x, _, _ in places), tuple(width for _, width, _ in places), tuple(heights), tuple(rows))


kept = lru_cache(maxsize=256)(_covering)
"""`_covering`, remembered."""


def _rows(placed: list[list[Place]], first: int, places: list[Place]) -> Iterator[slice | tuple[int, ...]]:
    """The cells that cover each row of a group; `first` is the number of its first cell, `places` holds those of all."""
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
