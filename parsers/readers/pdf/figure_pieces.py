"""What stands at one height in a column of figures: one figure, or several where they stand farther apart than characters do."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import cell_of
from parsers.readers.pdf.runs import WIDE, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import GridCell
    from parsers.readers.pdf.model import Glyph

_PART = 0.35
"""In sizes; characters that stand farther apart are of two figures."""
_TRACKED = 0.12
"""In sizes; words whose characters stand so far apart are set wide, and so are the figures beside them."""
_SLACK = 1.3
"""By how much farther than those of the words the characters of a figure that is set wide may stand apart."""
_UNITS = "万元件条次人个篇"
_POINT = re.compile(r"(?<=\d)\s*([.,\uff0c\uff0e])\s*(?=\d)")
_BLANKS = re.compile(r"(?<=\d) (?=\d)")


def tracking(runs: Sequence[Run]) -> float:
    """How far apart, in sizes, the characters of words stand; 0 unless they are set wide."""
    gaps = [
        (b.x0 - a.x1) / max(a.size, b.size)
        for run in runs
        for a, b in pairwise(run.glyphs)
        if a.text >= WIDE and b.text >= WIDE
    ]
    usual = median(gaps) if gaps else 0.0
    return usual if usual > _TRACKED else 0.0


def figures_in(line: Block, apart: float) -> Iterator[Block]:
    """The figures of a line, given how far apart words are set; a point or unit that stands apart from its figure is its own."""
    most = max(_PART, apart * _SLACK)
    own: list[Glyph] = []
    for glyph in (glyph for run in line.runs for glyph in run.glyphs):
        if own and glyph.x0 - own[-1].x1 > most * max(glyph.size, own[-1].size) and not _goes_on(own[-1], glyph):
            yield Block(line.page, [Run(own, line.runs[0].order)])
            own = []
        own.append(glyph)
    yield Block(line.page, [Run(own, line.runs[0].order)])


def _goes_on(a: Glyph, b: Glyph) -> bool:
    """Whether what follows belongs to a figure however far it stands: a point in it, a unit behind it."""
    return (a.text in ".," and b.text.isdigit()) or (a.text.isdigit() and (b.text in ".," or b.text in _UNITS))


def figure_cell(value: Block, at: int, apart: float) -> GridCell:
    """A figure as a cell; blanks inside it are not printed where all words are set wide."""
    cell = cell_of(value, at, 1)
    text = _POINT.sub(r"\1", cell.text)
    return cell._replace(text=_BLANKS.sub("", text) if apart else text)
