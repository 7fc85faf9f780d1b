"""Rows of padded text: every row filled up with blanks to one width, so that a blank is a cell or the rest of a span.

Header rows and value rows may divide one grid differently; then the n-th value belongs to the n-th name, whatever stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell
    from parsers.model import Cell


def by_ordinal(values: Sequence[GridCell], width: int) -> list[GridCell | None] | None:
    """The cells of a padded row under the `width` names of its header; None for a name whose cell cannot be told.

    Every text starts a cell, any blank may be a cell or belong to the cell before: what all ways to choose agree on is
    told. None instead of a list where the row has more texts than the header has names.
    """
    filled = [i for i, cell in enumerate(values) if cell.text]
    blanks = len(values) - len(filled)
    lost = width - len(filled)
    if lost < 0 or blanks < lost:
        return None
    found: list[GridCell | None] = [None] * width
    certain = True
    for n, i in enumerate(filled):
        before = i - n
        least, most = n + max(0, lost - (blanks - before)), n + min(lost, before)
        if least == most:
            found[least] = values[i]
        certain = certain and least == most
    if certain:
        blank = next((cell for cell in values if not cell.text), None)
        found = [cell or blank for cell in found]
    return found


def may_be_merged(rows: dict[str, list[Cell]]) -> list[list[Cell]]:
    """The blanks behind a first value in the rows of a padded table of which every other row is full: one cell may span them."""
    part = {row: [cell for cell in cells if cell.kind == "blank"] for row, cells in rows.items()}
    whole = [row for row, blanks in part.items() if not blanks]
    doubtful = {row: blanks for row, blanks in part.items() if blanks and len(blanks) < len(rows[row])}
    if not whole or any(rows[row][1:] != blanks for row, blanks in doubtful.items()):
        return []
    return list(doubtful.values())
