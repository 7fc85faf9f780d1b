"""Path data of OFD to outlines: moves, lines, and curves by their end points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.ofd.structure import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]

_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
"""How many numbers follow each operator; the last two are where it ends."""
_MOST = 50_000


def outlines(data: str) -> Iterator[list[Point]]:
    """Each subpath as its points; a closed one ends where it began."""
    points: list[Point] = []
    words = data.split(None, _MOST)[:_MOST]
    at = 0
    while at < len(words):
        operator = words[at]
        at += 1
        if operator == "C":
            if points:
                points.append(points[0])
            continue
        count = _NUMBERS.get(operator)
        if count is None:
            continue
        numbers = numbers_of(" ".join(words[at : at + count]))
        if len(numbers) < count:
            continue
        at += count
        if operator in "SM":
            if len(points) > 1:
                yield points
            points = []
        points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points
