"""The identities of tables three and four, evaluated on printed cells: the yardstick for injected faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.wild import form
from tests.wild.model import Path, Printed

Cells = dict[Path, Printed]
_COLUMNS = tuple(key for key, _ in form.COLUMNS)


class Identity(NamedTuple):
    """`rule` holds when the `left` cells and the `right` cells have equal sums."""

    rule: str
    left: tuple[Path, ...]
    right: tuple[Path, ...]

    @property
    def cells(self) -> frozenset[str]:
        """The paths of all its cells, as problems name them."""
        return frozenset("/".join(path) for path in self.left + self.right)


def identities(*, single_other: bool) -> list[Identity]:
    """All identities of a report: 25 (or 23) rows, seven sums of results, seven flows, three groups."""
    found = []
    for row in form.request_rows(single_other):
        kinds = tuple((form.T3, row, kind) for kind in form.KINDS)
        found.append(Identity("T3-ROW", kinds, ((form.T3, row, "total"),)))
    for column in _COLUMNS:
        closed = (form.T3, form.TOTAL[0], column)
        results = tuple((form.T3, row, column) for row in form.result_rows(single_other))
        found.append(Identity("T3-RESULT", results, (closed,)))
        came = tuple((form.T3, row, column) for row in (form.NEW[0], form.CARRIED_IN[0]))
        found.append(Identity("T3-FLOW", came, (closed, (form.T3, form.CARRIED_OUT[0], column))))
    for group, _ in form.T4_GROUPS:
        outcomes = tuple((form.T4, group, key) for key, _ in form.T4_COLUMNS[:-1])
        found.append(Identity("T4-GROUP", outcomes, ((form.T4, group, "total"),)))
    return found


def _sum(cells: Cells, paths: Iterable[Path]) -> float:
    """The sum as a reader takes it: what is not a number counts nothing."""
    return sum(cells[path].value or 0 for path in paths if path in cells)


def broken(cells: Cells, *, single_other: bool) -> list[Identity]:
    """The identities that do not hold, with the cells that are printed. A row without a total asserts nothing."""
    bad = []
    for one in identities(single_other=single_other):
        totals = [cells[path] for path in one.right if path in cells]
        silent = one.rule == "T3-ROW" and (not totals or totals[0].kind != "number")
        if not silent and abs(_sum(cells, one.left) - _sum(cells, one.right)) > 1e-9:
            left, right = (tuple(path for path in side if path in cells) for side in (one.left, one.right))
            bad.append(Identity(one.rule, left, right))
    return bad
