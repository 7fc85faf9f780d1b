"""Declared balances laid over the cells that a table really has; made once for every set of cells, then reused."""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.rules.balances import Balance

Key = tuple[str, str]
_RELATIONS = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}


class Line(NamedTuple):
    """One balance on one row or column, with the cells by their name along it."""

    balance: Balance
    name: str
    along: dict[str, Key]

    def keys(self, term: str) -> list[Key]:
        """The cells that a term stands for."""
        return keys_of(term, self.along)


class Side(NamedTuple):
    """Where the terms of a line stand among those of all lines: its left side up to `middle`, its right side up to `end`.

    `holds` compares the two sums; `factor` is that of the right one.
    """

    line: Line
    middle: int
    end: int
    holds: Callable[[float, float], bool]
    factor: float


class Plan(NamedTuple):
    """All balances of one table. `terms` picks the terms of all lines, one side behind the other, the first from `start` on.

    It picks from the values of the table with nought for every blank, followed by the same values negated.
    """

    terms: Callable[[Sequence[float]], tuple[float, ...]]
    start: int
    sides: tuple[Side, ...]

    def unsettled(self, values: list[float]) -> Iterator[Line]:
        """The lines whose sums do not stand in the relation. In all others nothing can be broken, whatever the anchors say."""
        terms = self.terms([*values, *map(operator.neg, values)])
        at = self.start
        for line, middle, end, holds, factor in self.sides:
            left, right = sum(terms[at:middle]), sum(terms[middle:end]) * factor
            at = end
            if not holds(left, right) and not holds(round(left, 6), round(right, 6)):
                yield line


@lru_cache(maxsize=512)
def plan_of(load: Callable[[], tuple[Balance, ...]], table: str, keys: tuple[Key, ...]) -> Plan:
    """The plan for a table whose cells are `keys`: lines in the order of declaration, then of the page."""
    index = {key: n for n, key in enumerate(keys)}
    picked = [0, 0]  # a getter of fewer than two would give no tuple
    sides: list[Side] = []
    for balance in load():
        if balance.table == table:
            for name, along in _lines(balance, keys).items():
                line = Line(balance, name, along)
                picked += _terms(balance.left, line, index)
                middle = len(picked)
                picked += _terms(balance.right, line, index)
                sides.append(Side(line, middle, len(picked), _RELATIONS[balance.relation], balance.factor))
    return Plan(operator.itemgetter(*picked), 2, tuple(sides))


def _lines(balance: Balance, keys: tuple[Key, ...]) -> dict[str, dict[str, Key]]:
    """The cells by line (row or column name) and by their name along it."""
    across = 0 if balance.axis == "row" else 1
    lines: dict[str, dict[str, Key]] = {}
    for key in keys:
        if "*" in balance.each or key[across] in balance.each:
            lines.setdefault(key[across], {})[key[1 - across]] = key
    return lines


def _terms(side: tuple[str, ...], line: Line, index: dict[Key, int]) -> list[int]:
    """The places of one side's terms; what is subtracted is found among the negated values."""
    return [
        index[key] + (len(index) if term.startswith("-") else 0) for term in side for key in line.keys(term.lstrip("-"))
    ]


def keys_of(term: str, along: dict[str, Key]) -> list[Key]:
    """The cells that a term stands for: one name, or with ``*`` all that start alike."""
    if not term.endswith("*"):
        key = along.get(term)
        return [key] if key else []
    return [key for name, key in along.items() if name.startswith(term[:-1])]
