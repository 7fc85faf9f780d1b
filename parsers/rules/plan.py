"""Declared balances laid over the cells that a table really has; made once for every set of cells, then reused."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.rules.balances import Balance

Key = tuple[str, str]


class Line(NamedTuple):
    """One balance on one row or column.

    `left` and `right` pick the values of both sides out of the values of the table; None where that is not enough to
    settle the relation (a term subtracted, a condition, an inequality, or no cell).
    """

    balance: Balance
    name: str
    along: dict[str, Key]
    left: Callable[[Sequence[Any]], tuple[float, ...]] | None
    right: Callable[[Sequence[Any]], tuple[float, ...]] | None

    def keys(self, term: str) -> list[Key]:
        """The cells that a term stands for: one name, or with ``*`` all that start alike."""
        if not term.endswith("*"):
            key = self.along.get(term)
            return [key] if key else []
        return [key for name, key in self.along.items() if name.startswith(term[:-1])]


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
    bare = Line(balance, name, along, None, None)
    terms = (*balance.left, *balance.right)
    if balance.relation != "=" or balance.given_zero or any(term.startswith("-") for term in terms):
        return bare
    left, right = ([index[key] for term in side for key in bare.keys(term)] for side in (balance.left, balance.right))
    return bare._replace(left=_getter(left), right=_getter(right)) if left and right else bare


def _getter(positions: list[int]) -> Callable[[Sequence[Any]], tuple[float, ...]]:
    if len(positions) == 1:
        only = positions[0]
        return lambda values: (values[only],)
    return itemgetter(*positions)
