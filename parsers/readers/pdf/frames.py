"""Frames within cells: a value that the page draws in a box of its own, inside its cell, has one cell and not several."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.readers.pdf.model import Box, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MEET = 1.3
"""Points; sides of a frame end no farther from its corners."""
_APART = 0.4
"""Points; what lies inside keeps at least this distance."""
_MOST_FRAMES = 3000

Frame = tuple[Box, list[Ruling], list[Ruling]]
"""Its box, the rulings of its top and bottom, those of its left and right side."""


def without_inner_frames(across: list[Ruling], down: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The rulings without those of frames that stand alone inside another frame."""
    found = sorted(_frames(across, down), key=lambda frame: _area(frame[0]))
    if len(found) < 2 or len(found) > _MOST_FRAMES:
        return across, down
    gone: set[int] = set()
    for i in _alone([frame[0] for frame in found]):
        box, *sides = found[i]
        own = {id(one) for side in sides for one in side}
        if not _is_ruled(box, across, down, gone | own):
            gone |= own
    return [one for one in across if id(one) not in gone], [one for one in down if id(one) not in gone]


def _is_ruled(box: Box, across: Sequence[Ruling], down: Sequence[Ruling], but: set[int]) -> bool:
    """Whether other lines stand inside: then the frame is that of a table."""
    return any(
        low < one.at < high and one.start < end - _MEET and one.end > start + _MEET and id(one) not in but
        for lines, low, high, start, end in (
            (across, box.y0, box.y1, box.x0, box.x1),
            (down, box.x0, box.x1, box.y0, box.y1),
        )
        for one in lines
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _frames(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[Frame]:
    """Four sides that meet at their ends and reach no farther."""
    columns: defaultdict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for one in across:
        columns[round(one.start / 2), round(one.end / 2)].append(one)
    sides = sorted(down)
    places = [one.at for one in sides]
    for top in across:
        lower = [
            one
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for one in columns.get((round(top.start / 2) + dx, round(top.end / 2) + dy), ())
            if one.at > top.at + 2 * _MEET and abs(one.start - top.start) < _MEET and abs(one.end - top.end) < _MEET
        ]
        for bottom in sorted(lower):
            left = _side(sides, places, top.start, top.at, bottom.at)
            right = _side(sides, places, top.end, top.at, bottom.at)
            if left and right and left is not right:
                yield Box(left.at, top.at, right.at, bottom.at), [top, bottom], [left, right]
                break


def _side(sides: Sequence[Ruling], places: Sequence[float], at: float, top: float, bottom: float) -> Ruling | None:
    for one in sides[bisect_left(places, at - _MEET) : bisect_left(places, at + _MEET)]:
        if abs(one.start - top) < _MEET and abs(one.end - bottom) < _MEET:
            return one
    return None


def _alone(boxes: Sequence[Box]) -> list[int]:
    """Numbers of the boxes, smallest first, that are the only one directly inside the next larger box around them."""
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for i, box in enumerate(boxes):
        outer = next((j for j in range(i + 1, len(boxes)) if _holds(boxes[j], box)), None)
        if outer is not None:
            inside[outer].append(i)
    return [own[0] for own in inside.values() if len(own) == 1]


def _holds(outer: Box, box: Box) -> bool:
    return (
        outer.x0 + _APART < box.x0
        and outer.y0 + _APART < box.y0
        and box.x1 + _APART < outer.x1
        and box.y1 + _APART < outer.y1
    )
