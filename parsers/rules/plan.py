"""Declared balances laid over the cells that a table really has; made once for every set of cells, then reused."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.rules.balances import Balance

Key = tuple[str, str]


class Line(NamedTuple):
    """One balance on one row or column.

    `left` and `right` are the sums of both sides, out of the values of the table with nought for every blank. Where they
    stand in the relation nothing can be broken, whatever the anchors and conditions say.
    """

    balance: Balance
    name: str
    along: dict[str, Key]
    left: Callable[[Sequence[float]], float]
    right: Callable[[Sequence[float]], float]

    def keys(self, term: str) -> list[Key]:
        """The cells that a term stands for."""
        return keys_of(term, self.along)


@lru_cache(maxsize=512)
def plan_of(load: Callable[[], tuple[Balance, ...]], table: str, keys: tuple[Key, ...]) -> tuple[Line, ...]:
    """All lines of the balances of one table whose cells are `keys`, in the order of declaration, then of the page."""
    index = {key: n for n, key in enumerate(keys)}
    return tuple(
        _line(balance, name, along, index)
        for balance in load()
        if balance.table == table
        for name, along in _lines(balance, keys).items()
    )


def _lines(balance: Balance, keys: tuple[Key, ...]) -> dict[str, dict[str, Key]]:
    """The cells by line (row or column name) and by their name along it."""
    across = 0 if balance.axis == "row" else 1
    lines: dict[str, dict[str, Key]] = {}
    for key in keys:
        if "*" in balance.each or key[across] in balance.each:
            lines.setdefault(key[across], {})[key[1 - across]] = key
    return lines


def _line(balance: Balance, name: str, along: dict[str, Key], index: dict[Key, int]) -> Line:
    left, right = (_sum_of(side, along, index) for side in (balance.left, balance.right))
    return Line(balance, name, along, left, right)


def _sum_of(terms: tuple[str, ...], along: dict[str, Key], index: dict[Key, int]) -> Callable[[Sequence[float]], float]:
    """The sum of one side out of the values of the table."""
    added = [index[key] for term in terms if not term.startswith("-") for key in keys_of(term, along)]
    taken = [index[key] for term in terms if term.startswith("-") for key in keys_of(term[1:], along)]
    if taken:
        return lambda values: sum(values[n] for n in added) - sum(values[n] for n in taken)
    if len(added) == 1:
        return itemgetter(added[0])
    if not added:
        return lambda _: 0
    pick = itemgetter(*added)
    return lambda values: sum(pick(values))


def keys_of(term: str, along: dict[str, Key]) -> list[Key]:
    """The cells that a term stands for: one name, or with ``*`` all that start alike."""
    if not term.endswith("*"):
        key = along.get(term)
        return [key] if key else []
    return [key for name, key in along.items() if name.startswith(term[:-1])]
