"""Where the signs of a piece of text stand: gaps in its ink tell the words and figures apart that the model reads at one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parsers.readers.pdf.model import Glyph
from parsers.readers.recognition.figures import needless_blanks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.recognition.decode import Read
    from parsers.readers.recognition.ink import Mask, Piece

    Span = tuple[float, float]

_GAP = 0.45
"""In sizes; ink that stands farther apart is told apart. Signs of one word stand closer, but for the empty halves of punctuation."""
_ENDS, _OPENS = frozenset("、，。；：！？）》”’),.;:"), frozenset("（《“‘(")
_WIDE = "\u2e80"
_NARROW = 0.55
"""Width of a Latin letter or figure beside that of a Chinese sign."""


def spans_of(ink: Mask, piece: Piece, size: float) -> list[Span]:
    """The stretches of a piece's ink that wide gaps part, in pixels from left to right."""
    filled = np.flatnonzero(ink[piece.y0 : piece.y1, piece.x0 : piece.x1].any(axis=0))
    if not len(filled):
        return [(piece.x0, piece.x1)]
    cuts = np.flatnonzero(np.diff(filled) > _GAP * size)
    starts, ends = [0, *(cuts + 1)], [*cuts, len(filled) - 1]
    return [(piece.x0 + int(filled[a]), piece.x0 + int(filled[b]) + 1) for a, b in zip(starts, ends, strict=True)]


def glyphs_of(piece: Piece, read: Read, spans: Sequence[Span], scale: float) -> list[Glyph]:
    """The signs side by side in the stretches where they stand; `scale` is points a pixel. Blanks part them."""
    needless = needless_blanks(read.text)
    kept = [number for number, sign in enumerate(read.text) if not sign.isspace()]
    y, size = (piece.y0 + piece.y1) / 2 * scale, max((piece.y1 - piece.y0) * scale, 1.0)
    found: list[Glyph] = []
    for span, own in _shared(kept, read, spans, (piece.x0, piece.x1)):
        wide = [1.0 if read.text[number] >= _WIDE else _NARROW for number in own]
        blanks = [_blank_before(read.text, number, needless) for number in own]
        within = [_NARROW if blank and at else 0.0 for at, blank in enumerate(blanks)]
        unit = (span[1] - span[0]) * scale / max(sum(wide) + sum(within), 0.5)
        x = span[0] * scale
        for number, share, blank, before in zip(own, wide, blanks, within, strict=True):
            x += before * unit
            found.append(Glyph(read.text[number], x, x + share * unit, y, size, blank and before > 0))
            x += share * unit
    return found


def _blank_before(text: str, number: int, needless: set[int]) -> bool:
    return number > 0 and text[number - 1].isspace() and number - 1 not in needless


def _shared(kept: Sequence[int], read: Read, spans: Sequence[Span], whole: Span) -> list[tuple[Span, list[int]]]:
    """The signs of each stretch, by the places where the model saw them; all in one where it does not tell."""
    if len(spans) < 2 or len(read.places) != len(read.text):
        return [(whole, list(kept))]
    shared: list[tuple[Span, list[int]]] = [(span, []) for span in spans]
    for number in kept:
        place = read.places[number]
        home = min(range(len(spans)), key=lambda at: max(spans[at][0] - place, place - spans[at][1], 0.0))
        shared[home][1].append(number)
    return _closed([(span, own) for span, own in shared if own], read.text)


def _closed(shared: list[tuple[Span, list[int]]], text: str) -> list[tuple[Span, list[int]]]:
    """The stretches, those joined that only the empty half of a sign of punctuation parts."""
    found = shared[:1]
    for span, own in shared[1:]:
        before, signs = found[-1]
        if text[signs[-1]] in _ENDS or text[own[0]] in _OPENS:
            found[-1] = ((before[0], span[1]), [*signs, *own])
        else:
            found.append((span, own))
    return found
