"""Straightening: by how much a page is turned, and the page turned back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.recognition.picture import Colour, Gray

    Affine = NDArray[np.float64]
    """Two rows of three: takes (x, y, 1) of one page to (x, y) of another."""

FARTHEST = 8.0
"""Degrees."""
_STEPS = ((0.25, FARTHEST), (0.05, 0.25), (0.01, 0.05))
_MOST_POINTS = 150_000
_SIGHT = 1600
"""Pixels of the longer side at which the angle is looked for."""


def skew(gray: Gray) -> float:
    """Degrees by which the lines of the page rise to the right, at most `FARTHEST`; 0 for a page without ink."""
    shrink = min(1.0, _SIGHT / max(gray.shape))
    small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else gray
    small = cv2.GaussianBlur(small, (3, 3), 0)
    dark = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((15, 15), np.uint8)) > 40
    dark[1:] &= ~dark[:-1]
    ys, xs = np.nonzero(dark)
    if len(xs) < 50:
        return 0.0
    if len(xs) > _MOST_POINTS:
        thinned = len(xs) // _MOST_POINTS + 1
        ys, xs = ys[::thinned], xs[::thinned]
    x = xs.astype(np.float64) - small.shape[1] / 2
    y = ys.astype(np.float64) - small.shape[0] / 2
    best = 0.0
    for step, reach in _STEPS:
        count = round(reach / step)
        angles = [best + i * step for i in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (_order(x, y, angle), -abs(angle)))
    return round(best, 3)


def _order(x: NDArray[np.float64], y: NDArray[np.float64], degrees: float) -> float:
    """How sharply the points gather in rows once the page is turned back by the angle."""
    radians = np.deg2rad(degrees)
    rows = y * np.cos(radians) + x * np.sin(radians)
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(counts).sum())


def quartered(pixels: Colour, quarters: int) -> tuple[Colour, Affine]:
    """The page turned to the left by so many right angles, and the way back to the page as it was."""
    height, width = pixels.shape[:2]
    ways = (
        ((1, 0, 0), (0, 1, 0)),
        ((0, -1, width), (1, 0, 0)),
        ((-1, 0, width), (0, -1, height)),
        ((0, 1, 0), (-1, 0, height)),
    )
    return np.ascontiguousarray(np.rot90(pixels, quarters)), np.array(ways[quarters], np.float64)


def turned(gray: Gray, degrees: float) -> tuple[Gray, Affine]:
    """The page turned by the angle (clockwise positive) on a sheet that holds all of it, and the way back to the page as it was."""
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = round(width * cos + height * sin), round(width * sin + height * cos)
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    if degrees == 0:
        return gray, np.eye(2, 3)
    filling = int(np.percentile(gray, 90))
    out = cv2.warpAffine(gray, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=filling)
    return out.astype(np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)
