"""Table four, 行政复议、行政诉讼情况: fifteen values in a fixed order, in one row or in one row a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.tables.reading import Reading
from parsers.tables.roles import roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell


@dataclass(slots=True)
class ChallengesReader:
    """Reads table four: header rows tell which groups stand in the grid, then value rows of 15, 10 or 5 cells."""

    reading: Reading = field(default_factory=lambda: Reading("reconsideration_and_litigation"))
    groups: list[str] = field(default_factory=list)
    rows: list[tuple[list[str], list[GridCell]]] = field(default_factory=list)

    def head(self, cells: Sequence[GridCell]) -> None:
        """One row of the header: note which groups it names, and whether it names 行政诉讼 at large."""
        for cell in cells:
            case = roles(cell.text).get("case")
            if case and case not in self.groups:
                self.groups.append(case)

    def row(self, values: list[GridCell]) -> None:
        """One row of values, with the groups named since the values before."""
        self.rows.append((self.groups, values))
        self.groups = []

    def finish(self) -> bool:
        """Place the values; false when there is no table four."""
        order = [case.key for case in load_form().cases]
        columns = [outcome.key for outcome in load_form().outcomes]
        whole = [values for _, values in self.rows if len(_trim(values, 15)) == 15]
        if whole:
            values = _trim(whole[-1], 15)
            for i, case in enumerate(order):
                self.reading.put(case, columns, values[5 * i : 5 * i + 5])
            return True
        for groups, values in self.rows:
            self._part(groups, values, order, columns)
        return bool(self.rows)

    def _part(self, groups: list[str], values: list[GridCell], order: list[str], columns: list[str]) -> None:
        named = sorted(groups, key=order.index)
        cells = _trim(values, 5 * len(named)) if named else values
        if named and len(cells) == 5 * len(named):
            for i, case in enumerate(named):
                self.reading.put(case, columns, cells[5 * i : 5 * i + 5])
            return
        self.reading.keep("", values)
        message = f"列数不符：应为 15 格，实为 {len(values)} 格 column count differs"
        paths = [path for case in named or order for path in self.reading.paths(case, columns)]
        self.reading.say("S-COLUMNS", "warning", message, paths)


def _trim(values: list[GridCell], width: int) -> list[GridCell]:
    """Drop blanks at the ends that are more than the form has."""
    cells = list(values)
    while len(cells) > width and read_value(cells[0].text).kind == "blank":
        cells.pop(0)
    while len(cells) > width and read_value(cells[-1].text).kind == "blank":
        cells.pop()
    return cells
