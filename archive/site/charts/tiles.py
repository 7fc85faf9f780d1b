"""The provinces as tiles of one size, each near where it lies: a way in, not a map of borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from archive.site.charts.svg import tag
from archive.site.language import say
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE, GAP = 46, 4
PLACES = {
    "650000": (0, 1), "620000": (2, 2), "150000": (4, 1), "230000": (8, 0), "220000": (8, 1), "210000": (8, 2),
    "630000": (1, 2), "640000": (3, 2), "140000": (4, 2), "130000": (5, 2), "110000": (6, 1), "120000": (6, 2),
    "610000": (3, 3), "410000": (4, 3), "370000": (5, 3), "540000": (0, 3), "510000": (2, 4), "500000": (3, 4),
    "420000": (4, 4), "340000": (5, 4), "320000": (6, 3), "310000": (7, 4), "530000": (1, 5), "520000": (2, 5),
    "430000": (3, 5), "360000": (4, 5), "330000": (6, 4), "350000": (5, 5), "450000": (2, 6), "440000": (3, 6),
    "460000": (3, 7),
}  # fmt: skip
"""Column and row of each province, by region code."""


class Tile(NamedTuple):
    """A province: code, short name, where it leads, and how many reports there are."""

    code: str
    name: str
    href: str
    value: int


def tiles(found: Sequence[Tile], title: str, key: str) -> Markup:
    """Tiles shaded in four steps by the number of reports; an empty one is white with a dashed edge."""
    highest = max((tile.value for tile in found), default=0)
    marks = [_tile(tile, highest) for tile in found if tile.code in PLACES]
    across = 1 + max(x for x, _ in PLACES.values())
    down = 1 + max(y for _, y in PLACES.values())
    box = f"0 0 {across * (SIDE + GAP)} {down * (SIDE + GAP)}"
    return tag(
        "svg",
        tag("title", title, id=f"{key}-t"),
        *marks,
        class_="chart tiles",
        viewBox=box,
        role="group",
        aria_labelledby=f"{key}-t",
    )


def step(value: int, highest: int) -> int:
    """0 for none, else 1 to 4: by powers of a quarter of the highest, so that small provinces show too."""
    if value <= 0:
        return 0
    return next((shade for shade, share in ((4, 0.5), (3, 0.1), (2, 0.02)) if value >= highest * share), 1)


def _tile(tile: Tile, highest: int) -> Markup:
    column, row = PLACES[tile.code]
    x, y = column * (SIDE + GAP) + GAP / 2, row * (SIDE + GAP) + GAP / 2
    said = f"{tile.name}: {number(tile.value)} {say('份报告', 'reports')}"
    return tag(
        "a",
        tag("title", said),
        tag("rect", x=x, y=y, width=SIDE, height=SIDE, rx=3, class_=f"step{step(tile.value, highest)}"),
        tag("text", tile.name, x=x + SIDE / 2, y=y + 21, class_=f"name step{step(tile.value, highest)}"),
        tag("text", number(tile.value), x=x + SIDE / 2, y=y + 37, class_=f"count step{step(tile.value, highest)}"),
        href=tile.href,
        aria_label=said,
    )
