"""Tables that page breaks cut: repeated headers out, rows cut in two made whole, one set of columns for all pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import OPENS
from parsers.readers.pdf.lattice import NEAR, SLIVER
from parsers.tables.figure_column import UNIT_CELL
from parsers.tables.roles import is_whole, roles
from parsers.tables.statistics import is_indicator, is_statistics_header
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.document import GridCell

    Cells = list[GridCell]

_ROWS = ("request", "row")
"""The roles of names of rows."""
_SAME_SIDE = 6.0
"""Points; by how much the sides of two parts of one table may differ."""


@dataclass(slots=True)
class Table:
    """A table, or the part of one on a page: where it begins, its rows, and whether rulings make its cells."""

    page: int
    y: float
    rows: list[Cells]
    ruled: bool


def goes_on(above: Table, below: Table) -> bool:
    """Whether the second, which opens the next page, can be the first going on: ruled alike, and as wide."""
    if below.page != above.page + 1 or above.ruled is not below.ruled or not above.rows or not below.rows:
        return False
    if not above.ruled:
        return not is_statistics_header(_texts(below.rows[0])) and _stand_alike(above.rows, below.rows)
    a, b = _sides(above.rows), _sides(below.rows)
    return abs(a[0] - b[0]) < _SAME_SIDE and abs(a[1] - b[1]) < _SAME_SIDE


def _stand_alike(above: list[Cells], below: list[Cells]) -> bool:
    """Whether columns of one number stand at one place in both, most of them: without rulings each part counts its own."""
    a, b = _places(above), _places(below)
    shared = a.keys() & b.keys()
    near = sum(a[x][0] < b[x][1] + _SAME_SIDE and b[x][0] < a[x][1] + _SAME_SIDE for x in shared)
    return not shared or near * 3 >= len(shared) * 2


def _places(rows: list[Cells]) -> dict[int, tuple[float, float]]:
    """Left and right end of what stands in each column, cells over several columns aside."""
    found: dict[int, tuple[float, float]] = {}
    for row in rows:
        for cell in row:
            if cell.text and cell.colspan == 1:
                x0, x1 = found.get(cell.x, (cell.address[1], cell.address[3]))
                found[cell.x] = (min(x0, cell.address[1]), max(x1, cell.address[3]))
    return found


def joined(above: Table, below: Table) -> Table:
    """Both as one table that ends on the second's page."""
    rows = _without_header(above.rows, below.rows)
    first = _without_foot(_without_blank_end(above.rows), rows)
    rows = _without_blank_start(first[-1], rows)
    is_rest = bool(rows) and _is_rest(first[-1], rows[0], ruled=above.ruled)
    if is_rest or (rows and above.ruled and _is_one_row(first[-1], rows[0])):
        first = _made_whole(first, rows[0])
        rows = rows[1:]
    elif rows:
        first, rows = _with_whole_labels(first, rows)
    both = [*first, *rows]
    if above.ruled:
        both = _on_one_set_of_columns(both)
    return Table(below.page, above.y, both, above.ruled)


def _sides(rows: Iterable[Cells]) -> tuple[float, float]:
    cells = [cell for row in rows for cell in row]
    return min(cell.address[1] for cell in cells), max(cell.address[3] for cell in cells)


def _texts(row: Cells) -> list[str]:
    return [cell.text for cell in row]


def _without_header(above: list[Cells], below: list[Cells]) -> list[Cells]:
    """The rows of the second part without those at its head that repeat, word for word, a header of the first.

    That header stands at the first part's head; one of several rows may also stand farther down, below other tables.
    """
    words = [_texts(row) for row in above]
    for start in range(len(above)):
        count = _repeated(words[start:], below)
        if count > (start > 0):
            return below[count:]
    return below


def _repeated(above: list[list[str]], below: list[Cells]) -> int:
    """How many rows at the head of both are the same words, and no values."""
    count = 0
    for own, other in zip(above, below, strict=False):
        words = _texts(other)
        if own != words or not any(words) or any(_is_value(word) for word in words):
            break
        count += 1
    return count


def _without_blank_end(rows: list[Cells]) -> list[Cells]:
    """The rows without a last one that holds nothing: what a page break leaves of a row that begins on the next page."""
    return rows[:-1] if len(rows) > 1 and not any(cell.text for cell in rows[-1] if cell not in rows[-2]) else rows


def _without_blank_start(last: Cells, rows: list[Cells]) -> list[Cells]:
    """The rows without a first one that holds nothing below a row of titles alike: what a page break leaves of these."""
    if not rows or any(cell.text for cell in rows[0]) or not all(cell.text and cell.colspan > 1 for cell in last):
        return rows
    same = len(last) == len(rows[0]) and all(_is_below(a, b) for a, b in zip(last, rows[0], strict=True))
    return rows[1:] if same else rows


def _is_below(a: GridCell, b: GridCell) -> bool:
    return abs(a.address[1] - b.address[1]) < _SAME_SIDE and abs(a.address[3] - b.address[3]) < _SAME_SIDE


