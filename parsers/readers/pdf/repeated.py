"""What a browser prints on every page of a table, at its head and at its foot: it is printed once, where the table has it."""

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
"""Points; the same line stands no farther to the left or right on the next page, nor below the first one that is repeated."""
_FEWEST = 2
"""Lines; a single one may be the header of another block that reads the same."""
_MOST = 30
"""Lines of a head that is repeated."""


def repeated(pages: Sequence[tuple[int, Sequence[Run]]]) -> set[tuple[int, int]]:
    """The runs, as (page, order), of feet that the next page holds once more, and of heads that an earlier one held."""
    found: set[tuple[int, int]] = set()
    lines = [lines_of(runs) for _, runs in pages]
    for (page, runs), own, following in zip(pages, lines, lines[1:], strict=False):
        if own and _is_row(own[-1]) and any(_is_same(own[-1], line) for line in following):
            foot = own[-1][0]
            found |= {(page, run.order) for run in runs if abs(run.y - foot.y) < foot.size / 2}
    for i in range(1, len(pages)):
        count = next((n for j in range(i - 1, -1, -1) if (n := _head(lines[j], lines[i]))), 0)
        heights = [run.y for line in lines[i][:count] for run in line]
        found |= {(pages[i][0], run.order) for run in pages[i][1] if heights and run.y <= max(heights)}
    return found


def _is_row(line: Line) -> bool:
    values = sum(read_value(run.text).kind != "text" for run in line)
    if values == len(line):
        return values >= _WHOLE
    return values > 0 and not roles(line[0].text).keys().isdisjoint(("row", "request"))


def _is_same(a: Line, b: Line) -> bool:
    return len(a) == len(b) and all(x.text == y.text and abs(x.x0 - y.x0) < _SAME for x, y in zip(a, b, strict=True))


def _head(above: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many lines at the head of a page stood on an earlier one: a header of words alone, and no row of its table below both.

    Where the same row follows, the table itself is printed again, as that of another year is.
    """
    for start in range(len(above)):
        count = 0
        for a, b in zip(above[start:], lines[:_MOST], strict=False):
            off = (a[0].y - above[start][0].y) - (b[0].y - lines[0][0].y)
            if not _is_same(a, b) or abs(off) > _SAME or any(read_value(run.text).kind != "text" for run in b):
                break
            count += 1
        if count >= _FEWEST and any(_heads_a_table(run.text) for line in lines[:count] for run in line):
            before, after = above[start + count :], lines[count:]
            return 0 if before and after and before[0][0].text == after[0][0].text else count
    return 0


def _heads_a_table(text: str) -> bool:
    found = roles(text).keys()
    return "row" not in found and not found.isdisjoint(
        ("content", "header", "applicant", "outcome", "case", "challenge")
    )
