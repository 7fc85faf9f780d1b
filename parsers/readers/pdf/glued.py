"""A figure right behind the words of a label that fills its column: it stands in the first column of values, and is no part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.runs import Run
from parsers.tables.roles import roles
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from parsers.readers.pdf.segments import Row
    from parsers.readers.pdf.slots import Slot

_LEFT = 0.4
"""In sizes; how far left of its column such a figure may begin."""


def unglued(row: Row, first: Slot) -> Row:
    """The blocks of a row, the figure that the last label ends in apart from it if it begins where the `first` column does."""
    at = max((i for i, block in enumerate(row) if (block.box.x0 + block.box.x1) / 2 < first.x0), default=None)
    if at is None or row[at].box.x1 <= first.x0:
        return row
    label = row[at]
    for number, run in enumerate(label.runs):  # a remark may follow
        start = len(run.glyphs)
        while start and (run.glyphs[start - 1].text.isdigit() or run.glyphs[start - 1].text in ".,-"):
            start -= 1
        figure = run.glyphs[start:]
        if not 0 < start < len(run.glyphs) or figure[0].x0 < first.x0 - _LEFT * run.size:
            continue
        if read_value(squeeze("".join(glyph.text for glyph in figure))).kind == "number":
            runs = [*label.runs[:number], Run(run.glyphs[:start], run.order), *label.runs[number + 1 :]]
            value = Block(label.page, [Run(figure, run.order)])
            return [*row[:at], Block(label.page, runs), value, *row[at + 1 :]]
    return row


def glued_figure(label: Block) -> Block | None:
    """The figure that the name of a row of the form ends in: with no value beside it, it is not certain that it is none."""
    run = label.runs[-1]
    start = len(run.glyphs)
    while start and run.glyphs[start - 1].text.isdigit():
        start -= 1
    name = roles("".join(one.text for one in label.runs[:-1]) + "".join(glyph.text for glyph in run.glyphs[:start]))
    if start == len(run.glyphs) or name.keys().isdisjoint(("row", "request")):
        return None
    return Block(label.page, [Run(run.glyphs[start:], run.order)])
