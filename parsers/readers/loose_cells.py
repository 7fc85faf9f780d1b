"""Tables that lost all marks: runs of short lines among which values are frequent, one cell or one row a line."""

from __future__ import annotations

import re

from parsers.document import Block, Grid, GridCell, Paragraph
from parsers.text import read_value

SHORT = 60
_FEWEST_VALUES = 5
_TAIL = re.compile(r"^(?P<label>.*?\D)\s+(?P<values>(?:[-+]?[\d,.]+|[/—–-]|无)(?:\s+(?:[-+]?[\d,.]+|[/—–-]|无))*)$")


def loose_grids(blocks: list[Block]) -> list[Block]:
    """Replace each run of short paragraphs with frequent values by a grid whose rows are not marked."""
    result: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) <= SHORT:
            run.append(block)
            continue
        result.extend(_settle(run))
        run = []
        result.append(block)
    result.extend(_settle(run))
    return result


def _settle(run: list[Paragraph]) -> list[Block]:
    cells = [_split(p) for p in run]
    filled = [i for i, line in enumerate(cells) if any(read_value(c.text).kind != "text" for c in line)]
    if sum(read_value(c.text).kind != "text" for line in cells for c in line) < _FEWEST_VALUES or len(filled) < 3:
        return list(run)
    return [Grid([[c for line in cells for c in line]], positioned=False, rows_marked=False)]


def _split(paragraph: Paragraph) -> list[GridCell]:
    """A line's cells: a label and the values after it, or the line as one cell."""
    line = paragraph.locator.get("line", 0)
    tokens = paragraph.text.split(" ")
    if len(tokens) > 1 and all(read_value(token).kind != "text" for token in tokens):
        return [GridCell(token, -1, 1, 1, (line,)) for token in tokens]
    match = _TAIL.match(paragraph.text)
    if match:
        values = match["values"].split()
        return [GridCell(t, -1, 1, 1, (line,)) for t in (match["label"], *values)]
    return [GridCell(paragraph.text, -1, 1, 1, (line,))]
