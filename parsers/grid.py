"""Rowspan and colspan to columns, by the HTML standard's algorithm for forming a table (HTML, 4.9.12.1).

The standard fills slots one by one; here the cells that hang from above give the same columns in time that does not
depend on the spans, so that a hostile ``rowspan`` costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
MAX_HANGING = 200
"""Cells that may hang from above into one row; the spans of any more are those of a hostile page and do not count."""
_ENDLESS = 1 << 60
Spans = tuple[int, int]
"""Colspan and rowspan of a cell after `read_span`; rowspan 0 grows to the end of the row group."""
Place = tuple[int, int, int]
"""Where a cell is anchored: its first column, its width in columns, and the first row below it."""

_ONE: Spans = (1, 1)
_end = itemgetter(2)


@lru_cache(maxsize=1 << 10)
def read_span(text: str | None, *, limit: int, zero: bool = False) -> int:
    """A span attribute by the rules for parsing non-negative integers; 1 where it is absent, wrong, or 0 without meaning."""
    if not text:
        return 1
    digits = text.lstrip(" \t\n\f\r")
    sign, digits = (digits[:1], digits[1:]) if digits[:1] in ("+", "-") else ("", digits)
    end = 0
    while end < len(digits) and digits[end] in "0123456789":
        end += 1
    if end == 0:
        return 1
    number = digits[:end].lstrip("0")
    if sign == "-" and number:
        return 1
    value = limit if len(number) > 9 else min(int(number or 0), limit)
    return value if value or zero else 1


def place_group(rows: Sequence[Sequence[Spans]]) -> tuple[list[list[Place]], int]:
    """Place the cells of one row group (thead, tbody, tfoot or loose rows); its rows count from 0.

    Returns the places row by row and the row after the group, which is past its last `tr` when a rowspan reaches beyond
    it, as the standard has it.
    """
    hanging: list[tuple[int, int, int]] = []  # as places, by column
    placed: list[list[Place]] = []
    bottom = len(rows)
    is_endless = False
    for y, row in enumerate(rows):
        if not hanging and row.count(_ONE) == len(row):
            placed.append([(x, 1, y + 1) for x in range(len(row))])
            continue
        line: list[Place] = []
        x = passed = 0
        for colspan, rowspan in row:
            while passed < len(hanging) and hanging[passed][0] <= x:
                x = max(x, hanging[passed][0] + hanging[passed][1])
                passed += 1
            line.append((x, colspan, y + rowspan if rowspan else _ENDLESS))
            x += colspan
        placed.append(line)
        tall = [place for place in line if place[2] > y + 1]
        if tall:
            bottom = max(bottom, *(end for _, _, end in tall if end != _ENDLESS), 0)
            is_endless = is_endless or max(tall, key=_end)[2] == _ENDLESS
        if tall or hanging:
            still = [place for place in hanging if place[2] > y + 1]
            hanging = sorted([*still, *tall[: MAX_HANGING - len(still)]])
    if is_endless:
        placed = [[(x, width, min(end, bottom)) for x, width, end in line] for line in placed]
    return placed, bottom
