"""Table four, 行政复议、行政诉讼情况: fifteen values in a fixed order, in one row or in one row a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.tables.place import Leaf, align
from parsers.tables.placement.challenges import placed
from parsers.tables.placement.glued import by_groups
from parsers.tables.reading import Reading
from parsers.tables.roles import near, roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell

_OUTCOMES = tuple(outcome.key for outcome in load_form().outcomes)
_WIDTH = len(_OUTCOMES)
_CASES = tuple(case.key for case in load_form().cases)
WHOLE = _WIDTH * len(_CASES)
"""So many values has a row of table four that holds all groups; no other row of the forms has as many."""
_LITIGATION = _CASES[1:]
_BOTH = "litigation"


@dataclass(slots=True)
class _Values:
    """A row of values with the header above it: the groups it names, its leaf cells, and the order of its columns."""

    cells: list[GridCell]
    groups: list[str]
    leaves: list[Leaf]
    columns: tuple[str, ...] | None
    positioned: bool


@dataclass(slots=True)
class ChallengesReader:
    """Reads table four: header rows tell which groups stand in the grid, then value rows of 15, 10 or 5 cells."""

    reading: Reading = field(default_factory=lambda: Reading("reconsideration_and_litigation"))
    groups: list[str] = field(default_factory=list)
    """The groups named in the header, from left to right; `_BOTH` stands for those of 行政诉讼."""
    leaves: list[Leaf] = field(default_factory=list)
    columns: tuple[str, ...] | None = _OUTCOMES
    rows: list[_Values] = field(default_factory=list)
    is_glued: bool = False
    """Whether the figures of a row may stand together as one."""
    has_glued: bool = False

    def head(self, cells: Sequence[GridCell]) -> None:
        """One row of the header: note the groups it names, and its leaves when it is the lowest."""
        for cell in cells:
            found = roles(cell.text)
            case = found.get("case") or (near(cell.text, "case") if cell.text and not found else None)
            name = _BOTH if "challenge" in found else case
            if name and name not in self.groups:
                self.groups.append(name)
        words = [c for c in cells if c.text and not roles(c.text).keys() & {"case", "challenge"}]
        if words and len(words) % _WIDTH == 0 and len(words) <= WHOLE:
            self.leaves = [Leaf(c.text, c.text, c.x, c.x + c.colspan) for c in words]
            self.columns = _order(words)

    def awaits(self, count: int) -> bool:
        """Whether so many cells are values even when all of them are blank: a whole row, or those of one group."""
        return count >= WHOLE or (count >= _WIDTH == len(self.leaves) and len(_expanded(self.groups, count)) == 1)

    def row(self, values: list[GridCell], *, positioned: bool) -> None:
        """One row of values, with the header since the values before."""
        if self.is_glued and self._glued(values):
            self.groups = []
            return
        self.rows.append(_Values(values, _expanded(self.groups, len(values)), self.leaves, self.columns, positioned))
        self.groups = []

    def _glued(self, cells: Sequence[GridCell]) -> bool:
        """A row in which figures may stand together: told apart where the form leaves one way; false where none do."""
        named = _expanded(self.groups, _WIDTH)
        cases = named if len(named) == 1 and len(self.leaves) == _WIDTH else list(_CASES)
        if len(cells) >= _WIDTH * len(cases):
            return False
        told = by_groups(cells[0].text, len(cases), _WIDTH) if len(cells) == 1 else None
        self.has_glued = True
        if told is None or self.columns != _OUTCOMES:
            self.reading.refuse("表四", cells, [path for case in cases for path in self.reading.paths(case, _OUTCOMES)])
            return True
        for i, case in enumerate(cases):
            own = told._replace(values=told.values[_WIDTH * i : _WIDTH * (i + 1)])
            self.reading.place_glued(case, _OUTCOMES, own, cells[0])
        return True

    def finish(self) -> bool:
        """Place the values; false when there is no table four."""
        whole = [(row, cells) for row in self.rows if (cells := _fifteen(row))]
        if whole:
            for row, cells in sorted(whole, key=lambda found: _rank(found[1])):
                self._put(row, row.groups if len(row.groups) == len(_CASES) else list(_CASES), cells)
            return True
        for row in self.rows:
            if not self._sparse(row):
                self._part(row)
        has_any = bool(self.rows) or self.has_glued
        if has_any:
            self._say_missing()
        return has_any

    def _say_missing(self) -> None:
        """Name the groups of which there is nothing, and nothing is said."""
        told = {path.split("/")[1] for problem in self.reading.problems for path in problem.cells}
        for case in load_form().cases:
            if case.key not in self.reading.rows | told:
                message = f"表四缺组 group not printed: {case.label}"
                self.reading.say("S-ROW", "warning", message, self.reading.paths(case.key, _OUTCOMES))

    def _sparse(self, row: _Values) -> bool:
        """A whole row of text that lost blanks: its groups are read where their identities leave one way."""
        if row.positioned or row.columns != _OUTCOMES or len(row.groups) < len(_CASES) or len(row.cells) >= WHOLE:
            return False
        lost: list[str] = []
        for case, found in zip(row.groups, placed([cell.text for cell in row.cells], len(_CASES)), strict=True):
            if found is None:
                lost += self.reading.paths(case, _OUTCOMES)
            else:
                values, columns = found
                self.reading.restore(case, [_OUTCOMES[i] for i in columns], row.cells[values])
        if lost:
            self.reading.refuse("表四", row.cells, lost)
        return True

    def _part(self, row: _Values) -> None:
        named = row.groups
        under = _under(row, _WIDTH * len(named)) if named else None
        if under:
            self._put(row, named, under)
            return
        read = self.reading.rows
        expected = f"应为 {_WIDTH * len(named) or WHOLE} 格，实为 {len(row.cells)} 格"
        self._refuse(row, named or [case for case in _CASES if case not in read], expected)

    def _put(self, row: _Values, cases: list[str], cells: list[GridCell]) -> None:
        if row.columns is None:
            self._refuse(row, cases, "表头列序与格式不符")
            return
        for i, case in enumerate(cases):
            self.reading.put(case, row.columns, cells[_WIDTH * i : _WIDTH * (i + 1)])

    def _refuse(self, row: _Values, cases: list[str], why: str) -> None:
        self.reading.keep("", row.cells)
        paths = [path for case in cases for path in self.reading.paths(case, _OUTCOMES)]
        self.reading.say("S-COLUMNS", "warning", f"列数或列序不符：{why} columns differ", paths)


def _expanded(groups: Sequence[str], count: int) -> list[str]:
    """The groups in the order of the header: 行政诉讼 gives way to those below it. `count`: values in the row."""
    below = [name for name in groups if name in _LITIGATION]
    if _BOTH not in groups:
        return list(groups)
    if len(below) < len(_LITIGATION):
        if below and count == _WIDTH and len(groups) == len(below) + 1:
            return below  # a row of one group, its parent beside it
        below = list(_LITIGATION)
    at = groups.index(_BOTH)
    others = [name for name in groups if name not in _LITIGATION and name != _BOTH]
    before = sum(name in others for name in groups[:at])
    return others[:before] + below + others[before:]


def _order(words: Sequence[GridCell]) -> tuple[str, ...] | None:
    """The columns of a group in the order of the header; None where its words contradict every order.

    Words that are cut or unknown follow the form's order as long as the known ones do.
    """
    keys = [roles(cell.text).get("outcome") for cell in words]
    if all(key in (None, _OUTCOMES[i % _WIDTH]) for i, key in enumerate(keys)):
        return _OUTCOMES
    groups = {tuple(keys[i : i + _WIDTH]) for i in range(0, len(keys), _WIDTH)}
    first = groups.pop()
    known = tuple(key for key in first if key)
    return known if not groups and len(set(known)) == _WIDTH else None


def _fifteen(row: _Values) -> list[GridCell] | None:
    return _under(row, WHOLE) if len(row.cells) >= WHOLE else None


def _rank(cells: Sequence[GridCell]) -> tuple[bool, bool]:
    """Of several rows of fifteen the first that adds up comes first, then one that does not, then blank ones."""
    counts = [read_value(cell.text).value or 0 for cell in cells]
    groups = (counts[at : at + _WIDTH] for at in range(0, WHOLE, _WIDTH))
    return not any(cell.text for cell in cells), not all(sum(group[:-1]) == group[-1] for group in groups)


def _under(row: _Values, width: int) -> list[GridCell] | None:
    """The cells under the header's leaves; without a header of that width, the row less the blanks at its ends."""
    if len(row.leaves) == width:
        aligned = align(row.cells, row.leaves, positioned=row.positioned)
        if aligned:
            return aligned.cells
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].text:
        cells.pop()
    while len(cells) > width and not cells[0].text:
        cells.pop(0)
    return cells if len(cells) == width else None
