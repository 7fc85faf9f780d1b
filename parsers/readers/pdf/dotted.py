"""Dotted lines: rows of dots that stand close together on one line, as rulings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.readers.pdf.model import Ruling

if TYPE_CHECKING:
    from parsers.readers.pdf.model import Dot

_GAP = 3.6
"""Points from the middle of a dot to that of the next."""
_FEWEST = 5
_STEP = 0.5
"""Points; dots of one line differ by less across it."""


def dotted(dots: list[Dot]) -> tuple[list[Ruling], list[Ruling]]:
    """The lines across and the lines down that dots make."""
    across = _lines([(y, x) for x, y in dots])
    return across, _lines([(x, y) for x, y in dots])


def _lines(dots: list[tuple[float, float]]) -> list[Ruling]:
    """Lines of (across, along) dots."""
    rows: defaultdict[int, list[float]] = defaultdict(list)
    for at, along in dots:
        rows[round(at / _STEP)].append(along)
    found: list[Ruling] = []
    for at, places in rows.items():
        places.sort()
        start = 0
        for i in range(1, len(places) + 1):
            if i == len(places) or places[i] - places[i - 1] > _GAP:
                if i - start >= _FEWEST:
                    found.append(Ruling(at * _STEP, places[start], places[i - 1]))
                start = i
    return found
