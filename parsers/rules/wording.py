"""Numbers as they are written in findings."""

from __future__ import annotations

import math


def plain(number: float) -> str:
    """Whole numbers without decimals; whatever else a page can hold as it is."""
    return str(int(number)) if is_whole(number) else str(number)


def is_whole(number: float) -> bool:
    """Whether a number is whole; one too large to be held is not."""
    return math.isfinite(number) and number == int(number)
