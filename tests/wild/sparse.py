"""Rows of table three that lost their empty cells: can the identities put every value back in one way only?"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

from tests.wild import form
from tests.wild.model import Figures

Vector = tuple[int, ...]
_BUDGET = 20_000


class _OverBudgetError(Exception):
    pass


def candidates(values: list[int]) -> list[Vector]:
    """All placements over the six kinds of a row's values, the last of which is the row's total."""
    if not values:
        return [(0,) * 6]
    found = []
    for places in combinations(range(6), len(values) - 1):
        vector = [0] * 6
        for place, value in zip(places, values, strict=False):
            vector[place] = value
        found.append(tuple(vector))
    return found


def _add(a: Vector, b: Vector) -> Vector:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _count(rows: list[list[Vector]], target: Vector) -> int:
    """Ways (0, 1 or 2 for more) to choose a vector a row so that they add up to the target."""
    nodes = 0

    @cache
    def ways(at: int, rest: Vector) -> int:
        nonlocal nodes
        nodes += 1
        if nodes > _BUDGET:
            raise _OverBudgetError
        if at == len(rows):
            return int(not any(rest))
        found = 0
        for vector in rows[at]:
            left = tuple(r - v for r, v in zip(rest, vector, strict=True))
            if min(left) >= 0:
                found += ways(at + 1, left)
            if found > 1:
                return 2
        return found

    return ways(0, target)


def determined(figures: Figures, *, single_other: bool) -> bool:
    """Whether rows, results and flow leave exactly one way to place all values of table three."""
    options: dict[str, list[Vector]] = {}
    for row in form.request_rows(single_other):
        values = [int(figures[form.T3, row, column]) for column, _ in form.COLUMNS]
        options[row] = candidates([value for value in values if value])
    frame = [options[row] for row, _ in (form.NEW, form.CARRIED_IN, form.TOTAL, form.CARRIED_OUT)]
    if len(frame[0]) * len(frame[1]) * len(frame[2]) * len(frame[3]) > _BUDGET:
        return False
    results = sorted((options[row] for row in form.result_rows(single_other)), key=len)
    found = 0
    try:
        for new, carried, closed, out in product(*frame):
            if _add(new, carried) == _add(closed, out):
                found += _count(results, closed)
            if found > 1:
                return False
    except _OverBudgetError:
        return False
    return found == 1
