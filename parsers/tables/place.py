"""Values to columns: the n-th value cell belongs to the n-th leaf header; where the counts differ nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell


class Leaf(NamedTuple):
    """A leaf header: the column's key (None when the form does not know it) and the grid columns it covers."""

    key: str | None
    label: str
    start: int = -1
    end: int = -1


class Aligned(NamedTuple):
    """For each leaf the cell that stands under it; `merged` tells the leaves that share one cell."""

    cells: list[GridCell]
    merged: frozenset[int] = frozenset()


def align(values: Sequence[GridCell], leaves: Sequence[Leaf], *, positioned: bool) -> Aligned | None:
    """Give each leaf its value cell, or None when the counts differ and no span explains it."""
    width = len(leaves)
    if len(values) == width:
        spread = _spread(values, leaves) if positioned and _ends_in_spacer(values, leaves) else None
        return spread or Aligned(list(values))
    if len(values) > width:
        trimmed = _without_spacers(values, leaves, positioned=positioned)
        return Aligned(trimmed) if len(trimmed) == width else None
    return _spread(values, leaves) if positioned and values else None


def _without_spacers(values: Sequence[GridCell], leaves: Sequence[Leaf], *, positioned: bool) -> list[GridCell]:
    """Leave out blanks that stand before the first column, and blanks in grid columns that no header covers."""
    rest = list(values)
    while len(rest) > len(leaves) and read_value(rest[0].text).kind == "blank":
        if positioned and leaves[0].start >= 0 and rest[0].x >= leaves[0].start:
            break
        rest.pop(0)
    if len(rest) == len(leaves):
        return rest
    single = [cell for cell in rest if cell.text or cell.rowspan == 1]
    if positioned and len(single) == len(leaves):  # a blank beside several rows is no value of theirs
        return single
    if positioned and 0 <= rest[0].x < leaves[0].start:  # values that begin under the labels: the row has slipped left
        while len(rest) > len(leaves) and not rest[-1].text:
            rest.pop()
    if len(rest) != len(leaves) and positioned and leaves[0].start >= 0:
        headed = {x for leaf in leaves for x in range(leaf.start, leaf.end)}
        return [
            cell
            for cell in rest
            if cell.text or not headed.isdisjoint(range(cell.x, min(cell.x + cell.colspan, cell.x + 64)))
        ]
    while len(rest) > len(leaves) and not rest[-1].text:
        rest.pop()
    return rest


def _meet(cell: GridCell, leaf: Leaf) -> bool:
    return cell.x < leaf.end and leaf.start < cell.x + cell.colspan


def _ends_in_spacer(values: Sequence[GridCell], leaves: Sequence[Leaf]) -> bool:
    """Whether the last value is a blank in a grid column that no header covers."""
    last = values[-1]
    return not last.text and leaves[-1].end > 0 and last.x >= leaves[-1].end


def _spread(values: Sequence[GridCell], leaves: Sequence[Leaf]) -> Aligned | None:
    """Spread cells that span whole leaf columns over them; every leaf must end up with exactly one cell.

    Cells that together are as wide as the header stand under it even where a missing label moved them to the left.
    """
    if leaves[0].start < 0:
        return None
    if values[0].x != leaves[0].start and sum(c.colspan for c in values) == leaves[-1].end - leaves[0].start:
        shift = leaves[0].start - values[0].x
        values = [cell._replace(x=cell.x + shift) for cell in values]
    cells: list[GridCell] = []
    merged: set[int] = set()
    at = 0
    for cell in values:
        covered = [i for i, leaf in enumerate(leaves) if cell.x <= leaf.start and leaf.end <= cell.x + cell.colspan]
        if not covered and not cell.text and not any(_meet(cell, leaf) for leaf in leaves):
            continue
        if not covered or covered[0] != at:
            return None
        cells.extend([cell] * len(covered))
        if len(covered) > 1:
            merged.update(covered)
        at += len(covered)
    return Aligned(cells, frozenset(merged)) if at == len(leaves) else None
