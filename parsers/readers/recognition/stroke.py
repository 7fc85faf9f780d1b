"""Signs that are one straight stroke, told by its slope: alone they look alike to a model that knows them from words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STROKES = frozenset("1lI|!/\\Jijt丨丿乀ノ｜Ⅰ[]()一-–—_~ー―‐－ˉ．.、‘’'`,")
"""What a model makes of one stroke."""
_LEANS = 0.16
"""Columns a row; a stroke that leans more is a slash."""
_STRAIGHT = 0.9
"""Share of the ink that must lie along the stroke."""
_LONG = 0.55
"""In sizes; a flat stroke that is longer is a full dash."""
_THIN = 0.3
_SOLID = 0.7
"""Share of its box that a bar fills."""


def stroke(ink: NDArray[np.uint8], size: float) -> str | None:
    """The sign that a single straight stroke is, a slash either way, ``-`` or ``—``; None for any other ink.

    An upright stroke is none of these: it may be a one.
    """
    height, width = ink.shape
    if _is_flat(ink, size):
        return "—" if width > _LONG * size else "-"
    if height < 0.5 * size or height < 1.2 * width:
        return None
    rows, columns = np.nonzero(ink)
    if len(rows) < 6:
        return None
    slope, start = np.polyfit(rows, columns, 1)
    off = np.abs(columns - (slope * rows + start))
    thick = max(2.0, len(rows) / height)
    if abs(slope) < _LEANS or float((off <= 0.5 * thick + 0.8).mean()) < _STRAIGHT:
        return None
    return "/" if slope < 0 else "\\"


def is_bar(ink: NDArray[np.uint8], size: float) -> bool:
    """Whether ink is a flat bar without gaps, as no sign is but a dash."""
    return _is_flat(ink, size) and float(np.mean(ink)) >= _SOLID


def _is_flat(ink: NDArray[np.uint8], size: float) -> bool:
    height, width = ink.shape
    is_flat: bool = width >= 2.2 * height and height <= _THIN * size
    return is_flat
