"""Rows of a sheet: their cells as text, their merges, and what is table and what is prose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row = list[str]
Corner = tuple[int, int]

MAX_MERGED = 2_000_000
_PROSE = 60
_NOTES = ("注", "备注", "说明")
_ENDS = ("。", "；", "：", ":", ";")
_WHOLE = 1e15


class Span(NamedTuple):
    """How many rows and columns a merged cell covers."""

    height: int
    width: int


_ONE = Span(1, 1)


@dataclass
class Merges:
    """Merged ranges of one sheet, counted from its first used row and column: spans by upper left cell, cells taken in."""

    ranges: Iterable[tuple[Corner, Corner]]
    top: int
    left: int
    at: dict[Corner, Span] = field(default_factory=dict)
    taken: set[Corner] = field(default_factory=set)

    def __post_init__(self) -> None:
        left = MAX_MERGED
        for (first, start), (last, end) in self.ranges:
            y0, y1, x0, x1 = first - self.top, last - self.top, start - self.left, end - self.left
            left -= (y1 - y0 + 1) * (x1 - x0 + 1)
            if y0 < 0 or x0 < 0 or y1 < y0 or x1 < x0 or left < 0:
                continue
            self.at[y0, x0] = Span(y1 - y0 + 1, x1 - x0 + 1)
            self.taken.update((y, x) for y in range(y0, y1 + 1) for x in range(x0, x1 + 1))
        self.taken.difference_update(self.at)


class Region(NamedTuple):
    """Rows `first` to `last` that are a table of so many columns, or one row of prose."""

    first: int
    last: int
    width: int = 0
    prose: str = ""


def text_of(value: Any) -> str:
    """A cell's value as it is shown, number formats aside: whole numbers without decimals, dates as written by machines."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)


def regions(rows: Sequence[Row], merges: Merges) -> Iterator[Region]:
    """Tables and prose in order. Empty rows divide tables, unless a merged cell reaches across them."""
    lines = [_filled(row, y, merges) for y, row in enumerate(rows)]
    start: int | None = None
    reach = -1
    for y, line in enumerate(lines):
        below = lines[y + 1] if y + 1 < len(lines) and (start is not None or len(lines[y + 1]) > 1) else []
        prose = _prose(rows[y], line, max(reach, _end(below)), is_open=start is not None)
        bridged = any((y, x) in merges.taken for x in range(len(rows[y])))
        if prose or not (line or bridged):
            if start is not None:
                yield Region(start, y - 1, reach + 1)
            start, reach = None, -1
            if prose:
                yield Region(y, y, prose=prose)
        elif line:
            start = y if start is None else start
            reach = max(reach, _end(line))
    if start is not None:
        yield Region(start, len(rows) - 1, reach + 1)


def _end(line: list[Corner]) -> int:
    return max((end for _, end in line), default=-1)


def _filled(row: Row, y: int, merges: Merges) -> list[Corner]:
    """First and last column of each cell that is not blank."""
    return [(x, x + merges.at.get((y, x), _ONE).width - 1) for x, text in enumerate(row) if text.strip()]


def _prose(row: Row, line: list[Corner], reach: int, *, is_open: bool) -> str:
    """The text of a row that is no row of a table: a text alone that is long, a sentence, or wider than the table beside it.

    `reach` is the last column of the table that the row follows or stands right above, -1 where there is none.
    """
    if len(line) != 1 or line[0][0] != 0:
        return ""
    text = row[0].strip()
    if read_value(text).kind != "text":
        return ""
    is_long = len(text) > _PROSE or text.endswith(_ENDS)
    return text if line[0][1] > reach or (is_long and not (is_open and text.startswith(_NOTES))) else ""
