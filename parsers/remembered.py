"""Results of a function of one argument, remembered in a dictionary: a known one costs a look-up and no call."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

LONGEST = 4000
"""Longer texts hardly come again, and would fill the memory."""

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


class _Results(dict[K, V]):
    """Results by argument; forgotten all at once when there are `most` of them."""

    def __init__(self, function: Callable[[K], V], most: int) -> None:
        super().__init__()
        self.function = function
        self.most = most

    def __missing__(self, argument: K) -> V:
        result = self.function(argument)
        if isinstance(argument, str) and len(argument) > LONGEST:
            return result
        if len(self) >= self.most:
            self.clear()
        self[argument] = result
        return result


def remembered(most: int) -> Callable[[Callable[[K], V]], Callable[[K], V]]:
    """Remember up to `most` results of a total function.

    Half the cost of `functools.lru_cache`, for what is asked hundreds of times a page.
    """

    def decorated(function: Callable[[K], V]) -> Callable[[K], V]:
        return _Results(function, most).__getitem__

    return decorated
