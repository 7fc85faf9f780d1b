"""Where the labels of a table without rulings end and its values begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.pdf.row_values import is_unit, pieces
from parsers.readers.pdf.runs import Run
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.label_lines import Token
    from parsers.readers.pdf.model import Glyph

_LEFT = 80.0
"""Points left of the header's first name within which the first column begins."""
_BELOW = 2.6
"""In sizes; a unit stands no farther below its figure."""
_FIGURES = re.compile(r"[\d,.\uff0c\uff0e/\u2014\u2013\-]")
_CROSSED = 2
"""Characters that may stand on the wrong side of where labels end."""
_CLOSING = frozenset("\u201d\u2019\uff09\u300b\u300d\u3001\uff0c\u3002")
_WORDS = re.compile("(?!\u65e0)[\u4e00-\u9fff]")


def edge_of(runs: Sequence[Token], names: Sequence[Block]) -> float | None:
    """Where labels end and values begin: the gap that is nearest to the header's first name, at it or left of it; None without."""
    right = names[0].box.x0
    glyphs = [glyph for _, run in runs for glyph in run.glyphs if right - _LEFT < glyph.x1 and glyph.x0 < right + 2]
    at = right
    for glyph in sorted(glyphs, key=lambda one: -_ink_end(one)):
        if _ink_end(glyph) < at - 1.0:
            return at - 0.5
        at = min(at, glyph.x0)
    return at - 0.5 if at > right - _LEFT else _edge_of_figures(runs, right)


def _edge_of_figures(runs: Sequence[Token], right: float) -> float | None:
    """The same where cells touch: what hardly any words reach over and hardly any figures behind them begin left of."""
    figures, words = [], []
    for _, run in runs:
        end = _label_end(run.glyphs)
        figures += [glyph.x0 for glyph in run.glyphs[end:] if right - _LEFT < glyph.x1]
        words += [_ink_end(glyph) for glyph in run.glyphs[:end]]
    able = [at for at in sorted(set(figures)) if at < right + 2]
    crossed = {at: sum(x > at + 1 for x in words) + sum(x < at - 1 for x in figures) for at in able}
    best = min(able, key=lambda at: (crossed[at], at), default=0.0)
    return best - 0.5 if able and crossed[best] <= _CROSSED else None


def _label_end(glyphs: Sequence[Glyph]) -> int:
    """How many characters of a line are no figures or signs behind its words."""
    return next((i for i in range(len(glyphs), 0, -1) if not _FIGURES.fullmatch(glyphs[i - 1].text)), 0)


def _ink_end(glyph: Glyph) -> float:
    """Its right edge; a closing sign, the right half of which is empty, ends in its middle."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.text in _CLOSING else glyph.x1


def parted(runs: Sequence[Token], edge: float | None, names: Sequence[Block]) -> tuple[list[Token], list[Token]]:
    """What stands left of the edge, and right of it cut at every gap.

    Values left of it, as in a row that a page shifts, are behind the words of their line. Without an edge, as where it shifts
    the labels too, words are labels.
    """
    labels: list[Token] = []
    values: list[Token] = []
    middles = [(name.box.x0 + name.box.x1) / 2 for name in names]
    for page, run in runs:
        own = _end_of_words(run, names[0].box.x0) if edge is None else edge
        left = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 < own]
        right = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 >= own]
        if left:
            labels.append((page, run.part(left)))
        values += [(page, run.part(piece)) for piece in pieces(right, middles)]
    shifted = [one for one in labels if _is_value(one[1].text) and _is_apart(one, labels)]
    shifted += [one for one in labels if is_unit(one[1]) and any(_is_over(figure, one) for figure in shifted)]
    return [one for one in labels if one not in shifted], values + shifted


def _end_of_words(run: Run, right: float) -> float:
    """Where the words of a line end, figures behind them that stand in the columns left out."""
    has_words = bool(_WORDS.search(run.text)) or run.text[0] in _CLOSING
    if not has_words or (is_unit(run) and run.x0 > right):
        return run.x0 - 1
    end = _label_end(run.glyphs)
    return run.glyphs[end].x0 if end < len(run.glyphs) and run.glyphs[end].x1 > right else run.x1 + 1


def _is_value(text: str) -> bool:
    """Whether a text is a value; behind a closing bracket, as where a name goes on in a line, 无 is a piece of words."""
    return text[0] not in _CLOSING and read_value(text).kind != "text"


def _is_over(figure: Token, unit: Token) -> bool:
    """Whether a unit stands under a figure, or right behind it."""
    a, b = figure[1], unit[1]
    return figure[0] == unit[0] and -1 < b.y - a.y < _BELOW * a.size and a.x0 < b.x1 and b.x0 < a.x1 + a.size


def _is_apart(value: Token, labels: Sequence[Token]) -> bool:
    """Whether a value is no number before the words of its line: none stand right of it."""
    page, run = value
    return not any(
        at == page and one.x0 > run.x0 and abs(one.y - run.y) < 0.6 * run.size and read_value(one.text).kind == "text"
        for at, one in labels
    )
