"""Tables laid out otherwise, put into the layout of the form where their words leave one way: lying tables, and lines inside cells.

Tried only where a table as printed gives too little. A cell keeps the place that it has on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Grid
from parsers.form import load_form
from parsers.tables.roles import roles
from parsers.text import read_value
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.document import GridCell

    Row = list[GridCell]

_FEWEST_APPLICANTS = 5
_FEWEST_REQUESTS = 8
_LABELS = 3
"""Cells at the start of a row among which its label is looked for."""
_WIDEST = 64


def reshaped(grid: Grid) -> Grid | None:
    """The grid in the layout of the form; None where nothing in it is laid out otherwise."""
    if not grid.positioned or not grid.rows_marked or _is_text(grid):
        return None
    if _lies(grid.rows):
        return Grid(_turned(grid.rows), low=grid.low, table=grid.table)
    rows = [row for block in _blocks(grid.rows) for row in (_turned(block) if _block_lies(block) else block)]
    rows = [line for row in rows for line in _unpacked(row)]
    return None if rows == grid.rows else Grid(rows, low=grid.low, table=grid.table)


def _is_text(grid: Grid) -> bool:
    """Whether a grid is drawn in text, where the cells of a line have one address."""
    return any(len(cell.address) == 1 for cell in grid.rows[0][:1])


def _lies(rows: Sequence[Row]) -> bool:
    """Whether table three has a row for each kind of applicant, and its outcomes side by side."""
    applicants: list[str] = []
    requests: set[str] = set()
    for row in rows:
        own = {found["applicant"] for cell in row[:_LABELS] if "applicant" in (found := roles(cell.text))}
        if len(own) == 1:
            applicants += own
        elif not own:
            requests |= {found["request"] for cell in row if "request" in (found := roles(cell.text))}
    return len(set(applicants)) >= _FEWEST_APPLICANTS and len(requests) >= _FEWEST_REQUESTS


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows cut before each header of a block of table two, and around its captions."""
    block: list[Row] = []
    for row in rows:
        found = {role for cell in row[:1] for role in roles(cell.text)}
        if found & {"content", "article"} and block:
            yield block
            block = []
        block.append(row)
        if "article" in found:
            yield block
            block = []
    if block:
        yield block


def _block_lies(rows: Sequence[Row]) -> bool:
    """Whether a block of table two has its rows side by side in the header, and a row for each of its columns."""
    head, *body = rows
    if not body or len(head) < 2 or "content" not in roles(head[0].text):
        return False
    names = [roles(cell.text) for cell in head[1:]]
    labels = [roles(row[0].text) for row in body if row]
    return all("row" in found for found in names) and all("column" in found for found in labels)


def _turned(rows: Sequence[Row]) -> list[Row]:
    """Columns as rows."""
    width = min(max((cell.x + cell.colspan for row in rows for cell in row), default=0), _WIDEST)
    found: list[Row] = [[] for _ in range(width)]
    for y, row in enumerate(rows):
        for cell in row:
            for x in range(cell.x, min(cell.x + cell.colspan, width)):
                line = found[x]
                if line and line[-1].address == cell.address:
                    line[-1] = line[-1]._replace(colspan=line[-1].colspan + 1)
                else:
                    line.append(cell._replace(x=y, colspan=1, rowspan=cell.colspan))
    return found


def _unpacked(row: Row) -> Iterable[Row]:
    """The rows that are printed as lines of one row's cells; else the row, with all values of one cell taken apart."""
    lines = [cell.text.split() for cell in row]
    if all(len(line) <= 1 for line in lines):
        return (row,)
    labels = next((line for line in lines if len(line) > 1 and all(map(_is_row, line))), None)
    if labels is None:
        return (_spread(row),)
    count = len(labels)
    columns = [_lines_of(cell, line, count) for cell, line in zip(row, lines, strict=True)]
    if any(column is None for column in columns):
        return (row,)
    return [
        [cell._replace(text=column[i]) for cell, column in zip(row, columns, strict=True) if column]
        for i in range(count)
    ]


def _is_row(text: str) -> bool:
    return not roles(text).keys().isdisjoint(("request", "row")) and is_word(text)


def _lines_of(cell: GridCell, lines: list[str], count: int) -> list[str] | None:
    """What a cell says in each of the rows; None where that cannot be told."""
    if len(lines) == count and (all(map(_is_row, lines)) or all(map(_is_value, lines))):
        return lines
    if not cell.text or (is_word(cell.text) and roles(cell.text).keys() & {"group", "results"}):
        return [cell.text] * count
    return None


def _is_value(text: str) -> bool:
    return read_value(text).kind != "text"


def _spread(row: Row) -> Row:
    """A row of table three whose one value cell holds all seven values, apart."""
    values = [i for i, cell in enumerate(row) if cell.text and all(map(_is_value, cell.text.split()))]
    if len(values) != 1 or not any(roles(cell.text).keys() & {"request", "group"} for cell in row[: values[0]]):
        return row
    at, cell = values[0], row[values[0]]
    tokens = cell.text.split()
    if len(tokens) != len(load_form().applicants) or any(other.text for other in row[at + 1 :]):
        return row
    return [*row[:at], *(cell._replace(text=text, x=cell.x + i, colspan=1) for i, text in enumerate(tokens))]
