"""Colour to grey, stamps left out: a seal is large, round and red, and what is printed below it is black."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.recognition.ink import Mask
    from parsers.readers.recognition.picture import Colour, Gray

_REDDER = 28
"""By how much red must outshine green and blue for a pixel to be red ink."""
_TINGED = 0.12
"""Share of red ink from which a pixel counts as stamped."""
_BRIGHT = 0.75
"""Of the paper; what is brighter is paper too."""
_AROUND = 7
"""Pixels; so far colour spreads in pictures that keep it coarsely."""
_NO_BLACK, _BLACK = 0.1, 0.25
"""Shares of the darkness around a pixel that are not of red ink: up to the one there is nothing black, from the other on all that
is dark is."""
_CLEARLY, _DARKER = 0.6, 1.2
"""Share of black around a pixel from which it is clear that black is there, and by how many times it is darker than red ink."""
_DARK = 30
"""Grey values by which a pixel is darker than paper."""
_PALE = 0.72
"""Of the paper; what is paler where a seal was is a trace of it."""
_VEIL, _BROAD = 60, 0.6
"""Grey values that were taken off where ink stands, and how broad it is, in sizes, where it may hide a sign."""
_SEAL = 0.045
"""Of the page's longer side; a red patch that is larger than this both ways is a seal, a smaller one is red print."""


def in_gray(pixels: Colour) -> Gray:
    """The page in grey."""
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.uint8)


def without_stamps(pixels: Colour, gray: Gray) -> Gray:
    """The page in grey: where a seal stands what its red lets through, elsewhere as it was."""
    blue, green, red = (pixels[:, :, i].astype(np.int16) for i in range(3))
    is_red = ((red - np.maximum(blue, green)) > _REDDER).astype(np.uint8)
    if not is_red.any():
        return gray
    side = max(gray.shape)
    reach = max(3, side // 150)
    near = cv2.morphologyEx(cv2.medianBlur(is_red, 3), cv2.MORPH_DILATE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    paper = float(np.percentile(gray, 90))
    out = gray.copy()
    for x, y, width, height, _ in stats.tolist()[1:]:
        if min(width, height) >= _SEAL * side:
            window = (slice(y, y + height), slice(x, x + width))
            out[window] = _lifted(pixels[window], out[window], paper)
    return out


def without_traces(lifted: Gray, gray: Gray) -> Gray:
    """The page with the pale traces of seals gone too, for reading print; lines would lose their faint parts by it."""
    paper = float(np.percentile(lifted, 90))
    return np.where((lifted != gray) & (lifted > _PALE * paper), np.uint8(paper), lifted)


def veiled(lifted: Gray, gray: Gray, size: float) -> Mask:
    """The pixels (255) where red ink stands so broadly that it may hide a sign as large as half the `size` of print."""
    taken = (cv2.subtract(lifted, gray) > _VEIL).astype(np.uint8) * np.uint8(255)
    side = max(3, round(_BROAD * size))
    return cv2.morphologyEx(taken, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)).astype(np.uint8)


def _lifted(pixels: Colour, gray: Gray, paper: float) -> Gray:
    """A window of the page as it would be without its red ink: that takes of the light in proportion to its redness.

    A picture keeps colour coarser than light. So where a neighbourhood as a whole is no darker than its redness tells, nothing
    but red ink is there, however dark the middle of its strokes; elsewhere what is darker than that is black.
    """
    blue, green, red = (pixels[:, :, i].astype(np.float32) for i in range(3))
    redness = np.maximum(red - (blue + green) / 2, 0)
    is_bare = (red - np.maximum(blue, green) < _REDDER / 2) & (gray > _BRIGHT * paper)
    level = float(np.median(gray[is_bare])) if is_bare.any() else paper
    pure = redness > max(_REDDER, 0.6 * float(redness.max()))
    dark = level - gray.astype(np.float32)
    share = redness / float(np.median(redness[pure]))
    taken = redness * float(np.median(dark[pure] / redness[pure]))
    around = cv2.blur(dark, (_AROUND, _AROUND))
    black = (around - cv2.blur(taken, (_AROUND, _AROUND))) / np.maximum(around, 4)
    left = np.maximum(dark - taken, 0) * np.clip((black - _NO_BLACK) / (_BLACK - _NO_BLACK), 0, 1)
    is_stamped = cv2.dilate(share, np.ones((5, 5), np.uint8)) > _TINGED
    is_clear = (black > _CLEARLY) | (dark > _DARKER * float(np.median(dark[pure])))
    left = np.where(is_stamped & _is_faint(left, is_clear, ~is_stamped & (dark > _DARK)), 0, left)
    return np.where(is_stamped, np.clip(level - left, 0, 255), gray).astype(np.uint8)


def _is_faint(left: NDArray[np.float32], clear: NDArray[np.bool_], bare: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The pixels of what hangs together, is nowhere `clear` to be black and does not go on in dark pixels without ink (`bare`)."""
    count, labels, _, _ = cv2.connectedComponentsWithStats(((left > _DARK) | bare).astype(np.uint8), connectivity=8)
    is_kept = np.zeros(count, np.bool_)
    is_kept[labels[clear | bare]] = True
    is_faint: NDArray[np.bool_] = ~is_kept[labels]
    return is_faint
