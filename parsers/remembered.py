"""Results of a function of one argument, remembered in a dictionary: a known one costs a look-up and no call."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Sized
from typing import Protocol, TypeVar


class Key(Hashable, Sized, Protocol):
    """What results are remembered by: texts, markup, tuples of them."""


K = TypeVar("K", bound=Key)
V = TypeVar("V")


class _Results(dict[K, V]):
    """Results by argument; forgotten all at once when there are `most` of them."""

    __slots__ = ("function", "longest", "most")

    def __init__(self, function: Callable[[K], V], most: int, longest: int) -> None:
        super().__init__()
        self.function = function
        self.most = most
        self.longest = longest

    def __missing__(self, argument: K) -> V:
        result = self.function(argument)
        if len(argument) <= self.longest:
            if len(self) >= self.most:
                self.clear()
            self[argument] = result
        return result


def remembered(most: int, longest: int = sys.maxsize) -> Callable[[Callable[[K], V]], Callable[[K], V]]:
    """Remember up to `most` results of a total function, but for arguments longer than `longest`, which are asked for each time.

    Half the cost of `functools.lru_cache`, for what is asked hundreds of times a page.
    """

    def decorated(function: Callable[[K], V]) -> Callable[[K], V]:
        return _Results(function, most, longest).__getitem__

    return decorated
