"""What is printed on a page besides lines: its ink, the size of the print, and pieces of text, each of one line."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.recognition.picture import Gray

    Mask = NDArray[np.uint8]

_USUAL = 20.0
"""Pixels; the size of print at 150 dots an inch, supposed where a page has too little ink to tell."""
_FEWEST = 20
_BLANK = 1.1
"""In sizes; pieces of text that stand farther apart are two."""
_SPECK = 0.016
"""In squares of the size; less ink than this is dust."""


_HIGHEST, _LOOSE = 1.3, 0.35
"""In sizes, and share of its box; ink of a table that hangs together, is larger both ways and fills less, is a frame."""
_CRUMB = 0.1
"""In squares of the size; less ink than this that touches a line is part of it."""
_LONGEST, _THIN = 2.4, 0.3
"""In sizes; ink that hangs together, is longer and on average thinner, is no sign."""
_EMPTY = 0.12
"""Share of its box; ink that hangs together, is long and fills less, is a frame."""


class Piece(NamedTuple):
    """The box around a piece of text: left, top, right, bottom; pixels, right and bottom outside."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        """Of the ink."""
        return self.y1 - self.y0


def find_ink(gray: Gray) -> Mask:
    """The pixels (1) that are clearly darker than the paper around them."""
    calm = cv2.GaussianBlur(gray, (3, 3), 0)
    shrunk = cv2.resize(calm, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(shrunk, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8))
    paper = cv2.resize(cv2.blur(paper, (9, 9)), (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    dark = cv2.subtract(paper, calm)
    strong = float(np.percentile(dark[dark > 40], 75)) if (dark > 40).any() else 0.0
    return (dark > max(32.0, 0.38 * strong)).astype(np.uint8)


def print_size(ink: Mask) -> float:
    """The height in pixels of most characters."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    usual = heights[(heights >= 6) & (heights <= 90) & (widths <= 90) & (widths >= 3)]
    if len(usual) < _FEWEST:
        return _USUAL
    return float(np.clip(np.percentile(usual, 80), 10, 60))


def pieces(ink: Mask, lines: Mask, size: float, *, large: bool) -> list[Piece]:
    """All pieces of text; none reaches over a line. `large` tells whether there may be print larger than `size`, as in titles."""
    own = ink.copy()
    own[lines > 0] = 0
    own = _without_specks(own, lines, size, large=large)
    smear = cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((1, round(_BLANK * size)), np.uint8))
    smear[lines > 0] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(smear, connectivity=8)
    found: list[Piece] = []
    for number, (x, y, width, height, _) in enumerate(stats.tolist()[1:], start=1):
        window = (slice(y, y + height), slice(x, x + width))
        inside = own[window] * (labels[window] == number)
        if inside.any():
            found += _parted(inside, x, y, size)
    return _merged(found, lines, size)


def _without_specks(ink: Mask, lines: Mask, size: float, *, large: bool) -> Mask:
    """The ink without dust, and without what is left over of lines: long and thin."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA]
    sides = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].astype(np.float64)
    longest = sides.max(axis=1)
    is_dust = area < max(3.0, _SPECK * size * size)
    share = area / sides.prod(axis=1)
    is_line = (longest > _LONGEST * size) & ((area < _THIN * size * longest) | (share < _EMPTY))
    if not large:
        is_line |= (sides.min(axis=1) > _HIGHEST * size) & (share < _LOOSE)
    beside = np.zeros(count, bool)
    beside[labels[cv2.dilate(lines, np.ones((5, 5), np.uint8)) > 0]] = True
    is_crumb = beside & (area < _CRUMB * size * size)
    kept = np.ones(count, np.uint8)
    kept[is_dust | is_line | is_crumb] = 0
    kept[0] = 0
    found: Mask = kept[labels]
    return found


def _parted(inside: Mask, x: int, y: int, size: float) -> list[Piece]:
    """The lines of a piece; several where its ink leaves rows free between them."""
    rows = inside.sum(axis=1, dtype=np.int64)
    is_one_large = 1.4 * size < inside.shape[1] < 1.3 * inside.shape[0]
    if len(rows) <= 1.6 * size or is_one_large:
        return [_boxed(inside, x, y)]
    level = max(1.0, 0.03 * float(np.percentile(rows, 90)))
    filled = np.concatenate(([False], rows > level, [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    bands = [(a, b) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True) if b - a >= 0.4 * size]
    if len(bands) < 2:
        return [_boxed(inside, x, y)]
    return [_boxed(inside[a:b], x, y + a) for a, b in bands]


def _boxed(inside: Mask, x: int, y: int) -> Piece:
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return Piece(x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1)


def _merged(found: list[Piece], lines: Mask, size: float) -> list[Piece]:
    """Pieces that are parts of one: strokes above one another, and small marks beside larger ones; no line stands between them."""
    waiting = sorted(found)
    done: list[Piece] = []
    while waiting:
        one = waiting.pop(0)
        number = _joining(one, waiting, lines, size)
        if number is None:
            done.append(one)
        else:
            insort(waiting, _around(one, waiting.pop(number)))
    return done


def _joining(one: Piece, others: list[Piece], lines: Mask, size: float) -> int | None:
    """The first of the others, sorted from left to right, that is one piece with this."""
    for number, other in enumerate(others):
        if other.x0 > one.x1 + size:
            return None
        if _are_one(one, other, size) and not _is_walled(one, other, lines):
            return number
    return None


def _around(a: Piece, b: Piece) -> Piece:
    return Piece(min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1))


def _are_one(a: Piece, b: Piece, size: float) -> bool:
    both = _around(a, b)
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    high = max(a.height, b.height)
    if both.height > max(1.25 * size, 1.1 * high):
        return False
    if across > 0:
        return True
    return -across < 0.7 * size and down > 0.5 * min(a.height, b.height)


def _is_walled(a: Piece, b: Piece, lines: Mask) -> bool:
    """Whether a line runs down between two pieces that stand side by side."""
    rows = slice(max(a.y0, b.y0), min(a.y1, b.y1))
    between = lines[rows, min(a.x1, b.x1) : max(a.x0, b.x0)]
    return between.size > 0 and bool((between > 0).all(axis=0).any())
