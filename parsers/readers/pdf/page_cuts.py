"""Rows that a page break cuts between their label and their values: the one ends a page, the other opens the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.label_lines import Label

_LEVEL = 0.6
"""In sizes; values at most so far above or below the lines of a label stand at its height."""


def over_breaks(rows: Sequence[Label], able: Sequence[int], lines: Sequence[Block]) -> dict[int, int]:
    """For each line of values that a page break parts from all of its label: the number of that label.

    Such a line stands above or below all labels of its page, the nearest of which has values at its own height, and the label
    that comes before or after that one, on the other page, has none. `able` are the labels that may have values; remarks below a table are
    none of its labels.
    """
    found: dict[int, int] = {}
    held = {i for i in able if any(rows[i].reaches(line.page, line.runs[0].y) < _LEVEL for line in lines)}
    able = [i for i in able if rows[i].is_known or i in held]
    for number, line in enumerate(lines):
        here = [i for i in able if any(piece.page == line.page for piece in rows[i].pieces)]
        if not here:
            continue
        first, last = here[0], here[-1]
        is_first = number == 0 or lines[number - 1].page != line.page
        is_last = number + 1 == len(lines) or lines[number + 1].page != line.page
        at = able.index(first) - 1 if is_first else able.index(last) + 1
        nearest, step = (first, -1) if is_first else (last, 1)
        if not (is_first or is_last) or not 0 <= at < len(able) or nearest not in held or able[at] in held:
            continue
        heights = [piece.runs[0].y for i in here for piece in rows[i].pieces if piece.page == line.page]
        y, slack = line.runs[0].y, _LEVEL * rows[nearest].pieces[0].size
        outside = y < min(heights) - slack if is_first else y > max(heights) + slack
        if outside and all(piece.page == line.page + step for piece in rows[able[at]].pieces):
            found[number] = able[at]
    return found
