"""Drawn lines of a straightened page: thin, long and dark, gaps and noise notwithstanding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.recognition.picture import Gray

    Mask = NDArray[np.uint8]

_THICKEST = 0.45
"""In sizes of the print; what is thicker is no line."""
_SMOOTH = 0.55
"""In sizes; darkness is averaged so far along a line, which bridges gaps and dots and drowns noise."""
_DARKER = 22
"""Grey values by which a line is darker than what stands beside it."""
_LONG = 1.8
"""In sizes; a line that meets another at one place only is at least so long."""
_SHORT = 1.4
"""In sizes; a line that reaches from one line to another is at least so long."""
_GAP = 0.16
"""In sizes; a gap in a line that is bridged."""
_TOUCH = 0.35
"""In sizes; ends of lines that are no farther from another line meet it."""


class Line(NamedTuple):
    """A line: where it stands across its direction, start and end along it, its thickness; pixels."""

    at: float
    start: float
    end: float
    thick: float


class Lines(NamedTuple):
    """The lines of a page, and the pixels that they cover (255)."""

    across: list[Line]
    down: list[Line]
    mask: Mask


def find_lines(gray: Gray, size: float) -> Lines:
    """All lines of a page whose print is `size` pixels high."""
    across = _candidates(gray, size)
    down = _candidates(gray.T, size)
    for _ in range(3):
        kept_across = [one for one in across if _is_kept(one, down, size)]
        kept_down = [one for one in down if _is_kept(one, kept_across, size)]
        if len(kept_across) == len(across) and len(kept_down) == len(down):
            break
        across, down = kept_across, kept_down
    mask = np.zeros(gray.shape, np.uint8)
    for at, start, end, thick in across:
        _draw(mask, at, start, end, thick)
    for at, start, end, thick in down:
        _draw(mask.T, at, start, end, thick)
    return Lines(across, down, mask)


def _draw(mask: Mask, at: float, start: float, end: float, thick: float) -> None:
    half = thick / 2 + 1
    mask[max(0, round(at - half)) : round(at + half) + 1, max(0, round(start) - 1) : round(end) + 2] = 255


def _candidates(gray: Gray, size: float) -> list[Line]:
    """Lines across, longer than `_SHORT`."""
    thickest = max(3, round(_THICKEST * size)) | 1
    dark = cv2.morphologyEx(np.ascontiguousarray(gray), cv2.MORPH_BLACKHAT, np.ones((thickest + 2, 1), np.uint8))
    along = max(3, round(_SMOOTH * size)) | 1
    mask = (cv2.blur(dark, (along, 1)) > _DARKER).astype(np.uint8)
    shortest = max(8, round(_SHORT * size))
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    bridged = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_GAP * size))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = []
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        if area / width <= thickest and height <= max(thickest, 6) + width / 100:
            found += _solid(bridged[y : y + height, x : x + width], x, y, shortest)
    return found


def _solid(strip: Mask, x: int, y: int, shortest: int) -> list[Line]:
    """The parts of a strip in which a line runs without a gap."""
    profile = strip.max(axis=0)
    level = max(_DARKER, 0.5 * float(np.median(profile)))
    is_dark = np.concatenate(([False], profile > level, [False]))
    edges = np.flatnonzero(is_dark[1:] != is_dark[:-1])
    found = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start < shortest:
            continue
        rows = strip[:, start:end].mean(axis=1)
        heavy = np.flatnonzero(rows > 0.4 * rows.max())
        at = float((rows * np.arange(len(rows))).sum() / max(rows.sum(), 1))
        found.append(Line(y + at, x + start, x + end - 1, float(heavy[-1] - heavy[0] + 1)))
    return found


def _is_kept(line: Line, others: list[Line], size: float) -> bool:
    """Whether a line is long, or reaches from one line across it to another."""
    touch = _TOUCH * size
    meets = [one.at for one in others if one.start - touch <= line.at <= one.end + touch]
    at_start = any(abs(at - line.start) <= touch for at in meets)
    at_end = any(abs(at - line.end) <= touch for at in meets)
    if line.end - line.start >= _LONG * size:
        return at_start or at_end or any(line.start <= at <= line.end for at in meets)
    return at_start and at_end
