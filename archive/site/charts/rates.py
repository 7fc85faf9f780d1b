"""A share by year, as points with the span that chance leaves open."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from archive.site.charts.svg import chart, percent, tag
from archive.site.language import say
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

TOP, FLOOR, BELOW = 14, 164, 44
Z = 1.96
"""Of the 95 % interval."""


class Rate(NamedTuple):
    """A year: so many of so many cases, both None where unknown; `is_break` where the form changed before it."""

    year: int
    part: float | None
    whole: float | None
    is_break: bool = False


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share of `part` in `whole`, both bounds between 0 and 1."""
    share = part / whole
    middle = share + Z * Z / (2 * whole)
    reach = Z * sqrt(max(share * (1 - share) / whole + Z * Z / (4 * whole * whole), 0.0))
    below = 1 + Z * Z / whole
    # At shares of 0 and 1 the bound is the share itself, which rounding misses by a hair.
    return max(min((middle - reach) / below, share), 0.0), min(max((middle + reach) / below, share), 1.0)


def rates(found: Sequence[Rate], title: str, key: str, minimum: int) -> Markup:
    """Points on a scale from 0 to 100 %; a year of fewer than `minimum` cases has none, and says how many there were."""
    told = say("；", "; ").join(f"{rate.year}: {_told(rate, minimum)}" for rate in found)
    return chart("rates", title, told, FLOOR + BELOW, _marks(found, minimum), key)


def is_shown(rate: Rate, minimum: int) -> bool:
    """Whether there are enough cases for a rate that means something."""
    return rate.part is not None and rate.whole is not None and 0 <= rate.part <= rate.whole >= minimum


def _told(rate: Rate, minimum: int) -> str:
    if rate.part is None or rate.whole is None:
        return say("无数据", "no data")
    counts = f"{number(rate.part)}/{number(rate.whole)}"
    return f"{rate.part / rate.whole:.1%} ({counts})" if is_shown(rate, minimum) else counts


def _marks(found: Sequence[Rate], minimum: int) -> Iterator[Markup]:
    for share in (0, 25, 50, 75, 100):
        yield tag("line", x1="0", x2="100%", y1=_y(share / 100), y2=_y(share / 100), class_="grid")
        yield tag("text", f"{share}%", x="0", y=_y(share / 100) - 3, class_="scale")
    step = 94 / max(len(found), 1)
    before: tuple[float, float] | None = None
    for place, rate in enumerate(found):
        x = 6 + step * (place + 0.5)
        if rate.is_break:
            yield tag("line", x1=percent(x - step / 2), x2=percent(x - step / 2), y1=4, y2=FLOOR + 8, class_="break")
            before = None
        point = _y(rate.part / rate.whole) if is_shown(rate, minimum) and rate.part is not None and rate.whole else None
        if point is not None and before is not None:
            yield tag("line", x1=percent(before[0]), y1=before[1], x2=percent(x), y2=point, class_="path")
        before = (x, point) if point is not None else None
        yield from _point(rate, x, point)


def _point(rate: Rate, x: float, point: float | None) -> Iterator[Markup]:
    at = percent(x)
    yield tag("text", rate.year, x=at, y=FLOOR + 18, class_="year")
    if rate.part is None or rate.whole is None:
        yield tag("text", "—", x=at, y=FLOOR - 8, class_="unknown")
        return
    yield tag("text", f"{number(rate.part)}/{number(rate.whole)}", x=at, y=FLOOR + 35, class_="note")
    if point is None:
        return
    low, high = wilson(rate.part, rate.whole)
    yield tag("line", x1=at, x2=at, y1=_y(low), y2=_y(high), class_="span")
    yield tag("circle", cx=at, cy=point, r=5, class_="point")
    yield tag("text", f"{rate.part / rate.whole:.0%}", x=at, y=point - 10, class_="value")


def _y(share: float) -> float:
    return FLOOR - (FLOOR - TOP) * share
