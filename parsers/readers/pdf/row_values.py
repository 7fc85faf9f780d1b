"""The values of a row without rulings: pieces of a line, units that stand apart from their figure, a line or two of one cell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.label_lines import lines_of_tokens
from parsers.readers.pdf.runs import Run, ends_of_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.label_lines import Token
    from parsers.readers.pdf.model import Glyph

_PART = 0.35
"""In sizes; a wider gap parts two values."""
_NARROW = 0.25
"""In sizes; the same where what stands together would be a figure that begins with a zero."""
_CENTRED = 0.6
"""In sizes; dashes that touch are those of two columns if each stands so near to the middle of its own."""
_LEADING = 2.6
"""In sizes; lines of one cell stand no farther apart."""
_LEVEL = 1.3
"""In sizes; values of one row stand no farther above or below one another."""
_SLACK = 1.5
"""In sizes; by how much more than the lines of their label values of one row may differ in height."""
_DASH = "\u2014"
"""Two of them are one long dash, of which a narrow column sets one below the other."""
_ZEROS = "0\uff10"
_UNIT = re.compile(r"[件条次个宗项]")


def pieces(glyphs: Sequence[Glyph], middles: Sequence[float]) -> Iterator[list[Glyph]]:
    """What stands together; dashes, which touch in narrow columns, by the name that each is nearest to."""
    for piece in _pieces(glyphs, middles, _PART):
        is_one = len(piece) == 1 or piece[0].text not in _ZEROS or not piece[1].text.isdigit()
        if len(piece) == len(middles) and all(glyph.text in _ZEROS for glyph in piece):
            yield from ([glyph] for glyph in piece)  # as many as there are columns
        else:
            yield from [piece] if is_one else _pieces(piece, middles, _NARROW)


def _pieces(glyphs: Sequence[Glyph], middles: Sequence[float], part: float) -> Iterator[list[Glyph]]:
    piece: list[Glyph] = []
    ends = ends_of_figures(glyphs)
    for i, glyph in enumerate(glyphs):
        if piece and glyph.text == piece[-1].text == _DASH:
            own = [_nearest(one, middles) for one in (piece[-1], glyph)]
            off = max(abs(own[0] - _middle_of(piece[-1])), abs(own[1] - _middle_of(glyph)))
            is_cut = glyph.x0 - piece[-1].x1 > part * glyph.size or (own[0] != own[1] and off < _CENTRED * glyph.size)
        else:
            is_next = bool(piece) and glyph.text.isdigit() and bool(_UNIT.fullmatch(piece[-1].text))
            is_cut = (
                i in ends
                or is_next
                or (bool(piece) and glyph.x0 - piece[-1].x1 > part * max(glyph.size, piece[-1].size))
            )
        if is_cut:
            yield piece
            piece = []
        piece.append(glyph)
    if piece:
        yield piece


def _middle_of(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _nearest(glyph: Glyph, middles: Sequence[float]) -> float:
    return min(middles, key=lambda middle: abs(middle - _middle_of(glyph)))


def value_lines(values: Sequence[Token]) -> list[Block]:
    """The pieces by height; a unit that the file holds apart from its figure is joined to it."""
    lines = lines_of_tokens(values)
    for line in lines:
        joined: list[Run] = []
        for run in line.runs:
            if joined and _touches(joined[-1], run):
                joined[-1] = joined[-1].joined(run)
            else:
                joined.append(run)
        line.runs[:] = joined
    return lines


def _touches(a: Run, b: Run) -> bool:
    size = max(a.size, b.size)
    is_unit = a.text[-1:].isdigit() and bool(_UNIT.fullmatch(b.text))
    return is_unit and -0.1 * size < b.x0 - a.x1 < _PART * size and abs(a.y - b.y) < 0.5 * size


def with_units(values: Sequence[Block]) -> list[Block]:
    """The values from left to right, a unit below its figure joined to it, and the second half of a long dash to its first."""
    if not any(_UNIT.fullmatch(value.text) or value.text == _DASH for value in values):
        return sorted(values, key=lambda one: one.runs[0].x0)
    whole: list[Block] = []
    for value in sorted(values, key=lambda one: (bool(_UNIT.fullmatch(one.text)), one.runs[0].y)):
        able = [i for i, one in enumerate(whole) if goes_on(one, value)]
        home = min(able, key=lambda i: abs(_middle(whole[i]) - _middle(value)), default=None)
        if home is None:
            whole.append(value)
        else:
            whole[home] = Block(value.page, [*whole[home].runs, *value.runs])
    return sorted(whole, key=lambda one: one.box.x0)


def goes_on(value: Block, below: Block) -> bool:
    """Whether what stands below a value is its unit, or the half of a dash that is two signs long."""
    a, b = below.box, value.box
    if not 0 < below.runs[0].y - value.runs[-1].y < _LEADING * below.size:
        return False
    if value.text == below.text == _DASH:
        return abs(a.x0 - b.x0) < below.size / 2
    is_bare = value.text[-1:].isdigit() and bool(_UNIT.fullmatch(below.text))
    return is_bare and a.x0 < b.x1 + below.size / 2 and b.x0 < a.x1 + below.size / 2


def _middle(block: Block) -> float:
    return (block.box.x0 + block.box.x1) / 2


def is_one_row(values: Sequence[Block], height: float = 0.0) -> bool:
    """Whether values, from left to right, stand at one height or nearly so, as some do with a unit below, and none over another.

    They may differ by as much as the lines of their label do, the `height`.
    """
    heights = [value.runs[0].y for value in values]
    size = max((value.size for value in values), default=0.0)
    if not values or max(heights) - min(heights) < max(_LEVEL * size, height + _SLACK * size):
        return all(a.box.x1 < b.box.x0 + 0.1 * a.size for a, b in pairwise(values))
    return False


def is_unit(run: Run) -> bool:
    """Whether a run is a unit and nothing else."""
    return is_unit_sign(run.text)


def is_unit_sign(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return bool(_UNIT.fullmatch(text))
