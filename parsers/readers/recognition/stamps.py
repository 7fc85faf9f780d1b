"""Colour to grey, stamps left out: a seal is large, round and red, and what is printed below it is black."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from parsers.readers.recognition.picture import Colour, Gray

_REDDER = 28
"""By how much red must outshine green and blue for a pixel to be red ink."""
_SEAL = 0.045
"""Of the page's longer side; a red patch that is larger than this both ways is a seal, a smaller one is red print."""


def without_stamps(pixels: Colour) -> Gray:
    """The page in grey: where a seal stands what its red lets through, elsewhere the usual mixture."""
    gray: Gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    blue, green, red = (pixels[:, :, i].astype(np.int16) for i in range(3))
    is_red = ((red - np.maximum(blue, green)) > _REDDER).astype(np.uint8)
    if not is_red.any():
        return gray
    side = max(gray.shape)
    reach = max(3, side // 150)
    near = cv2.morphologyEx(cv2.medianBlur(is_red, 3), cv2.MORPH_DILATE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    out = gray.copy()
    for number in range(1, count):
        x, y, width, height, _ = stats[number]
        if min(width, height) < _SEAL * side:
            continue
        window = (slice(y, y + height), slice(x, x + width))
        inside = labels[window] == number
        out[window][inside] = np.maximum(gray[window], red[window].astype(np.uint8))[inside]
    return out
