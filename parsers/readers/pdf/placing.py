"""From the coordinates of a file to those of the page as it is shown: points from the top left, page rotation applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Place = Callable[[float, float], tuple[float, float]]
    """A point as it stands in the file to a point on the page as shown."""


def placing(page: Any) -> Place:
    """How points of this page are placed."""
    left, bottom, right, top = page.get_cropbox()
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    turns: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation() % 360]
