"""Rows cut into labels and values; for text that lost its row ends, rows cut anew at every label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.tables.rejoin import rejoined
from parsers.tables.roles import is_whole, near, roles
from parsers.tables.statistics import is_indicator
from parsers.text import read_label
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import Grid, GridCell
    from parsers.tables.roles import Roles

_APPLICANTS = len(load_form().applicants)
_LONGEST_STAND_IN = 8
"""Signs of words that may stand in for a value in text; longer ones are the rest of a label."""
_ROW_ROLES = frozenset({"request", "group", "row", "results"})


def rows_of(grid: Grid) -> Iterator[list[GridCell]]:
    """The rows of a grid; where their ends are unknown they are cut anew at every label that opens a row."""
    if grid.rows_marked:
        yield from grid.rows
        return
    for cells in grid.rows:
        yield from _cut(cells, has_serials=not grid.is_glued)


def _cut(cells: list[GridCell], *, has_serials: bool) -> Iterator[list[GridCell]]:
    """The rows; a figure that opens a line may be the serial number of one, unless lines are only pieces of a text run together."""
    row: list[GridCell] = []
    in_values = False
    whole = list(rejoined(cells))
    for i, cell in enumerate(whole):
        word = is_word(cell.text)
        if row and ((word and (in_values or _opens(cell, row))) or (has_serials and _is_serial(whole, i))):
            yield row
            row = []
        row.append(cell)
        in_values = not word and not (has_serials and len(row) == 1 and _is_serial(whole, i))
    if row:
        yield row


def _is_serial(cells: list[GridCell], i: int) -> bool:
    """Whether a value opens a line of text that goes on with an indicator's label: the number of its row."""
    if is_word(cells[i].text) or i + 1 == len(cells) or cells[i + 1].address != cells[i].address:
        return False
    return (not i or cells[i - 1].address != cells[i].address) and is_indicator(cells[i + 1].text)


def _opens(cell: GridCell, row: list[GridCell]) -> bool:
    """Whether a word that follows words opens a row: the first label below a header, or a new block."""
    found = roles(cell.text)
    if found.keys() & {"content", "article", "row"}:
        return True
    if found.keys() <= {"case", "challenge"} and is_indicator(cell.text):
        return True
    before = row[-1].text
    if "request" in roles(before) and is_whole(before) and _starts_a_row(cell.text):
        return True
    if found.keys() & {"request", "results"} and "applicant" not in found:
        return any(roles(c.text).keys() & {"header", "applicant"} for c in row)
    return False


def _starts_a_row(text: str) -> bool:
    """Whether a label behind the label of a row that is blank opens the next: it is numbered, or a row of table three."""
    found = roles(text)
    return bool(read_label(text).number) or ("request" in found and "applicant" not in found and is_whole(text))


def label_end(parts: Sequence[str], width: int, *, positioned: bool) -> int:
    """How many cells of a body row are labels: they end with the last one that the form knows, else with the last word.

    `parts` are those of the row's shape, `width` is the number of its cells. In text a label may be broken over cells: then
    all words before the first value belong to it.
    """
    last = -1
    words = -1
    for i, text in enumerate(parts):
        found = roles(text)
        if (found and not _ROW_ROLES.isdisjoint(found)) or (found.get("applicant") == "other" and i == words + 1):
            last = i
        if is_word(text):
            words = i
        elif text:
            break
    if positioned and 0 <= last < len(parts) - 1 and _is_misprinted(parts[last + 1], roles(parts[last])):
        last += 1
    settled = last >= 0 and (positioned or (is_whole(parts[last]) and width - words - 1 != _APPLICANTS))
    settled = settled and (positioned or words <= last or len(parts[words]) <= _LONGEST_STAND_IN)
    return 1 + (last if settled else max(words, last))


def _is_misprinted(text: str, before: Roles) -> bool:
    """Whether a cell right behind a group's name is an item of the form with a word lost or wrong, not a value."""
    if before.keys() & {"request", "row"} or not is_word(text):
        return False
    return near(text, "request") is not None
