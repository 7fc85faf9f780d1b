"""The last row of a table that a browser prints at the foot of every page: it is one row, and stands where the table ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.pdf.runs import lines_of
from parsers.tables.roles import roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.runs import Line, Run

_WHOLE = 15
"""Values of the row of table four, which no other row has."""
_SAME = 1.0
"""Points; the same line stands no farther to the left or right on the next page."""


def repeated_feet(pages: Sequence[tuple[int, Sequence[Run]]]) -> set[tuple[int, int]]:
    """The runs, as (page, order), of rows at the foot of a page that the next page holds once more."""
    found: set[tuple[int, int]] = set()
    lines = [lines_of(runs) for _, runs in pages]
    for (page, runs), own, following in zip(pages, lines, lines[1:], strict=False):
        if own and _is_row(own[-1]) and any(_is_same(own[-1], line) for line in following):
            foot = own[-1][0]
            found |= {(page, run.order) for run in runs if abs(run.y - foot.y) < foot.size / 2}
    return found


def _is_row(line: Line) -> bool:
    values = sum(read_value(run.text).kind != "text" for run in line)
    if values == len(line):
        return values >= _WHOLE
    return values > 0 and not roles(line[0].text).keys().isdisjoint(("row", "request"))


def _is_same(a: Line, b: Line) -> bool:
    return len(a) == len(b) and all(x.text == y.text and abs(x.x0 - y.x0) < _SAME for x, y in zip(a, b, strict=True))
