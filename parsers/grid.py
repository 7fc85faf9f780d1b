"""Rowspan and colspan to columns, by the HTML standard's algorithm for forming a table (HTML, 4.9.12.1).

The standard fills slots one by one; here a skyline (for each column the first free row) gives the same columns in time
that does not depend on the spans, so that a hostile ``rowspan`` costs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
_ENDLESS = 1 << 60


class Spans(NamedTuple):
    """The two span attributes of a cell after `read_span`; `rowspan` 0 grows to the end of the row group."""

    colspan: int
    rowspan: int


class Placed(NamedTuple):
    """Where a cell is anchored: column x, row y, width in columns, and the first row below it."""

    x: int
    y: int
    width: int
    end: int


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


def place_group(rows: list[list[Spans]], first_row: int = 0) -> tuple[list[list[Placed]], int]:
    """Place the cells of one row group (thead, tbody, tfoot or loose rows) that starts at grid row `first_row`.

    Returns the placements row by row and the grid row after the group, which is past its last `tr` when a rowspan
    reaches beyond it, as the standard has it.
    """
    skyline: list[int] = []
    placed: list[list[Placed]] = []
    bottom = first_row + len(rows)
    endless = False
    for y, row in enumerate(rows, first_row):
        x = 0
        line: list[Placed] = []
        for colspan, rowspan in row:
            while x < len(skyline) and skyline[x] > y:
                x += 1
            if x + colspan > len(skyline):
                skyline.extend([0] * (x + colspan - len(skyline)))
            if rowspan:
                end = y + rowspan
                bottom = max(bottom, end)
            else:
                end, endless = _ENDLESS, True
            for column in range(x, x + colspan):
                if skyline[column] < end:
                    skyline[column] = end
            line.append(Placed(x, y, colspan, end))
            x += colspan
        placed.append(line)
    if endless:
        placed = [[p._replace(end=min(p.end, bottom)) for p in line] for line in placed]
    return placed, bottom
