"""Figures that a narrow column cuts over several lines, as 149 into 1, 4 and 9: one figure only where the row's own sum says so."""

from __future__ import annotations

import re
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.runs import Run
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIGURES = re.compile(r"[\d,]+")
_LEADING = 2.4
"""In sizes; lines of one figure stand no farther apart."""
_LEVEL = 0.35
"""In sizes; the middle of such a figure stands no farther from the height of the others."""


def with_cut_figures(row: list[Block], names: Sequence[Block]) -> list[Block] | None:
    """The values of a row, figures below one another made one; None unless there are such figures and all that follows holds.

    The last one stands under the last of the columns' `names` then and is the sum of the others, none of several lines begins
    with a zero, and these stand with their middle at the height of the others, as no two rows could. They may begin at that
    height if one of the others is not nothing: of two rows taken for one the sum would be another.
    """
    heights = [value.runs[0].y for value in row]
    if len(row) < 2 or max(heights) - min(heights) < _LEVEL * row[0].size:
        return None
    stacks = _stacks(row)
    alone = [own[0] for own in stacks if len(own) == 1]
    if len(row) <= len(stacks) or not 2 < len(stacks) <= len(names) or not alone:
        return None
    if stacks[-1][0].box.x1 < names[-1].box.x0 or stacks[-1][0].box.x0 > names[-1].box.x1:
        return None
    at, size = alone[0].runs[0].y, alone[0].size
    if any(abs(one.runs[0].y - at) > _LEVEL * size for one in alone):
        return None
    cut = [own for own in stacks if len(own) > 1]
    figures = [read_value("".join(squeeze(one.text) for one in own)).value or 0 for own in stacks]
    if not all(_is_cut(own) for own in cut) or sum(figures[:-1]) != figures[-1]:
        return None
    is_middle = all(abs(_middle(own) - at) < _LEVEL * size for own in cut)
    is_top = all(abs(own[0].runs[0].y - at) < _LEVEL * size for own in cut)
    if not is_middle and not (is_top and any(len(own) == 1 and figures[i] for i, own in enumerate(stacks[:-1]))):
        return None
    return [_as_one(own) for own in stacks]


def _as_one(lines: Sequence[Block]) -> Block:
    return Block(
        lines[0].page,
        [reduce(Run.joined, [run for one in lines for run in one.runs])],
    )


def _stacks(row: Sequence[Block]) -> list[list[Block]]:
    """The values over one another, from left to right, each from the top."""
    stacks: list[list[Block]] = []
    for value in sorted(row, key=lambda one: one.box.x0):
        home = next((own for own in stacks if own[0].box.x0 < value.box.x1 and value.box.x0 < own[0].box.x1), None)
        if home is None:
            stacks.append([value])
        else:
            home.append(value)
    return [sorted(own, key=lambda one: one.runs[0].y) for own in stacks]


def _is_cut(lines: Sequence[Block]) -> bool:
    texts = [squeeze(one.text) for one in lines]
    near = all(0 < b.runs[0].y - a.runs[0].y < _LEADING * a.size for a, b in pairwise(lines))
    return near and all(_FIGURES.fullmatch(text) for text in texts) and not texts[0].startswith("0")


def _middle(lines: Sequence[Block]) -> float:
    return (lines[0].runs[0].y + lines[-1].runs[0].y) / 2
