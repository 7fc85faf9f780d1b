"""Rows of blanks beside values under words that are no row: where labels break over lines these may be the row's own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from parsers.tables.roles import is_subtotal

if TYPE_CHECKING:
    from parsers.model import Locator
    from parsers.tables.reading import Reading

_NEAR = 1.6
"""In heights of a cell; a line of the same label stands no farther off."""


def doubt_blank_rows(reading: Reading) -> None:
    """Name the cells of rows that were read as blank right above or below such values on a printed page."""
    strays = [
        row.locator
        for row in reading.extra_rows
        if "box" in row.locator and any(row.raw) and not is_subtotal(row.label)
    ]
    if not strays:
        return
    for row, group in groupby(reading.cells.values(), key=lambda cell: cell.row):
        cells = list(group)
        if all(cell.kind == "blank" for cell in cells) and any(_is_beside(cells[0].locator, one) for one in strays):
            message = "整行空白，旁有数值不知属于哪一行 a row of blanks beside values of no known row"
            reading.say("S-COLUMNS", "warning", f"{message}: {row}", [cell.path for cell in cells])


def _is_beside(one: Locator, other: Locator) -> bool:
    if "box" not in one or [one.get(name) for name in ("part", "page")] != [
        other.get(name) for name in ("part", "page")
    ]:
        return False
    (_, top, _, foot), (_, other_top, _, other_foot) = one["box"], other["box"]
    return bool(max(other_top - foot, top - other_foot) < _NEAR * (foot - top))
