"""Readings: sums of cells of any table, by which a number in the text can be right.

A term is ``table/row/column``; a row that ends in ``*`` stands for all rows that begin alike; a leading ``-`` subtracts.
Where a total is not printed, the sum of its parts stands for it; where both are printed either will do.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.model import Cell
    from parsers.rules.balances import Cells

_PARTS = {
    "requests": (
        "natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org",
        "other",
    ),
    "reconsideration_and_litigation": ("upheld", "corrected", "other_outcome", "pending"),
}  # fmt: skip


class Amount(NamedTuple):
    """A sum, the cells that make it up, and whether none of them states a number (blank, dash, slash): then it says nothing."""

    value: float
    cells: tuple[Cell, ...]
    is_blank: bool = False


def amounts(reading: Sequence[str], tables: Mapping[str, Cells]) -> Iterator[Amount]:
    """What a reading comes to: by printed totals, then by their parts where these differ. Empty: cannot be told."""
    printed = _sum(reading, tables, by_parts=False)
    if printed is None:
        return
    yield printed
    if any(_parts_of(term)[2] == "total" for term in reading):
        parts = _sum(reading, tables, by_parts=True)
        if parts and parts.value != printed.value:
            yield parts


def _sum(reading: Sequence[str], tables: Mapping[str, Cells], *, by_parts: bool) -> Amount | None:
    value: float = 0
    cells: list[Cell] = []
    is_blank = True
    for term in reading:
        table, row, column = _parts_of(term)
        held = tables.get(table, {})
        rows = [r for r, c in held if c == column and r.startswith(row[:-1])] if row.endswith("*") else [row]
        found = [_cell(held, table, r, column, by_parts=by_parts) for r in rows]
        if not found or None in found:
            return None
        for one in found:
            if one is not None:
                is_blank = is_blank and one.is_blank
                value += -one.value if term.startswith("-") else one.value
                cells.extend(one.cells)
    return None if is_blank else Amount(round(value, 6), tuple(cells))


@lru_cache(maxsize=1 << 10)
def _parts_of(term: str) -> tuple[str, str, str]:
    table, row, column = term.lstrip("-").split("/")
    return table, row, column


def _cell(held: Cells, table: str, row: str, column: str, *, by_parts: bool) -> Amount | None:
    cell = held.get((row, column))
    if cell is None or cell.kind == "text" or (cell.merged and cell.value):
        return None
    own = Amount(cell.value or 0, (cell,), cell.value is None and cell.kind != "none_word")
    if column != "total" or (cell.value is not None and not by_parts):
        return own
    parts = [part for name in _PARTS.get(table, ()) if (part := held.get((row, name)))]
    if any(part.kind == "text" or part.merged for part in parts):
        return own
    numbers = [part for part in parts if part.value is not None]
    return Amount(sum(part.value or 0 for part in numbers), tuple(numbers)) if numbers else own
