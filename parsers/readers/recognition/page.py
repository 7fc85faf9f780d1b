"""One picture of a page to the characters and rulings of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parsers.readers.pdf.model import Box, Page, Ruling
from parsers.readers.recognition.decode import Read, best_path
from parsers.readers.recognition.direction import upright
from parsers.readers.recognition.engine import pixels_a_step, recogniser
from parsers.readers.recognition.figures import agreed, closed, is_figure, legible
from parsers.readers.recognition.laid import shown, without_lines
from parsers.readers.recognition.signs import glyphs_of, spans_of
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
    for (piece, size), read in zip(found, reads, strict=True):
        page.glyphs += glyphs_of(piece, read, spans_of(ink, piece, size), scale)
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
    reads = _seen(plain, found, 0.0)
    reads = [_as_stroke(read, piece, ink, size) for read, (piece, size) in zip(reads, found, strict=True)]
    figures = [number for number, read in enumerate(reads) if is_figure(read)]
    for number, again in zip(figures, _seen(plain, [found[number] for number in figures], _MORE), strict=True):
        reads[number] = closed(agreed(reads[number], again))
    return [legible(read) for read in reads]


def _seen(plain: Gray, found: list[tuple[Piece, float]], more: float) -> list[Read]:
    """What the model makes of pieces, each sign with the pixel at which it saw it."""
    model = recogniser()
    pictures = [shown(plain, piece, size, more) for piece, size in found]
    reads = [best_path(line, model.signs) for line in model.read([picture.gray for picture in pictures])]
    return [
        read._replace(places=tuple(picture.x0 + step * pixels_a_step(picture.gray) for step in read.places))
        for read, picture in zip(reads, pictures, strict=True)
    ]


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
