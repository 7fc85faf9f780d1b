"""Lines that are strokes of characters: text goes on on both sides of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parsers.readers.recognition.holding import ends_met

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.recognition.ink import Mask
    from parsers.readers.recognition.ruled import Line

_SHORT = 3.0
"""In sizes; a line that is longer is no stroke, unless it ends where no other line is: then several make it up."""
_THICK = 0.45
"""In sizes; a line that is thicker and ends where no other line is, is a row of bold print."""
_ENDS = 0.25
"""In sizes; so near its ends a line meets others."""
_BESIDE = 0.25
"""In sizes; so near a stroke the next one of its text stands."""
_SOME, _MOST = 0.15, 0.65
"""Shares of its length along which there is ink beside a line: on the one side touching it and on the other near it, or touching
it on one side."""


def without_strokes(lines: list[Line], others: Sequence[Line], text: Mask, size: float) -> list[Line]:
    """The lines across that are no strokes of the text (1), from which all lines are taken out; `size` in pixels.

    Of lines that reach from one of the `others`, which run down, to another, only short ones can be strokes.
    """
    return [line for line in lines if not _is_stroke(line, others, text, size)]


def _is_stroke(line: Line, others: Sequence[Line], text: Mask, size: float) -> bool:
    is_short = line.end - line.start < _SHORT * size
    if not is_short and all(ends_met(line, others, size)):
        return False
    half, reach = line.thick / 2 + 1, max(3, round(_BESIDE * size))
    columns = slice(round(line.start + _ENDS * size), round(line.end - _ENDS * size))
    above, below = max(0, round(line.at - half) - 1), round(line.at + half) + 1
    touching = (_share(text[above : above + 1, columns]), _share(text[below : below + 1, columns]))
    if not is_short:
        return min(touching) >= _SOME or line.thick > _THICK * size
    near = (_share(text[max(0, above - reach) : above + 1, columns]), _share(text[below : below + reach, columns]))
    return max(touching) >= _MOST or (max(touching) >= _SOME and min(near) >= _SOME)


def _share(strip: Mask) -> float:
    """Of the columns those in which there is ink."""
    return float(np.mean(strip.max(axis=0))) if strip.size else 0.0
