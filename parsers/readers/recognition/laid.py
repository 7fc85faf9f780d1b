"""A picture laid straight: seals lifted off, turned, its lines and pieces of text found; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parsers.readers.recognition.areas import Areas, take_apart
from parsers.readers.recognition.stamps import in_gray, veiled, without_stamps, without_traces
from parsers.readers.recognition.upright import quartered, skew, turned

if TYPE_CHECKING:
    from parsers.readers.recognition.ink import Mask, Piece
    from parsers.readers.recognition.picture import Colour, Gray
    from parsers.readers.recognition.upright import Affine

_ACROSS, _DOWN = 0.3, 0.14
"""Paper around a line's ink that the model is shown, in heights of the line."""
_LOWEST = 0.85
"""In sizes; a line is shown at least so high, so that a stroke is not blown up to a character."""


class Laid(NamedTuple):
    """The straight page in grey, without traces of seals; what is on it; and the way back to the picture as it came.

    `veil` are the pixels (255) where a seal may hide what is printed.
    """

    clear: Gray
    areas: Areas
    back: Affine
    veil: Mask


def lay(pixels: Colour, quarters: int) -> Laid:
    """The picture turned so many quarters to the left, then straightened."""
    pixels, whole = quartered(pixels, quarters)
    plain = in_gray(pixels)
    gray = without_stamps(pixels, plain)
    angle = skew(gray)
    clear, _ = turned(without_traces(gray, plain), angle)
    straight, back = turned(gray, angle)
    areas = take_apart(straight, clear)
    veil, _ = turned(veiled(gray, plain, _usual(areas)), angle)
    return Laid(clear, areas, whole @ np.vstack([back, (0, 0, 1)]), veil)


def _usual(areas: Areas) -> float:
    """The size of most pieces' print."""
    return float(np.median([size for _, size in areas.pieces] or [0]))


def without_lines(laid: Laid) -> Gray:
    """The page with its lines painted over with paper."""
    paper = int(np.percentile(laid.clear, 90))
    return np.where(laid.areas.lines.mask > 0, np.uint8(paper), laid.clear)


class Shown(NamedTuple):
    """The picture of a piece, and the pixel of the page at which it begins."""

    gray: Gray
    x0: int


def shown(gray: Gray, piece: Piece, size: float, more: float) -> Shown:
    """The picture of a piece with paper around it, `more` heights of the line of it than usual."""
    high = max(piece.height, _LOWEST * size)
    middle = (piece.y0 + piece.y1) / 2
    down, across = high * (0.5 + _DOWN + more), high * (_ACROSS + more)
    y0, y1 = max(0, round(middle - down)), min(gray.shape[0], round(middle + down))
    x0, x1 = max(0, round(piece.x0 - across)), min(gray.shape[1], round(piece.x1 + across))
    return Shown(gray[y0:y1, x0:x1], x0)
