"""A page taken apart: its lines, and its pieces of text inside and outside tables, each by the size of its own print."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from parsers.readers.recognition.ink import find_ink, pieces, print_size
from parsers.readers.recognition.ruled import find_lines

if TYPE_CHECKING:
    from parsers.readers.recognition.ink import Mask, Piece
    from parsers.readers.recognition.picture import Gray
    from parsers.readers.recognition.ruled import Lines

_SMALLEST = 1.6
"""In sizes; what lines enclose is a table if it is at least so wide and so high."""
_SAME_LINE = 0.4
"""In sizes; the middles of pieces of one line stand no farther apart from one to the next."""


class Areas(NamedTuple):
    """The lines, and every piece with the size of the print around it."""

    ink: Mask
    lines: Lines
    pieces: list[tuple[Piece, float]]


def take_apart(gray: Gray, clear: Gray) -> Areas:
    """The lines and pieces of a straightened page; `clear` is the page without traces of seals, in which print is looked for."""
    ink = find_ink(clear)
    rough = find_lines(gray, ink, print_size(ink))
    bare = np.where(rough.mask > 0, np.uint8(0), ink)
    inside = _tables(rough.mask, print_size(bare))
    within = print_size(np.where(inside > 0, bare, np.uint8(0)))
    lines = find_lines(gray, ink, within)
    inside = _tables(lines.mask, within)
    bare = np.where(lines.mask > 0, np.uint8(0), ink)
    found: list[tuple[Piece, float]] = []
    for area, large in ((inside, False), (1 - inside, True)):
        own = np.where(area > 0, ink, np.uint8(0))
        size = print_size(np.where(area > 0, bare, np.uint8(0)))
        found += [(piece, size) for piece in pieces(own, lines.mask, size, large=large)]
    return Areas(ink, lines, _in_lines(found))


def _in_lines(found: list[tuple[Piece, float]]) -> list[tuple[Piece, float]]:
    """The pieces line by line from top to bottom, each line from left to right."""
    lines: list[list[tuple[Piece, float]]] = []
    for piece, size in sorted(found, key=lambda one: one[0].y0 + one[0].y1):
        last = lines[-1][-1][0] if lines else None
        if last is None or (piece.y0 + piece.y1 - last.y0 - last.y1) / 2 > _SAME_LINE * size:
            lines.append([])
        lines[-1].append((piece, size))
    return [one for line in lines for one in sorted(line)]


def _tables(lines: Mask, size: float) -> Mask:
    """The pixels (1) that lines which touch enclose."""
    inside = np.zeros(lines.shape, np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(lines, np.ones((5, 5), np.uint8)))
    for x, y, width, height, _ in stats.tolist()[1:]:
        if min(width, height) >= _SMALLEST * size:
            inside[y : y + height, x : x + width] = 1
    return inside
