"""Runs to blocks: the text of one cell of a table without rulings, told by the order of the file and by place.

Programs write tables cell by cell and row by row, so what follows in the file and stands right below, aligned, belongs to
the same cell; what stands to the right, at the same height, is the next cell of the row.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import reduce
from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf.model import Box
from parsers.readers.pdf.runs import Run, ends_of_figures, joins, text_of
from parsers.statistics_form import load_statistics, names_of_indicator
from parsers.tables.roles import is_group_and_item, is_whole
from parsers.text import read_value, squeeze, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.model import Glyph

_LEADING = 2.6
"""In sizes; lines of one cell stand no farther apart."""
_ALIGNED = 0.7
"""In sizes; by how much their left ends, or their middles, may differ."""
_CELL_GAP = 0.33
"""In sizes; within a row a gap this wide parts two cells if the other gaps are much narrower."""
_MOST_PARTS = 8
_BLANKS = 1.3
"""In sizes; a blank inside a name is no wider."""
_CONTENT = "信息内容"
_POINT, _OPEN = re.compile(r"[.\uff0e]\d*"), re.compile(r"\d+[.\uff0e]$")
_FEW = 3
"""Gaps; of fewer none can be called usual."""
OPENS = re.compile(
    r"\d{1,2}[.\uff0e、](?!\d)|[\uff08(][一二三四五六七八九十\d]{1,2}[\uff09)]|[一二三四五六七八九十]{1,2}、|第.{1,5}条"
)
"""How a label begins that opens a row of its own."""


@dataclass(slots=True)
class Block:
    """The lines of one cell on one page."""

    page: int
    runs: list[Run]

    @property
    def box(self) -> Box:
        """Around all lines."""
        if len(self.runs) == 1:
            return self.runs[0].box
        boxes = [run.box for run in self.runs]
        return Box(
            min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
        )

    @property
    def size(self) -> float:
        """Of its largest character."""
        return max(run.size for run in self.runs)

    @property
    def text(self) -> str:
        """Its lines joined; a blank only between Latin words or figures."""
        text = ""
        for run in self.runs:
            words = text_of(run.glyphs)
            text += f" {words}" if text and text[-1].isascii() and words[:1].isascii() else words
        return tidy(text)

    @property
    def is_value(self) -> bool:
        """Whether it holds what a value cell can hold, and no words."""
        return read_value(self.text).kind != "text"


def blocks_of_runs(runs: Sequence[Run], page: int) -> list[Block]:
    """All blocks of a page in the order of the file."""
    blocks: list[Block] = []
    for i, run in enumerate(runs):
        following = runs[i + 1] if i + 1 < len(runs) else None
        if blocks and _goes_on(blocks[-1], run, following):
            blocks[-1].runs.append(run)
        else:
            blocks.append(Block(page, [run]))
    return blocks


def _goes_on(block: Block, run: Run, following: Run | None) -> bool:
    last = block.runs[-1]
    size = max(last.size, run.size)
    if not 0.5 * size < run.y - last.y < _LEADING * size or min(last.size, run.size) < 0.75 * size:
        return False
    if run.x0 > last.x1 or run.x1 < last.x0 or OPENS.match(run.text):
        return False
    if is_whole(run.text) and is_whole(block.text):
        return False
    is_left = abs(run.x0 - last.x0) < _ALIGNED * size
    is_middle = abs((run.x0 + run.x1) - (last.x0 + last.x1)) / 2 < _ALIGNED * size
    return (is_left or is_middle) and not _leads_a_row(run, following)


def _leads_a_row(run: Run, following: Run | None) -> bool:
    """Whether the next run stands to the right at this very height: then this one is the first cell of a new row."""
    return following is not None and abs(following.y - run.y) < 0.2 * run.size and following.x0 > run.x1


def parted(block: Block) -> Iterator[Block]:
    """The cells of a block whose single line holds several.

    A gap parts them that is much wider than the others, or that stands beside a figure: no figure has gaps inside.
    """
    if len(block.runs) > 1:
        yield block
        return
    glyphs = block.runs[0].glyphs
    gaps = [(b.x0 - a.x1) / max(a.size, b.size) for a, b in itertools.pairwise(glyphs)]
    usual = median(gaps) if len(gaps) > _FEW else 0.0
    ends = ends_of_figures(glyphs)
    start = 0
    for i, gap in enumerate(gaps, 1):
        if i in ends or (
            gap > _CELL_GAP
            and not joins(glyphs[i - 1], glyphs[i])
            and (gap > 3 * max(usual, 0.05) or glyphs[i - 1].text.isdigit() or glyphs[i].text.isdigit())
        ):
            yield _part(block, glyphs[start:i])
            start = i
    yield _part(block, glyphs[start:])


def with_decimals(row: list[Block]) -> list[Block]:
    """The blocks of a row; a point or comma between two figures, which is no cell by itself, makes one of them."""
    joined: list[Block] = []
    for block in row:
        last = joined[-1] if joined else None
        if last and (_OPEN.match(squeeze(last.text)) or _POINT.fullmatch(block.text)) and _follows(last, block):
            joined[-1] = Block(last.page, [*last.runs, *block.runs])
        else:
            joined.append(block)
    return joined


def _part(block: Block, glyphs: list[Glyph]) -> Block:
    return Block(block.page, [block.runs[0].part(glyphs)])


def with_whole_names(row: list[Block]) -> list[Block]:
    """The blocks of a row; those that printed blanks part and that only together make a name of the form are one."""
    joined: list[Block] = []
    i = 0
    while i < len(row):
        size = next((k for k in range(_MOST_PARTS, 1, -1) if _make_a_name(row[i : i + k], k)), 1)
        joined.append(_on_one_line(row[i : i + size]) if size > 1 else row[i])
        i += size
    return joined


def _make_a_name(parts: list[Block], count: int) -> bool:
    if len(parts) < count or not all(_follows(a, b) for a, b in itertools.pairwise(parts)):
        return False
    text = squeeze("".join(part.text for part in parts))
    if _is_indicator(text) and not parts[0].is_value and not any(_is_indicator(part.text) for part in parts):
        return True
    named = is_whole(text) or is_group_and_item(text) or text == _CONTENT
    return named and not any(is_whole(part.text) for part in parts)


def _is_indicator(text: str) -> bool:
    """Whether words are the label of a row of the statistics tables."""
    return not load_statistics().by_name.keys().isdisjoint(names_of_indicator(text))


def _follows(a: Block, b: Block) -> bool:
    """Whether no more than a blank or two stand between two blocks."""
    last, first = a.runs[-1].glyphs[-1], b.runs[0].glyphs[0]
    return first.spaced or first.x0 - last.x1 < _BLANKS * max(last.size, first.size)


def _on_one_line(parts: list[Block]) -> Block:
    if any(len(part.runs) > 1 for part in parts):
        return Block(parts[0].page, [run for part in parts for run in part.runs])
    return Block(parts[0].page, [reduce(Run.joined, [part.runs[0] for part in parts])])
