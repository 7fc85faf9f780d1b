"""Tables with a line here and there: values stand beside the ruled cells, or several in one, and no line tells what they are."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.runs import runs_of
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page
    from parsers.readers.pdf.runs import Run

_FEWEST = 3
"""Values that are in no cell of their own; fewer may be notes in the margin."""
_SHARE = 0.08
"""Of the values in cells of their own; with fewer others the lines still make the table."""


def is_partly_ruled(pages: Sequence[Page], tables: Sequence[Sequence[Lattice]]) -> bool:
    """Whether the rulings of a document make only some cells of its tables: then columns are told without them."""
    own = others = 0
    for page, lattices in zip(pages, tables, strict=True):
        cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
        beside: list[Glyph] = []
        for glyph in page.glyphs if lattices else ():
            x = (glyph.x0 + glyph.x1) / 2
            home = next(((i, at) for i, one in enumerate(lattices) if (at := one.at(x, glyph.y)) is not None), None)
            if home:
                cells[home].append(glyph)
            elif any(one.ys[0] < glyph.y < one.ys[-1] for one in lattices):
                beside.append(glyph)
        counts = [_figures(glyphs) for glyphs in cells.values()]
        own += counts.count(1)
        others += sum(count for count in counts if count > 1)
        others += sum(map(_is_value, runs_of(beside)))
    return others >= max(_FEWEST, _SHARE * own)


def _figures(glyphs: Sequence[Glyph]) -> int:
    """How many values stand side by side among characters; none where there are words. One below another may be its end."""
    runs = runs_of(glyphs)
    if not all(_is_value(run) for run in runs):
        return 0
    ends = sorted((run.x0, run.x1) for run in runs)
    return 1 + sum(b[0] > a[1] for a, b in pairwise(ends)) if ends else 0


def _is_value(run: Run) -> bool:
    return read_value(run.text).kind != "text"
