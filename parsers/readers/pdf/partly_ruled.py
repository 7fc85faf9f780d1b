"""Tables with a line here and there: values stand beside the ruled cells, or several in one, and no line tells what they are."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.runs import runs_of, text_of
from parsers.statistics_form import load_statistics, names_of_indicator
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page

_FIRST, _LAST = "\u4e00", "\u9fff"
_FEWEST = 3
"""Values that are in no cell of their own; fewer may be notes in the margin."""
_SHARE = 0.08
"""Of the values in cells of their own; with fewer others the lines still make the table."""


Home = tuple[int, int]
"""The number of a table on its page, and of a cell in it."""


def is_partly_ruled(
    pages: Sequence[Page], tables: Sequence[Sequence[Lattice]], homes: Sequence[Sequence[Home | None]]
) -> bool:
    """Whether the rulings of a document make only some cells of its tables: then columns are told without them.

    `homes` tells for each character of each page the cell it stands in.
    """
    if not any(tables):
        return False
    own = others = 0
    inside: list[list[Glyph]] = []
    outside: list[list[Glyph]] = []
    for page, lattices, places in zip(pages, tables, homes, strict=True):
        loose = [glyph for glyph, home in zip(page.glyphs, places, strict=True) if not home]
        outside.append(loose)
        if not lattices:
            continue
        cells: defaultdict[Home, list[Glyph]] = defaultdict(list)
        for glyph, home in zip(page.glyphs, places, strict=True):
            if home:
                cells[home].append(glyph)
        beside = [
            glyph for one in lattices for glyph in loose if one.ys[0] < glyph.y < one.ys[-1] and glyph.text < _FIRST
        ]
        inside += cells.values()
        counts = [_figures(glyphs) for glyphs in cells.values()]
        own += counts.count(1)
        others += sum(count for count in counts if count > 1)
        others += sum(_is_value(run.text) for run in runs_of(beside))
    return others >= max(_FEWEST, _SHARE * own) or _tear_statistics(inside, outside)


def _tear_statistics(inside: Sequence[Sequence[Glyph]], outside: Sequence[Sequence[Glyph]]) -> bool:
    """Whether some rows of a statistics table stand in ruled cells, and others, with values, in none: the cells, and the rest of each page."""
    texts = [run.text for loose in outside for run in runs_of(loose)]
    if sum(map(_is_value, texts)) < _FEWEST or sum(map(_is_row, texts)) < _FEWEST:
        return False
    return sum(map(_is_row, {text_of(cell) for cell in inside})) >= _FEWEST


def _is_row(text: str) -> bool:
    found = load_statistics().by_name
    return any(one.key for name in names_of_indicator(text) for one in found.get(name, ()))


def _figures(glyphs: Sequence[Glyph]) -> int:
    """How many values stand side by side among characters; none where there are words. One below another may be its end."""
    if len(glyphs) == 1:
        return int(_is_value(glyphs[0].text))
    if any(_FIRST <= glyph.text <= _LAST for glyph in glyphs):
        return 0
    runs = runs_of(glyphs)
    if not all(_is_value(run.text) for run in runs):
        return 0
    ends = sorted((run.x0, run.x1) for run in runs)
    return 1 + sum(b[0] > a[1] for a, b in pairwise(ends)) if ends else 0


def _is_value(text: str) -> bool:
    return read_value(text).kind != "text"
