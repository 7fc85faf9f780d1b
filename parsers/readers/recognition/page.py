"""One picture of a page to the characters and rulings of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parsers.readers.pdf.model import Box, Glyph, Page, Ruling
from parsers.readers.recognition.decode import Read, best_path
from parsers.readers.recognition.direction import upright
from parsers.readers.recognition.engine import recogniser
from parsers.readers.recognition.figures import agreed, closed, is_figure, legible, without_blanks
from parsers.readers.recognition.laid import shown, without_lines
from parsers.readers.recognition.stroke import STROKES, is_bar, stroke

if TYPE_CHECKING:
    from parsers.readers.recognition.ink import Piece
    from parsers.readers.recognition.picture import Gray, Picture
    from parsers.readers.recognition.ruled import Line
    from parsers.readers.recognition.scales import Scales
    from parsers.readers.recognition.upright import Affine

_MORE = 0.12
"""Paper around a line's ink that the model is shown in addition, in heights of the line, when it is asked a second time."""
_POINT_SURE = 0.5
"""How sure it is that such a point is one."""
_DOT = 0.36
"""In sizes; what is smaller both ways is a point, whatever the model takes it for."""
_POINTS = tuple(".．,、‘’'`。·")
_THINNEST, _LONGEST = 16, 200
"""Pixels of the shorter side of a picture with print, and by how many times the longer one may be longer."""
_SIZE = 20.0
"""Pixels; the size of print on a page that has none."""
_TILE = 8
"""Pixels; places that a seal may hide are told so finely."""


class Sheet(NamedTuple):
    """A page as recognised, straightened, in points; what was read where; and the way back to the page as it came.

    `scale` is points a pixel on the straightened page, `shown` on the page as it came; they differ where a picture does not say
    how large it is. `hidden` are places that a seal may hide.
    """

    page: Page
    reads: list[tuple[Box, Read]]
    back: Affine
    scale: float
    shown: float
    hidden: list[Box]


def recognise(picture: Picture, scales: Scales) -> Sheet:
    """Read a page; `scales` are those of the document's other pictures."""
    if _is_sliver(picture):
        return Sheet(Page(picture.page, 1.0, 1.0), [], np.eye(2, 3), 1.0, picture.scale, [])
    laid = upright(picture.pixels)
    ink, lines, found = laid.areas
    reads = _read(without_lines(laid), ink, found)
    size = float(np.median([size for _, size in found] or [_SIZE]))
    scale = picture.scale if picture.is_measured else scales.of(ink.shape[1], ink.shape[0], size)
    page = Page(picture.page, ink.shape[1] * scale, ink.shape[0] * scale)
    page.across = [_ruling(line, scale) for line in lines.across]
    page.down = [_ruling(line, scale) for line in lines.down]
    boxed = [(Box(*(side * scale for side in piece)), read) for (piece, _), read in zip(found, reads, strict=True)]
    for box, read in boxed:
        page.glyphs += _glyphs(box, without_blanks(read.text))
    hidden = [Box(*(side * scale for side in tile)) for tile in _tiles(laid.veil)]
    return Sheet(page, boxed, laid.back, scale, picture.scale, hidden)


def _is_sliver(picture: Picture) -> bool:
    """Whether a picture is too thin for a line of print."""
    short, long = sorted(picture.pixels.shape[:2])
    return bool(short < _THINNEST or long > _LONGEST * short)


def _tiles(veil: Gray) -> list[tuple[int, int, int, int]]:
    """The squares in which something is veiled."""
    ys, xs = np.nonzero(veil > 127)
    places = set(zip((xs // _TILE).tolist(), (ys // _TILE).tolist(), strict=True))
    return [(x * _TILE, y * _TILE, (x + 1) * _TILE, (y + 1) * _TILE) for x, y in sorted(places)]


def _read(plain: Gray, ink: Gray, found: list[tuple[Piece, float]]) -> list[Read]:
    """The text of every piece. Figures are read twice, with more paper around them the second time."""
    model = recogniser()
    likely = model.read([shown(plain, piece, size, 0.0) for piece, size in found])
    reads = [best_path(line, model.signs) for line in likely]
    reads = [_as_stroke(read, piece, ink, size) for read, (piece, size) in zip(reads, found, strict=True)]
    figures = [number for number, read in enumerate(reads) if is_figure(read)]
    again = model.read([shown(plain, *found[number], _MORE) for number in figures])
    for number, line in zip(figures, again, strict=True):
        reads[number] = closed(agreed(reads[number], best_path(line, model.signs)))
    return [legible(read) for read in reads]


def _as_stroke(read: Read, piece: Piece, ink: Gray, size: float) -> Read:
    """What was read, except where it is one stroke, of which a flat one is told by its shape whatever the model makes of it."""
    own = ink[piece.y0 : piece.y1, piece.x0 : piece.x1]
    if read.text and read.text not in STROKES and not is_bar(own, size):
        return read
    sign = stroke(own, size)
    if sign is None and max(piece.x1 - piece.x0, piece.height) < _DOT * size and read.text not in _POINTS:
        return Read(".", (_POINT_SURE,))
    return Read(sign, (1.0,)) if sign else read


def _ruling(line: Line, scale: float) -> Ruling:
    return Ruling((line.at + 0.5) * scale, line.start * scale, (line.end + 1) * scale)


def _glyphs(box: Box, text: str) -> list[Glyph]:
    """The signs of a line side by side between its ends; blanks part them."""
    wide = [1.0 if sign >= "\u2e80" else 0.55 for sign in text]
    unit = (box.x1 - box.x0) / max(sum(wide), 0.5)
    x, y, size = box.x0, (box.y0 + box.y1) / 2, max(box.y1 - box.y0, 1.0)
    found: list[Glyph] = []
    spaced = False
    for sign, share in zip(text, wide, strict=True):
        if not sign.isspace():
            found.append(Glyph(sign, x, x + share * unit, y, size, spaced))
        spaced = sign.isspace()
        x += share * unit
    return found
