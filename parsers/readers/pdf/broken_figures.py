"""Figures of a statistics table that a narrow column breaks over lines, as 1,132 into 1,13 and 2: made whole where they are one cell's for certain."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.runs import Run
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.label_places import Places

_MOST = 4
"""Lines that one figure may be broken over."""
_LEADING = 2.7
"""In sizes; lines of one figure stand no farther apart."""
_LOW = 0.6
"""In sizes; nor nearer to one another."""
_CLEAR = 0.1
"""In sizes; by how much nearer they stand to their label than to another one."""


def whole_figures(lines: Sequence[Block], places: Places) -> dict[int, tuple[Block, list[Block]]]:
    """For the number of a label the figure that lines of one column make, and these lines.

    They stand with their first line at that of their label or in the middle of its height, all nearer to it than to another
    one, and one line would be wider than any that the column holds.
    """
    widest = max((_width(line) for line in lines), default=0.0)
    found: dict[int, list[list[Block]]] = {}
    for start in range(len(lines)):
        for own in (lines[start:end] for end in range(start + 2, min(start + _MOST, len(lines)) + 1)):
            if sum(map(_width, own)) > widest and _is_figure(own):
                home = _home(own, places)
                if home is not None:
                    found.setdefault(home, []).append(list(own))
    used = [id(line) for groups in found.values() for own in groups for line in own]
    return {
        i: (_as_one(groups[0]), groups[0])
        for i, groups in found.items()
        if len(groups) == 1 and all(used.count(id(line)) == 1 for line in groups[0])
    }


def _home(own: Sequence[Block], places: Places) -> int | None:
    """The label that all lines stand nearest to, if they stand at its height."""
    homes: set[int] = set()
    for line in own:
        near = places.near(line)
        if not near or (len(near) > 1 and near[1][0] - near[0][0] < _CLEAR):
            return None
        homes.add(near[0][1])
    if len(homes) > 1:
        return None
    home = homes.pop()
    return home if places.of[home].holds(own[0], own[-1]) else None


def _is_figure(own: Sequence[Block]) -> bool:
    near = all(_is_below(a, b) for a, b in pairwise(own))
    texts = [squeeze(line.text) for line in own]
    is_number = near and all(text[:1].isdigit() for text in texts[:1]) and read_value("".join(texts)).kind == "number"
    return is_number and not (texts[0] == "0" or (texts[0].startswith("0") and "." not in texts[0]))


def _is_below(a: Block, b: Block) -> bool:
    size = max(a.size, b.size)
    far = b.runs[0].y - a.runs[0].y
    return a.page == b.page and _LOW * size < far < _LEADING * size and a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1


def _width(line: Block) -> float:
    return line.box.x1 - line.box.x0


def _as_one(lines: Sequence[Block]) -> Block:
    runs = [run for line in lines for run in line.runs]
    return Block(lines[0].page, [Run([glyph for run in runs for glyph in run.glyphs], runs[0].order)])
