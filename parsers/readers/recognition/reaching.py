"""Lines that break off early, as where a figure touches them: they reach the next line across where ink goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parsers.readers.recognition.holding import TOUCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.recognition.ink import Mask
    from parsers.readers.recognition.ruled import Line

_FARTHEST = 4.0
"""In sizes; a line is made longer by no more at once."""
_INKED = 0.95
"""Share of the way on which there is ink."""


def reaching(lines: list[Line], others: Sequence[Line], ink: Mask, size: float) -> list[Line]:
    """The lines across, each at both ends as long as its ink (1) goes on to one of the `others`, which run down; `size` in pixels."""
    return [_reached(line, others, ink, size) for line in lines]


def _reached(line: Line, others: Sequence[Line], ink: Mask, size: float) -> Line:
    near = TOUCH * size
    stops = sorted(one.at for one in others if one.start - near <= line.at <= one.end + near)
    start, end = line.start, line.end
    for at in reversed([at for at in stops if at < start - near]):
        if not _inked(line, ink, at, start, size):
            break
        start = at
    for at in [at for at in stops if at > end + near]:
        if not _inked(line, ink, end, at, size):
            break
        end = at
    return line if (start, end) == (line.start, line.end) else line._replace(start=start, end=end)


def _inked(line: Line, ink: Mask, start: float, end: float, size: float) -> bool:
    """Whether ink goes on at the place of the line."""
    if end - start > _FARTHEST * size:
        return False
    rows = slice(max(0, round(line.at) - 1), round(line.at) + 2)
    strip = ink[rows, round(start) : round(end) + 1]
    return bool(strip.size) and float(np.mean(strip.max(axis=0))) >= _INKED
