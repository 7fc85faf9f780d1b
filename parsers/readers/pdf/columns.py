"""The columns of table three without rulings: rows that are full tell where each column's values stand, the header the rest."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from parsers.document import GridCell
from parsers.form import load_form
from parsers.readers.pdf.lone_signs import is_sign, spans_all
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.slots import Slot
from parsers.tables.roles import roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block

_UNCLEAR = 0.6
"""A value that stands this near, beside its distance to the nearest column, to another one belongs to neither for certain."""

_LONGER = 2
"""Rows of more values than there are names, of which the form has more; then one was not seen, and no column is certain."""

_ALWAYS = 5
"""Rows with a total for each without one; then the page prints it in every row."""

_ENOUGH = 4
"""Full rows from which it can be told how the page sets its values."""
_SAME = 1.0
"""Points; values that begin at one place differ by less."""
_OFF = 1.2
"""Points; a value that stands so far left of the middle of its column's name is set at the left."""


class Columns:
    """The columns by their `names`; `reach` is where each one's values stand, `middles` the middle of these."""

    def __init__(self, names: Sequence[Block], left: float, rows: Sequence[Sequence[Block]]) -> None:
        """`left` is where labels end; of the `rows` of values those count that are full and stand right of it."""
        self.names = names
        own = [Slot(name.box.x0, name.box.x1) for name in names]
        self.is_shifted = any(value.box.x1 <= left for row in rows for value in row)
        boxes = [[value.box for value in row] for row in rows if len(row) == len(names)]
        full = list(zip(*(row for row in boxes if row[0].x1 > left), strict=True))
        seen = [Slot(min(box.x0 for box in one), max(box.x1 for box in one)) for one in full]
        self.middles = [(slot.x0 + slot.x1) / 2 for slot in own]
        self.reach = own
        if seen:
            self.middles = [median((box.x0 + box.x1) / 2 for box in one) for one in full]
            both = [Slot(min(a.x0, b.x0), max(a.x1, b.x1)) for a, b in zip(own, seen, strict=True)]
            self.reach = both if _are_apart(both) else seen
        self.are_apart = _are_apart(self.reach)
        kinds = {roles(name.text).get("applicant") for name in names} - {None}
        self.is_partial = 0 < len(kinds) < len(load_form().applicants)
        self.is_short = self.is_partial and sum(len(row) > len(names) for row in rows) >= _LONGER
        lasting = [self._is_last(row[-1]) for row in rows if len(row) > 1]
        is_total = roles(names[-1].text).get("applicant") == "total"
        self.has_totals = is_total and sum(lasting) > _ALWAYS * lasting.count(False)
        self.begins = self._begins(rows) if is_total else None

    def cells(self, values: Sequence[Block], home: Block, at: int, *, is_certain: bool) -> list[GridCell]:
        """The cells of a row whose values begin at grid column `at`; blank ones have the height of `home`.

        Where it is not certain which column each value belongs to, they stay as they stand, one too many or too few, and the
        reader of tables says so; as it does of a sign that comes once for every column, since it is taken to span them.
        """
        placed = self.placed(values) if is_certain else None
        if placed is None:
            shown = [*values, values[-1]] if len(values) == len(self.names) else list(values)
            if is_certain and len(values) == 1 and self._spans_from_the_left(values[0]):
                shown = [values[0]] * len(self.names)
            return [cell_of(value, at + i, 1) for i, value in enumerate(shown)]
        if len(placed) == 1 and placed[0] is not None:
            return [cell_of(placed[0], at, len(self.names))]
        cells = []
        for i, (value, span) in enumerate(zip(placed, self.reach, strict=True)):
            where = address(home.page, Box(span.x0, home.box.y0, span.x1, home.box.y1))
            cells.append(cell_of(value, at + i, 1) if value else GridCell("", at + i, 1, 1, where))
        return cells

    def placed(self, values: Sequence[Block]) -> list[Block | None] | None:
        """The value of each column; a single one for a cell merged over all; None where a value's column is not certain."""
        is_full = len(values) == len(self.names)
        if self.is_short or (self.is_partial and is_full and any(map(self._is_under_another, values, self.reach))):
            return None
        if len(self.names) == 1:
            return list(values) or [None] if len(values) < 2 else None
        if len(values) == 1 and is_sign(values[0]) and not self._is_last(values[0]):
            return [values[0]] if spans_all(values[0], self.reach, self.middles) else None
        found: list[Block | None] = [None] * len(self.names)
        homes = list(range(len(values))) if is_full else self._homes(values)
        if homes is None or len(set(homes)) < len(values):
            return None
        for home, value in zip(homes, values, strict=True):
            found[home] = value
        return found

    def _is_under_another(self, value: Block, own: Slot) -> bool:
        """Whether a value stands under the name of another column and beside its own one."""
        box = value.box
        if box.x0 < own.x1 and own.x0 < box.x1:
            return False
        return any(name.box.x0 < box.x1 and box.x0 < name.box.x1 for name in self.names)

    def _begins(self, rows: Sequence[Sequence[Block]]) -> float | None:
        """Where the first column's values begin if all stand at its left and every row has one in each column; else None."""
        full = [row for row in rows if len(row) == len(self.names)]
        if len(full) < _ENOUGH or any(1 < len(row) < len(self.names) for row in rows):
            return None
        begins = median(row[0].box.x0 for row in full)
        are_left = all(row[0].box.x0 - begins < _SAME for row in full)
        return begins if are_left and _middle(full[0][0]) < _middle(self.names[0]) - _OFF else None

    def _spans_from_the_left(self, value: Block) -> bool:
        """Whether a lone sign is that of a cell merged over all columns, at the left of which the page sets what it holds.

        So it is where every other row has a value in each column and the row's total would be blank.
        """
        return is_sign(value) and self.begins is not None and abs(value.box.x0 - self.begins) < _SAME

    def _is_last(self, value: Block) -> bool:
        """Whether a value stands in the last column, where the total is, that a row may hold by itself."""
        before = self.reach[-2].x1 if len(self.reach) > 1 else 0.0
        return self.are_apart and value.box.x0 > before and value.box.x1 > self.reach[-1].x0

    def _homes(self, values: Sequence[Block]) -> list[int] | None:
        if values and not self._is_last(values[-1]) and (self.is_shifted or (self.has_totals and _holds_a_sum(values))):
            return None  # a row that the page shifts to the left has nothing under the total
        homes: list[int] = []
        for value in values:
            box = value.box
            near = sorted((_distance(Slot(box.x0, box.x1), slot), i) for i, slot in enumerate(self.reach))
            if not self.are_apart or near[0][0] > _UNCLEAR * near[1][0]:
                return None
            homes.append(near[0][1])
        return homes


def cell_of(block: Block, x: int, columns: int) -> GridCell:
    """A block as a cell of a grid."""
    return GridCell(block.text, x, columns, 1, address(block.page, block.box))


def _holds_a_sum(values: Sequence[Block]) -> bool:
    """Whether the last of some values is the sum of the others, as their total is."""
    figures = [read_value(value.text).value or 0 for value in values]
    return 0 < figures[-1] == sum(figures[:-1])


def _middle(block: Block) -> float:
    return (block.box.x0 + block.box.x1) / 2


def _are_apart(slots: Sequence[Slot]) -> bool:
    return all(a.x1 <= b.x0 for a, b in pairwise(slots))


def _distance(a: Slot, b: Slot) -> float:
    """0 where one lies in the other, else the least distance of their ends or middles."""
    if (b.x0 - 0.5 <= a.x0 and a.x1 <= b.x1 + 0.5) or (a.x0 - 0.5 <= b.x0 and b.x1 <= a.x1 + 0.5):
        return 0.0
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2)
