"""One picture of a page to the characters and rulings of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from parsers.readers.pdf.model import Glyph, Page, Ruling
from parsers.readers.recognition.areas import take_apart
from parsers.readers.recognition.decode import Read, best_path
from parsers.readers.recognition.engine import recogniser
from parsers.readers.recognition.stamps import without_stamps
from parsers.readers.recognition.stroke import STROKES, stroke
from parsers.readers.recognition.upright import skew, turned

if TYPE_CHECKING:
    from parsers.readers.recognition.ink import Piece
    from parsers.readers.recognition.picture import Gray, Picture
    from parsers.readers.recognition.ruled import Line
    from parsers.readers.recognition.upright import Affine

_MARGIN_ACROSS, _MARGIN_DOWN = 0.3, 0.14
"""Paper around a line's ink that the model is shown, in heights of the line."""
_LOWEST = 0.85
"""In sizes; a line is shown at least so high, so that a stroke is not blown up to a character."""


class Sheet(NamedTuple):
    """A page as recognised, in its own points once straightened, and the way back to points of the page as it came."""

    page: Page
    back: Affine


def recognise(picture: Picture) -> Sheet:
    """Read a page."""
    gray = without_stamps(picture.pixels)
    gray, back = turned(gray, skew(gray))
    ink, lines, found = take_apart(gray)
    model = recogniser()
    plain = _without_lines(gray, lines.mask)
    shown = [_shown(plain, piece, size) for piece, size in found]
    reads = [best_path(line, model.signs) for line in model.read(shown)]
    reads = [_seen(read, piece, ink, size) for read, (piece, size) in zip(reads, found, strict=True)]
    scale = picture.scale
    page = Page(picture.page, gray.shape[1] * scale, gray.shape[0] * scale)
    page.across = [_ruling(line, scale) for line in lines.across]
    page.down = [_ruling(line, scale) for line in lines.down]
    for (piece, _), read in zip(found, reads, strict=True):
        page.glyphs += _glyphs(piece, read, scale)
    return Sheet(page, back)


def _seen(read: Read, piece: Piece, ink: Gray, size: float) -> Read:
    """What was read, except where a lone sign is a stroke."""
    if read.text and read.text not in STROKES:
        return read
    sign = stroke(ink[piece.y0 : piece.y1, piece.x0 : piece.x1], size)
    return Read(sign, (1.0,)) if sign else read


def _ruling(line: Line, scale: float) -> Ruling:
    return Ruling((line.at + 0.5) * scale, line.start * scale, (line.end + 1) * scale)


def _without_lines(gray: Gray, mask: Gray) -> Gray:
    out = gray.copy()
    out[mask > 0] = int(np.percentile(gray, 90))
    return out


def _shown(gray: Gray, piece: Piece, size: float) -> Gray:
    """The picture of a piece with paper around it."""
    high = max(piece.height, _LOWEST * size)
    middle = (piece.y0 + piece.y1) / 2
    top, bottom = middle - high * (0.5 + _MARGIN_DOWN), middle + high * (0.5 + _MARGIN_DOWN)
    left, right = piece.x0 - high * _MARGIN_ACROSS, piece.x1 + high * _MARGIN_ACROSS
    x0, x1, y0, y1 = max(0, round(left)), min(gray.shape[1], round(right)), max(0, round(top)), min(gray.shape[0], round(bottom))
    return gray[y0:y1, x0:x1]


def _glyphs(piece: Piece, read: Read, scale: float) -> list[Glyph]:
    """The signs of a line side by side between its ends; blanks part them."""
    wide = [1.0 if sign >= "\u2e80" else 0.55 for sign in read.text]
    total = sum(wide)
    if not total:
        return []
    unit = (piece.x1 - piece.x0) * scale / total
    x, y = piece.x0 * scale, (piece.y0 + piece.y1) / 2 * scale
    size = max(piece.height * scale, 1.0)
    found: list[Glyph] = []
    spaced = False
    for sign, share in zip(read.text, wide, strict=True):
        if sign.isspace():
            spaced = True
        else:
            found.append(Glyph(sign, x, x + share * unit, y, size, spaced))
            spaced = False
        x += share * unit
    return found
