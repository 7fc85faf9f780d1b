"""Rows cut into labels and values; for text that lost its row ends, rows cut anew at every label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.tables.roles import roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.document import Grid, GridCell

_ROW_ROLES = ("request", "group", "row", "results")


def rows_of(grid: Grid) -> Iterator[list[GridCell]]:
    """The rows of a grid; where their ends are unknown a new row starts at each word that follows a value."""
    if grid.rows_marked:
        yield from grid.rows
        return
    row: list[GridCell] = []
    in_values = False
    for cell in grid.cells():
        is_word = read_value(cell.text).kind == "text"
        if is_word and in_values:
            yield row
            row = []
        row.append(cell)
        in_values = not is_word
    if row:
        yield row


def split(row: list[GridCell]) -> tuple[list[GridCell], list[GridCell]]:
    """Labels and values of a body row: the labels end with the last one that the form knows, else with the last word."""
    last = -1
    words = -1
    for i, cell in enumerate(row):
        found = roles(cell.text)
        if (found and any(role in found for role in _ROW_ROLES)) or (
            found.get("applicant") == "other" and i == words + 1
        ):
            last = i
        kind = read_value(cell.text).kind
        if kind == "text":
            words = i
        elif kind != "blank":
            break
    end = last if last >= 0 else words
    return row[: end + 1], row[end + 1 :]
