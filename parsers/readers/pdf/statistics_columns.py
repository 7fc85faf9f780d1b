"""The columns of a statistics table without rulings: strips that no line crosses part them, what stands in them tells which is which."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.readers.pdf.label_lines import lines_of_tokens
from parsers.readers.pdf.statistics_labels import is_heading, is_unit
from parsers.statistics_form import load_statistics
from parsers.text import read_label, read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.label_lines import Token
    from parsers.readers.pdf.model import Glyph

Kind = Literal["label", "unit", "figure", "remark", "mixed"]
_NARROW = 0.8
"""Points; a strip between two columns is wider."""
_CLOSE = 8.0
"""Points; a figure within the words of a label stands no farther from these."""
_RARE = 10
"""Of so many lines one may hold such a figure."""
_STRAY = 30
"""Of so many lines one may cross a strip, a remark over all columns, where else none would part them."""
_MOSTLY = 0.6
_MIXED = 0.3
"""Share of lines that end in a figure behind words, or a unit: then two columns touch."""
_FIGURE_BEHIND = re.compile(
    "[\u4e00-\u9fff\uff09)][\\d.,/\\\\\u2013\u2014\uff0d-]+$|(?:\u6570|\uff09|\\))[\u6761\u4ef6\u6b21\u4e2a\u4eba]$"
)
_PART_OF_FIGURE = re.compile(r"[\d.,\uff0c\uff0e]+")
_UNLIKE, _BLANK, _SPLIT = 100.0, 10.0, 5.0
"""What it counts if a column holds what it should not, is blank, or has a strip within."""
_CLOSING = frozenset("\u201d\u2019\uff09\u300b\u300d\u3001\uff0c\u3002")
_FAR = 1e6
_UNCLEAR = 0.6
"""Of two columns of figures one of which is blank the other is told by its name if that is nearer by so much."""


class Column(NamedTuple):
    """What it holds, and from where to where it reaches; whether it is certain that these are its own places."""

    kind: Kind
    x0: float
    x1: float
    is_certain: bool = True


class _Island(NamedTuple):
    x0: float
    x1: float
    kind: Kind
    lines: int


def kind_of(name: str) -> Kind:
    """What stands under a name of the header."""
    words, label = load_statistics(), read_label(name)
    if not words.label_words.isdisjoint((label.core, label.stem)):
        return "label"
    if label.core.endswith("单位"):
        return "unit"
    return "remark" if label.core in ("备注", "说明") else "figure"


def columns_of(names: Sequence[Block], kinds: Sequence[Kind], tokens: Sequence[Token]) -> list[Column] | None:
    """The columns in the order of their names; None if what stands below these does not fit them."""
    lines = [line for line in lines_of_tokens(tokens) if not is_heading(squeeze("".join(r.text for r in line.runs)))]
    for stray in (0, 1 + len(lines) // _STRAY):
        islands = _islands(lines, stray)
        homes = _homes(islands, names, kinds)
        if homes is not None:
            columns = list(_placed(islands, homes, names, kinds))
            is_whole = not stray or all(i in homes for i, kind in enumerate(kinds) if kind == "figure")
            return columns if is_whole else [one._replace(is_certain=False) for one in columns]
    return None


def _placed(
    islands: Sequence[_Island], homes: Sequence[int], names: Sequence[Block], kinds: Sequence[Kind]
) -> Iterator[Column]:
    edge = -_FAR
    for i, kind in enumerate(kinds):
        behind = [island.x0 for island, home in zip(islands, homes, strict=True) if home > i]
        own = [island.x1 for island, home in zip(islands, homes, strict=True) if home == i]
        end = ((max(own, default=edge) + behind[0]) / 2 if own else edge) if behind else _FAR
        is_certain = kind != "figure" or _is_certain(names, kinds, islands, homes)
        yield Column(kind, edge, max(end, edge), is_certain)
        edge = max(end, edge)


def _islands(lines: Sequence[Block], stray: int) -> list[_Island]:
    """Where more than `stray` lines stand over one another, from left to right."""
    glyphs = [glyph for line in lines for run in line.runs for glyph in run.glyphs]
    events = sorted([(glyph.x0, 1) for glyph in glyphs] + [(_ink_end(glyph) - 0.1, -1) for glyph in glyphs])
    spans: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in events:
        if depth == stray and step > 0:
            start = x
        depth += step
        if depth == stray and step < 0:
            spans = (
                [*spans[:-1], (spans[-1][0], x)] if spans and start - spans[-1][1] < _NARROW else [*spans, (start, x)]
            )
    return _whole_labels([_island(x0, x1, lines) for x0, x1 in spans], 1 + len(lines) // _RARE)


def _whole_labels(islands: list[_Island], most: int) -> list[_Island]:
    """The islands, a figure and its unit within the words of a label, of `most` lines, made one with these."""
    whole: list[_Island] = []
    for island in islands:
        whole.append(island)
        start = len(whole) - 2
        while start > 0 and whole[start].kind != "label" and whole[start].lines <= most:
            start -= 1
        if (
            island.kind == "label"
            and 0 <= start < len(whole) - 1
            and whole[start].kind == "label"
            and _are_close(whole[start:])
        ):
            whole[start:] = [_Island(whole[start].x0, island.x1, "label", max(one.lines for one in whole[start:]))]
    return whole


def _are_close(islands: Sequence[_Island]) -> bool:
    return all(b.x0 - a.x1 < _CLOSE for a, b in pairwise(islands))


def _ink_end(glyph: Glyph) -> float:
    """Its right edge; a closing sign, the right half of which is empty and may stand over the next column, ends in its middle."""
    return _middle(glyph) if glyph.text in _CLOSING else glyph.x1


def _island(x0: float, x1: float, lines: Sequence[Block]) -> _Island:
    texts = [text for line in lines if (text := _text_between(x0, x1, line))]
    units = sum(is_unit(text) for text in texts)
    figures = sum(bool(_PART_OF_FIGURE.fullmatch(text)) or read_value(text).kind != "text" for text in texts)
    return _Island(x0, x1, _held(texts, units, figures), len(texts))


def _held(texts: Sequence[str], units: int, figures: int) -> Kind:
    """What an island holds, by how many of its texts are units and figures."""
    if sum(bool(_FIGURE_BEHIND.search(text)) for text in texts) > _MIXED * len(texts) and figures < len(texts) / 2:
        return "mixed"
    if units > _MOSTLY * len(texts):
        return "unit"
    return "figure" if figures > _MOSTLY * len(texts) else "label"


def _text_between(x0: float, x1: float, line: Block) -> str:
    return "".join(glyph.text for run in line.runs for glyph in run.glyphs if x0 <= _middle(glyph) <= x1)


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _homes(islands: Sequence[_Island], names: Sequence[Block], kinds: Sequence[Kind]) -> list[int] | None:
    """For each island the number of its column, in the order of both, so that the columns hold what they should."""
    best: list[list[tuple[float, int]]] = []
    for i, island in enumerate(islands):
        row: list[tuple[float, int]] = []
        for j, name in enumerate(names):
            own = _UNLIKE * (island.kind != kinds[j] and not (kinds[j] == "remark" and island.kind == "label"))
            own += _distance(island, name) / 100
            before = (
                [(best[i - 1][k][0] + _BLANK * max(j - k - 1, 0) + _SPLIT * (k == j), k) for k in range(j + 1)]
                if i
                else [(_BLANK * j, -1)]
            )
            cost, k = min(before)
            row.append((cost + own, k))
        best.append(row)
    if not best:
        return None
    last = min(range(len(names)), key=lambda j: best[-1][j][0] + _BLANK * (len(names) - 1 - j))
    if best[-1][last][0] >= _UNLIKE:
        return None
    homes: list[int] = []
    for row in reversed(best):
        homes.append(last)
        last = row[last][1]
    return homes[::-1]


def _distance(island: _Island, name: Block) -> float:
    box = name.box
    return min(abs(island.x0 - box.x0), abs(island.x1 - box.x1), abs(island.x0 + island.x1 - box.x0 - box.x1) / 2)


def _is_certain(
    names: Sequence[Block], kinds: Sequence[Kind], islands: Sequence[_Island], homes: Sequence[int]
) -> bool:
    """Whether columns of figures are told from one another: all of them hold figures, or each stands clearly below its name."""
    figures = [j for j, kind in enumerate(kinds) if kind == "figure"]
    if set(figures) <= set(homes):
        return True
    for island, home in zip(islands, homes, strict=True):
        if home in figures and sum(island.x0 < names[j].box.x1 and names[j].box.x0 < island.x1 for j in figures) > 1:
            return False
        near = sorted((_distance(island, names[j]), j) for j in figures)
        if home in figures and len(near) > 1 and near[0][0] > _UNCLEAR * near[1][0]:
            return False
    return True
