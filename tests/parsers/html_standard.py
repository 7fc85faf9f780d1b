"""The HTML standard's algorithm for forming a table (4.9.12.1), step by step and slot by slot, to hold our own against.

Slow and plain on purpose: each comment names the step it carries out. The steps about `caption`, `col` and `colgroup` are
left out, since they move no cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Td(NamedTuple):
    """A `td` or `th` element: its two attributes as they stand in the source, None where absent."""

    colspan: str | None = None
    rowspan: str | None = None


Tr = list[Td]


class Part(NamedTuple):
    """A child of the table: a row group by its tag, or with tag `tr` one loose row."""

    tag: str
    rows: list[Tr]


Name = tuple[int, int, int]
"""A cell by part, row in the part, and place in the row."""


@dataclass
class Formed:
    """The table formed: where each cell is anchored, and for each `tr` which cells cover its slots."""

    anchors: dict[Name, tuple[int, int, int]] = field(default_factory=dict)
    """Column, row and width of each cell."""
    covered: dict[tuple[int, int], dict[int, list[Name]]] = field(default_factory=dict)
    """By part and row: slot column to the cells that cover it, more than one where cells overlap."""
    height: int = 0


def parse_non_negative_integer(text: str) -> int | None:
    """The rules for parsing non-negative integers; None is an error."""
    position, sign = 0, 1
    while position < len(text) and text[position] in "\t\n\f\r ":  # skip ASCII whitespace
        position += 1
    if position == len(text):
        return None
    if text[position] == "-":
        sign = -1
        position += 1
    elif text[position] == "+":
        position += 1
    value, digits = 0, 0
    while position < len(text) and text[position] in "0123456789":  # collect ASCII digits
        value = min(value * 10 + int(text[position]), 10**9)
        digits += 1
        position += 1
    if digits == 0:
        return None
    return None if sign * value < 0 else value  # a negative zero is zero


class Forming:
    """The state of the algorithm; the names are the standard's."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.formed = Formed()
        self.slots: dict[tuple[int, int], list[Name]] = {}
        self.x_width = 0  # step 1
        self.y_height = 0  # step 2
        self.y_current = 0  # step 10
        self.growing: list[tuple[Name, int, int]] = []  # step 11: cell, cellx, width
        self.rows_end = 0

    def form(self) -> Formed:
        pending: list[int] = []  # step 3: tfoot elements
        for index, part in enumerate(self.parts):  # steps 12 to 18, "rows"
            if part.tag == "tr":  # step 13
                self.rows_end = self.y_current + self._loose_rows_from(index)
                self.process_row(index, 0, part.rows[0])
                continue
            self.end_row_group()  # step 14
            if part.tag == "tfoot":  # step 15
                pending.append(index)
                continue
            self.process_row_group(index)  # steps 16, 17
        self.end_row_group()
        for index in pending:  # step 19
            self.process_row_group(index)
        self.formed.height = self.y_height
        return self.formed

    def process_row_group(self, index: int) -> None:
        rows = self.parts[index].rows
        self.rows_end = self.y_current + len(rows)
        for r, row in enumerate(rows):
            self.process_row(index, r, row)
        self.end_row_group()

    def end_row_group(self) -> None:
        # To the letter, ycurrent is increased before the cells grow, which would leave the row below the last tr open and
        # cover the first row of the next group; no cell is meant to reach out of its group, so here they grow first.
        while self.y_current < self.y_height:
            self.grow()
            self.y_current += 1
        self.growing = []

    def grow(self) -> None:
        for name, cell_x, width in self.growing:
            for x in range(cell_x, cell_x + width):
                self.cover(x, self.y_current, name)

    def process_row(self, part: int, r: int, row: Tr) -> None:
        if self.y_height == self.y_current:  # step 1
            self.y_height += 1
        x_current = 0  # step 2
        self.grow()  # step 3
        for c, cell in enumerate(row):  # steps 4, 5, 17, 18
            while x_current < self.x_width and (x_current, self.y_current) in self.slots:  # step 6
                x_current += 1
            if x_current == self.x_width:  # step 7
                self.x_width += 1
            colspan = parse_non_negative_integer(cell.colspan) if cell.colspan is not None else None  # step 8
            colspan = min(colspan or 1, 1000)
            rowspan = parse_non_negative_integer(cell.rowspan) if cell.rowspan is not None else None  # step 9
            rowspan = min(1 if rowspan is None else rowspan, 65534)
            grows = rowspan == 0  # step 10
            rowspan = rowspan or 1
            self.x_width = max(self.x_width, x_current + colspan)  # step 11
            self.y_height = max(self.y_height, self.y_current + rowspan)  # step 12
            name = (part, r, c)  # step 13
            self.formed.anchors[name] = (x_current, self.y_current, colspan)
            for y in range(self.y_current, min(self.y_current + rowspan, self.rows_end)):
                for x in range(x_current, x_current + colspan):
                    self.cover(x, y, name)
            if grows:  # step 14
                self.growing.append((name, x_current, colspan))
            x_current += colspan  # step 15
        self.formed.covered[part, r] = {
            x: self.slots[x, self.y_current] for x in range(self.x_width) if (x, self.y_current) in self.slots
        }
        self.y_current += 1  # steps 4, 16

    def cover(self, x: int, y: int, name: Name) -> None:
        """Assign a slot. Those below the last row of a group are never looked at again, and left out for memory's sake."""
        if y < self.rows_end and name not in self.slots.setdefault((x, y), []):
            self.slots[x, y].append(name)

    def _loose_rows_from(self, index: int) -> int:
        count = 0
        while index + count < len(self.parts) and self.parts[index + count].tag == "tr":
            count += 1
        return count


def form_table(parts: list[Part]) -> Formed:
    """Form a table from its children."""
    return Forming(parts).form()