def _without_foot(above: list[Cells], below: list[Cells]) -> list[Cells]:
    """The rows of the first part without a last one that stands at the foot of the second too, as browsers repeat it."""
    if len(above) < 2 or len(below) < 2 or _texts(above[-1]) != _texts(below[-1]) or not _label(below[-1]):
        return above
    return above[:-1]


def _is_value(text: str) -> bool:
    return bool(text) and read_value(text).kind != "text"


def _is_rest(last: Cells, first: Cells, *, ruled: bool) -> bool:
    """Whether the first row of a page is what was left over of the last row of the page before.

    Its words name no row by themselves, open none with a number, and values stand in one of the two at most. Where they
    stand in the second, the words of both must make one name of the form; then signs that are no figures may stand in both.
    """
    words = [cell.text for cell in first if cell.text and not _is_value(cell.text)]
    completes = _completes(_label(last), _label(first))
    if not words or (any(roles(word) or OPENS.match(word) for word in words) and not completes):
        return False
    before, after = (any(_is_value(cell.text) for cell in row) for row in (last, first))
    if before and after and completes:
        return not any(cell.text[-1:].isdigit() for cell in last) or not any(cell.text[:1].isdigit() for cell in first)
    if not after:
        both = [cell for cell in first if cell.text and any(_is_below(o, cell) and o.text for o in last)]
        return before or (ruled and (len(both) < 2 or is_whole(_label(last) + _label(first))))
    return not before and is_whole(_label(last) + _label(first))


def _is_one_row(last: Cells, first: Cells) -> bool:
    """Whether a page break parts the values of a ruled row from its label: the one is blank in either part where the other is not."""
    if len(last) != len(first) or not all(_is_below(a, b) for a, b in zip(last, first, strict=True)):
        return False
    return _holds_the_label(first, last) or _holds_the_label(last, first)


def _holds_the_label(row: Cells, other: Cells) -> bool:
    """Whether a row holds the name of a row and no values, and another, right of where that name stands, values and no words."""
    at = max((i for i, cell in enumerate(row) if cell.text), default=0)
    is_name = not roles(row[at].text).keys().isdisjoint(_ROWS) or is_indicator(row[at].text)
    values = [cell.text for cell in other[at + 1 :] if cell.text and not UNIT_CELL.fullmatch(cell.text)]
    return is_name and not other[at].text and bool(values) and all(map(_is_value, values))


def _completes(start: str, end: str) -> bool:
    """Whether a label that means nothing by itself becomes a name of the form with what follows."""
    return bool(start) and not roles(start) and is_whole(start + end)


def _label(row: Cells) -> str:
    return next((cell.text for cell in reversed(row) if cell.text and not _is_value(cell.text)), "")


def _made_whole(rows: list[Cells], rest: Cells) -> list[Cells]:
    """The rows with the last one's cells lengthened by what stands below them, wherever these cells reach."""
    longer: dict[GridCell, GridCell] = {}
    for cell in rest:
        if cell.text:
            home = max(rows[-1], key=lambda other: _shared(other, cell))
            longer[home] = home._replace(text=home.text + cell.text)
    return [[longer.get(cell, cell) for cell in row] for row in rows]


def _with_whole_labels(first: list[Cells], rows: list[Cells]) -> tuple[list[Cells], list[Cells]]:
    """Both parts with a label beside several rows, which the page break cut, as a whole in either."""
    longer: dict[GridCell, GridCell] = {}
    for start in first[-1]:
        end = next((cell for cell in rows[0] if _is_below(start, cell)), None)
        if end is None or not start.text or not end.text or roles(start.text) or roles(end.text):
            continue
        if is_whole(start.text + end.text):
            for cell in (start, end):
                longer[cell] = cell._replace(text=start.text + end.text)
    if not longer:
        return first, rows
    whole = [[[longer.get(cell, cell) for cell in row] for row in part] for part in (first, rows)]
    return whole[0], whole[1]


def _shared(a: GridCell, b: GridCell) -> float:
    return min(a.address[3], b.address[3]) - max(a.address[1], b.address[1])


def _is_sliver(cell: GridCell) -> bool:
    return cell.address[3] - cell.address[1] < SLIVER


def _on_one_set_of_columns(rows: list[Cells]) -> list[Cells]:
    """The cells with columns counted over all rows, by the sides of their boxes."""
    sides = sorted({side for row in rows for cell in row for side in (cell.address[1], cell.address[3])})
    narrow = any(cell.text and _is_sliver(cell) for row in rows for cell in row)
    narrow = narrow or sum(_is_sliver(row[0]) or _is_sliver(row[-1]) for row in rows) > 1
    number, index, first = 0, {sides[0]: 0}, sides[0]
    for a, b in pairwise(sides):
        if b - a > NEAR and (narrow or b - first > SLIVER):
            number, first = number + 1, b
        index[b] = number
    return [
        [
            cell._replace(x=index[cell.address[1]], colspan=max(1, index[cell.address[3]] - index[cell.address[1]]))
            for cell in row
            if cell.text or index[cell.address[3]] > index[cell.address[1]]
        ]
        for row in rows
    ]
