"""Results of a function of one argument, remembered in a dictionary: a known one costs a look-up and no call."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


class _Results(dict[K, V]):
    """Results by argument; forgotten all at once when there are `most` of them."""

    def __init__(self, function: Callable[[K], V], most: int, longest: int | None) -> None:
        super().__init__()
        self.function = function
        self.most = most
        self.longest = longest

    def __missing__(self, argument: K) -> V:
        result = self.function(argument)
        if self.longest is not None and isinstance(argument, str | bytes) and len(argument) > self.longest:
            return result
        if len(self) >= self.most:
            self.clear()
        self[argument] = result
        return result


def remembered(most: int, longest: int | None = None) -> Callable[[Callable[[K], V]], Callable[[K], V]]:
    """Remember up to `most` results of a total function, but for texts of more than `longest` characters or bytes, which are asked for once.

    Half the cost of `functools.lru_cache`, for what is asked hundreds of times a page.
    """

    def decorated(function: Callable[[K], V]) -> Callable[[K], V]:
        return _Results(function, most, longest).__getitem__

    return decorated
