"""Lines of the first column of a statistics table to labels: which lines are one is told by the names of the form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.readers.pdf.label_lines import Label
from parsers.readers.pdf.runs import WIDE
from parsers.statistics_form import load_statistics, names_of_indicator
from parsers.tables.figure_column import UNIT_CELL
from parsers.tables.statistics import indicators
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.readers.pdf.blocks import Block

_MOST = 8
"""Lines of one label."""
_LEADING = 4.0
"""In sizes; lines of one label stand no farther apart."""
_DASHES = re.compile("[-\u2013\u2014\u2500]+$")
_REMARK = re.compile(r"\((?![一二三四五六七八九十\d]{1,2}\))")
_MISPRINTED = 0.5
"""What a character of a label counts that only resembles one of the form."""


def labels_of_lines(lines: Sequence[Block]) -> list[Label]:
    """The labels that lines, from the top, make; what is none of the form's, if perhaps misprinted, stays as single lines."""
    labels: list[Label] = []
    waiting: list[Block] = []
    for label in _grouped(lines, _exact):
        if label.is_known:
            labels += [*_grouped(waiting, _near), label]
            waiting = []
        else:
            waiting += label.pieces
    return labels + _grouped(waiting, _near)


def is_heading(text: str) -> bool:
    """Whether a line is a heading of the form, perhaps with dashes behind it, that holds no figure."""
    found = load_statistics().by_name
    own = [one for name in names_of_indicator(_DASHES.sub("", text)) for one in found.get(name, ())]
    return bool(own) and not any(one.key for one in own)


def is_unit(text: str) -> bool:
    """Whether a text is a unit, or a line of one."""
    return bool(UNIT_CELL.fullmatch(text)) or text == "万"


def size_of(block: Block) -> float:
    """The size of its words: signs of other fonts may be far larger."""
    sizes = sorted([glyph.size for run in block.runs for glyph in run.glyphs if glyph.text >= WIDE])
    return sizes[len(sizes) // 2] if sizes else block.size


@lru_cache(maxsize=1 << 13)
def _exact(text: str) -> float:
    if _REMARK.match(text):  # it belongs to the label above
        return 0.0
    return 0.0 if load_statistics().by_name.keys().isdisjoint(names_of_indicator(text)) else float(len(text))


def _near(text: str) -> float:
    return _MISPRINTED * len(text) if indicators(text) else 0.0


def _grouped(lines: Sequence[Block], worth: Callable[[str], float]) -> list[Label]:
    """The lines in groups, those that are labels marked, so that these are worth most together."""
    texts = [squeeze(line.text) for line in lines]
    best = [0.0] * (len(lines) + 1)
    size = [1] * len(lines)
    for start in range(len(lines) - 1, -1, -1):
        best[start] = best[start + 1]
        text = ""
        for end in range(start, min(start + _MOST, len(lines))):
            if end > start and not _follows(lines[end - 1], lines[end]):
                break
            text += texts[end]
            own = worth(text)
            if own and own + best[end + 1] > best[start]:
                best[start], size[start] = own + best[end + 1], end + 1 - start
    labels: list[Label] = []
    at = 0
    while at < len(lines):
        labels.append(Label(list(lines[at : at + size[at]]), best[at] > best[at + 1]))
        at += size[at]
    return labels


def _follows(a: Block, b: Block) -> bool:
    if a.page != b.page:
        return b.page == a.page + 1
    return b.runs[0].y - a.runs[0].y < _LEADING * max(a.size, b.size)
