"""A page that several image files make up: painted one after the other onto white paper, as fine as the finest of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parsers.formats import Limits
    from parsers.formats.reading import PageImage, Piece

    Matrix = NDArray[np.float64]

_COARSEST, _FINEST = 100 / 72, 400 / 72
"""Pixels a point."""


def painted(page: PageImage, images: Sequence[Image.Image], limits: Limits) -> tuple[Image.Image, float]:
    """The page, and points a pixel. `images` are the pieces' pictures in the order in which they are drawn."""
    pairs = list(zip(page.pieces, images, strict=True))
    fine = min(max([_COARSEST, *(_pixels_a_point(*pair) for pair in pairs)]), _FINEST)
    width, height = page.size
    fine = min(fine, math.sqrt(limits.pixels / max(width * height, 1)))
    sheet = Image.new("RGB", (max(1, round(width * fine)), max(1, round(height * fine))), "white")
    for piece, image in pairs:
        _paint(sheet, piece, image, fine)
    return sheet, 1 / fine


def _pixels_a_point(piece: Piece, image: Image.Image) -> float:
    a, b, c, d = piece.matrix[:4]
    across, down = math.hypot(a, b), math.hypot(c, d)
    return max(image.width / across if across else 0.0, image.height / down if down else 0.0)


def _paint(sheet: Image.Image, piece: Piece, image: Image.Image, fine: float) -> None:
    """Paint what of a piece lies in its box."""
    x0, y0 = (max(0, math.floor(side * fine)) for side in piece.box[:2])
    x1, y1 = (min(most, math.ceil(side * fine)) for side, most in zip(piece.box[2:], sheet.size, strict=True))
    if x1 <= x0 or y1 <= y0:
        return
    smaller = fine / max(_pixels_a_point(piece, image), fine)
    if smaller < 1:  # averaged, so that thin strokes stay
        image = image.resize((max(1, round(image.width * smaller)), max(1, round(image.height * smaller))))
    a, b, c, d, e, f = (side * fine for side in piece.matrix)
    there = np.array([(a, c, e - x0), (b, d, f - y0), (0, 0, 1)]) @ np.diag((1 / image.width, 1 / image.height, 1))
    if abs(np.linalg.det(there)) < 1e-9:
        return
    back = tuple(np.linalg.inv(there)[:2].ravel().tolist())
    how, size = Image.Transform.AFFINE, (x1 - x0, y1 - y0)
    mask = Image.new("L", image.size, 255).transform(size, how, back)
    sheet.paste(image.transform(size, how, back, Image.Resampling.BICUBIC), (x0, y0), mask)
