"""The ways to put a row's values back into its columns that the row's own identity allows."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Way = tuple[int, ...]
"""The column of each value, from left to right."""


def ways(values: Sequence[int], width: int, total: int) -> list[Way]:
    """Every order-keeping placement of `values` over `width` columns whose other columns add up to column `total`.

    Blank columns count nothing. A row that states anything states its total, too: a total left blank beside numbers
    satisfies no identity. Exponential in nothing worse than ``C(width, len(values))``.
    """
    return [way for way in combinations(range(width), len(values)) if adds_up(values, way, total)]


def adds_up(values: Sequence[int], way: Way, total: int) -> bool:
    """Whether the values of one placement, without the one in column `total`, add up to that one."""
    stated = sum(value for value, column in zip(values, way, strict=True) if column == total)
    return sum(values) - stated == stated
