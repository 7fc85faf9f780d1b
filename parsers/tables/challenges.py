"""Table four, 行政复议、行政诉讼情况: fifteen values in a fixed order, in one row or in one row a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.tables.place import Leaf, align
from parsers.tables.reading import Reading
from parsers.tables.roles import roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell


@dataclass(slots=True)
class _Values:
    """A row of values with the header above it: the groups it names and its leaf cells."""

    cells: list[GridCell]
    groups: list[str]
    leaves: list[Leaf]
    positioned: bool


@dataclass(slots=True)
class ChallengesReader:
    """Reads table four: header rows tell which groups stand in the grid, then value rows of 15, 10 or 5 cells."""

    reading: Reading = field(default_factory=lambda: Reading("reconsideration_and_litigation"))
    groups: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    rows: list[_Values] = field(default_factory=list)

    def head(self, cells: Sequence[GridCell]) -> None:
        """One row of the header: note the groups it names, and its leaves when it is the lowest."""
        for cell in cells:
            case = roles(cell.text).get("case")
            if case and case not in self.groups:
                self.groups.append(case)
        words = [c for c in cells if c.text and not roles(c.text).keys() & {"case", "challenge"}]
        if len(words) in (5, 10, 15):
            self.leaves = [Leaf(c.text, c.text, c.x, c.x + c.colspan) for c in words]

    def row(self, values: list[GridCell], *, positioned: bool) -> None:
        """One row of values, with the header since the values before."""
        self.rows.append(_Values(values, self.groups, self.leaves, positioned))
        self.groups, self.leaves = [], []

    def finish(self) -> bool:
        """Place the values; false when there is no table four."""
        order = [case.key for case in load_form().cases]
        columns = [outcome.key for outcome in load_form().outcomes]
        whole = [cells for row in self.rows if (cells := _fifteen(row))]
        if whole:
            for i, case in enumerate(order):
                self.reading.put(case, columns, whole[-1][5 * i : 5 * i + 5])
            return True
        for row in self.rows:
            self._part(row, order, columns)
        return bool(self.rows)

    def _part(self, row: _Values, order: list[str], columns: list[str]) -> None:
        named = sorted(row.groups, key=order.index)
        cells = _under(row, 5 * len(named)) if named else None
        if cells:
            for i, case in enumerate(named):
                self.reading.put(case, columns, cells[5 * i : 5 * i + 5])
            return
        self.reading.keep("", row.cells)
        message = f"列数不符：应为 15 格，实为 {len(row.cells)} 格 column count differs"
        paths = [path for case in named or order for path in self.reading.paths(case, columns)]
        self.reading.say("S-COLUMNS", "warning", message, paths)


def _fifteen(row: _Values) -> list[GridCell] | None:
    return _under(row, 15) if len(row.cells) >= 15 else None


def _under(row: _Values, width: int) -> list[GridCell] | None:
    """The cells under the header's leaves; without a header of that width, the row less the blanks at its ends."""
    if len(row.leaves) == width:
        aligned = align(row.cells, row.leaves, positioned=row.positioned)
        if aligned:
            return aligned.cells
    cells = list(row.cells)
    while len(cells) > width and read_value(cells[-1].text).kind == "blank":
        cells.pop()
    while len(cells) > width and read_value(cells[0].text).kind == "blank":
        cells.pop(0)
    return cells if len(cells) == width else None
