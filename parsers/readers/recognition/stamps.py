"""Colour to grey, stamps left out: a seal is large, round and red, and what is printed below it is black."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from parsers.readers.recognition.picture import Colour, Gray

_REDDER = 28
"""By how much red must outshine green and blue for a pixel to be red ink."""
_TINGED = 0.12
"""Share of red ink from which a pixel counts as stamped."""
_PALE = 0.72
"""Of the paper; what is paler where a seal was is a trace of it."""
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


def _lifted(pixels: Colour, gray: Gray, paper: float) -> Gray:
    """A window of the page as it would be without its red ink: what red light shows, made lighter by what the ink takes of it."""
    red = pixels[:, :, 2].astype(np.float32)
    other = pixels[:, :, :2].max(axis=2).astype(np.float32)
    redness = red - other
    pure = redness > max(_REDDER, 0.6 * float(redness.max()))
    share = cv2.dilate(np.clip(redness / float(np.median(redness[pure])), 0, 1), np.ones((5, 5), np.uint8))
    expected = paper + (float(np.median(red[pure])) - paper) * share
    lifted = np.clip(red * paper / np.maximum(expected, 1), 0, paper).astype(np.uint8)
    return np.where(share > _TINGED, lifted, gray)
