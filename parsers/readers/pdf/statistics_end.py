"""Where a statistics table without rulings ends: at the last label of the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.label_lines import lines_of_tokens
from parsers.readers.pdf.runs import Run
from parsers.readers.pdf.statistics_labels import is_unit, labels_of_lines, size_of
from parsers.tables.figure_column import UNIT_CELL
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.label_lines import Label, Token

_UNIT = re.compile(rf"^{UNIT_CELL.pattern}(?=.)")
_VALUES = re.compile(
    rf"(?:{UNIT_CELL.pattern})?[\d.,/\\\-\uff0c\uff0e\u2013\u2014\uff0d\u65e0]+(?:{UNIT_CELL.pattern})?$"
)
"""What stands behind the words of a run where columns nearly touch."""
_LOST = 6
"""Lines that are no labels; more of them end a table."""
_LEVEL = 0.45
"""In sizes; what stands no farther from a line belongs to it."""
_ONE_MORE = 2.0
"""In sizes; a unit or figure that stands no farther below the last label, and right of it, may be beside it."""


def up_to_end(tokens: Sequence[Token]) -> list[Token]:
    """What stands above the line behind the last label of the form, or behind many lines that are none."""
    lines = [(line, words) for line in lines_of_tokens(tokens) if (words := _words(line))]
    known = up_to_last(labels_of_lines([Block(line.page, words) for line, words in lines]))
    if not known:
        return []
    last = known[-1].pieces[-1]
    y, size = last.runs[0].y, size_of(last)
    inside = [one for one in tokens if (one[0], one[1].y) < (last.page, y + _LEVEL * size)]
    below = [run for page, run in tokens if page == last.page and y + _LEVEL * size <= run.y < y + _ONE_MORE * size]
    if all(run.x0 > last.box.x1 and not _has_words(run) for run in below):
        inside += [(last.page, run) for run in below]
    return inside


def _has_words(run: Run) -> bool:
    """Whether a run is neither a unit nor a figure, nor both; a date is none."""
    text = squeeze(run.text)
    return not is_unit(text) and read_value(_UNIT.sub("", text)).kind == "text"


def _words(line: Block) -> list[Run]:
    """The first words of a line without what may stand beside them, units and figures."""
    words: list[Run] = []
    for run in line.runs:
        text = squeeze(run.text)
        tail = _VALUES.search(run.text)
        is_beside = is_unit(text) or read_value(text).kind != "text" or (tail is not None and not tail.start())
        if is_beside and words:
            break
        if is_beside:
            continue
        if tail:
            return [*words, Run(run.glyphs[: -len(tail[0])], run.order)]
        words.append(run)
    return words


def up_to_last(labels: Sequence[Label]) -> list[Label]:
    """The labels up to the last one of the form before many lines that are none."""
    lost = end = 0
    for i, label in enumerate(labels, 1):
        lost = 0 if label.is_known else lost + 1
        if lost > _LOST:
            break
        end = i if label.is_known else end
    return list(labels[:end])
