"""Tables that lost all marks: runs of short lines among which values are frequent, one cell or one row a line."""

from __future__ import annotations

import re

from parsers.document import Block, Grid, GridCell, Paragraph
from parsers.readers.blank_lines import with_blank_cells
from parsers.readers.flat.broken_labels import mended
from parsers.words import is_word

SHORT = 100
_FEWEST_VALUES = 5
_FEWEST_LINES = 3
_PROSE_END = ("；", ";", "!", "！")
_UNIT = re.compile(r"(?:条|件|次|篇|个|人|人次|元|万元|项|宗|份)$")


def loose_grids(blocks: list[Block]) -> list[Block]:
    """Replace each run of short lines with frequent values by a grid whose rows are not marked; prose ends a run."""
    result: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) <= SHORT and not _is_prose(block.text):
            run.append(block)
            continue
        result.extend(_settle(run))
        run = []
        result.append(block)
    result.extend(_settle(run))
    return result


def _is_prose(text: str) -> bool:
    return "。" in text or text.endswith(_PROSE_END)


def _settle(run: list[Paragraph]) -> list[Block]:
    """The run as a grid when it holds enough values; lines before the first and after the last value stay text."""
    shown = [p for p in run if p.text]
    return _settled(shown, with_blank_cells(run, mended([_split(p) for p in shown])))


def _settled(run: list[Paragraph], cells: list[list[GridCell]]) -> list[Block]:
    filled = [i for i, line in enumerate(cells) if any(_is_value(c) for c in line)]
    counts = [sum(_is_value(c) for c in line) for line in cells]
    if sum(counts) < _FEWEST_VALUES or (len(filled) < _FEWEST_LINES and max(counts) < _FEWEST_VALUES):
        return list(run)
    end = filled[-1] + 1
    grid = Grid([[c for line in cells[:end] for c in line]], positioned=False, rows_marked=False)
    return [grid, *run[end:]]


def _is_value(cell: GridCell) -> bool:
    return not is_word(cell.text)


def _split(paragraph: Paragraph) -> list[GridCell]:
    """A line's cells: a label with the values after it, several words of a header, or one cell."""
    where = paragraph.locator
    address = (where["line"],) if "line" in where else (where.get("block", 0), 0)
    tokens = paragraph.text.split(" ")
    count = 0
    while count < len(tokens) and not is_word(tokens[-1 - count]):
        count += 1
    words, values = tokens[: len(tokens) - count], tokens[len(tokens) - count :]
    if values and len(words) > 1 and _UNIT.match(words[-1]):
        values.insert(0, words.pop())
    labels = [" ".join(words)] if values else words
    return [GridCell(text, -1, 1, 1, address) for text in (*labels, *values) if text]
