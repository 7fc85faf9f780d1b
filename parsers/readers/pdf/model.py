"""What a page holds once it is read: characters and rulings, in points from the top left as the page is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class Glyph(NamedTuple):
    """One character: left and right edge, the height of its middle, its size (all points).

    `spaced` is true when printed blanks, and nothing else, part it from the one before.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False


class Ruling(NamedTuple):
    """A straight line: where it stands across its direction, where it starts and ends along it."""

    at: float
    start: float
    end: float


Dot = tuple[float, float]
"""The middle of a mark that is small both ways."""


@dataclass(slots=True)
class Page:
    """A page as read. `number` counts from 1; `images` is the share of the page that images cover (0 to 1)."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    images: float = 0.0


def box_around(glyphs: list[Glyph]) -> Box:
    """The box of some characters; there must be one."""
    tops = [g.y - g.size / 2 for g in glyphs]
    feet = [g.y + g.size / 2 for g in glyphs]
    return Box(min([g.x0 for g in glyphs]), min(tops), max([g.x1 for g in glyphs]), max(feet))
