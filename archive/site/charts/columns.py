"""One count by year, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.site.charts.svg import chart, percent, tag
from archive.site.language import say
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

TOP, FLOOR, BELOW = 26, 176, 44
"""Pixels: where the highest column ends, where all begin, and the room for the years below."""


class Column(NamedTuple):
    """A year: its value or None where nothing is known, what to say below it, and whether the form changed before it."""

    year: int
    value: float | None
    note: str = ""
    is_break: bool = False


def columns(found: Sequence[Column], title: str, key: str) -> Markup:
    """Columns of equal width; a year without a value keeps its place, empty and said to be unknown."""
    unknown = say("无数据", "no data")
    told = say("；", "; ").join(
        f"{column.year}: {number(column.value) if column.value is not None else unknown}" for column in found
    )
    return chart("columns", title, told, FLOOR + BELOW, _marks(found), key)


def _marks(found: Sequence[Column]) -> Iterator[Markup]:
    highest = max((column.value or 0 for column in found), default=0) or 1
    step = 100 / max(len(found), 1)
    yield tag("line", x1="0", x2="100%", y1=FLOOR, y2=FLOOR, class_="floor")
    for place, column in enumerate(found):
        middle = percent(step * (place + 0.5))
        if column.is_break:
            at = percent(step * place)
            yield tag("line", x1=at, x2=at, y1=4, y2=FLOOR + 8, class_="break")
        yield from _column(column, highest, step, place, middle)
        yield tag("text", column.year, x=middle, y=FLOOR + 18, class_="year")
        if column.note:
            yield tag("text", column.note, x=middle, y=FLOOR + 35, class_="note")


def _column(column: Column, highest: float, step: float, place: int, middle: str) -> Iterator[Markup]:
    if column.value is None:
        yield tag("text", "—", x=middle, y=FLOOR - 8, class_="unknown")
        return
    height = (FLOOR - TOP) * column.value / highest
    width = min(step * 0.62, 12.0)
    yield tag(
        "rect",
        x=percent(step * (place + 0.5) - width / 2),
        y=float(FLOOR - height),
        width=percent(width),
        height=max(float(height), 1.0),
        class_="column",
    )
    yield tag("text", number(column.value), x=middle, y=float(FLOOR - height - 7), class_="value")
