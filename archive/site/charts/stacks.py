"""What became of all cases of a year, as one bar a year cut into its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.site.charts.svg import chart, percent, tag
from archive.site.language import say
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

BAR, GAP, YEAR = 26, 14, 12.0
"""Pixels of a bar and between two; percent of the width for the years."""
WIDE_ENOUGH = 7.0
"""Percent of the width from which a part has room for its number."""


class Part(NamedTuple):
    """One part: its key, which picks its pattern, its name and its count."""

    key: str
    name: str
    value: float | None


class Stack(NamedTuple):
    """A year and its parts, in the order of the form."""

    year: int
    parts: tuple[Part, ...]


def stacks(found: Sequence[Stack], title: str, key: str) -> Markup:
    """Bars of equal length, each part as long as its share of the year; patterns tell parts apart without colour."""
    told = say("；", "; ").join(
        f"{stack.year}: " + ", ".join(f"{p.name} {number(p.value)}" for p in stack.parts if p.value) for stack in found
    )
    return chart("stacks", title, told, (BAR + GAP) * len(found) + 4, _marks(found, key), key)


def legend(stack: Stack, key: str) -> list[tuple[Markup, str]]:
    """For each part the swatch of its pattern and its name."""
    swatch = [
        tag(
            "svg",
            *_shape(part.key, key, x="0", y=0, width="100%", height=14),
            width=22,
            height=14,
            class_="chart stacks",
            aria_hidden="true",
        )
        for part in stack.parts
    ]
    return [(mark, part.name) for mark, part in zip(swatch, stack.parts, strict=True)]


def _marks(found: Sequence[Stack], key: str) -> Iterator[Markup]:
    yield tag("defs", *(_pattern(name, key) for name in PATTERNS))
    for place, stack in enumerate(found):
        top = place * (BAR + GAP) + 4
        yield tag("text", stack.year, x="0", y=top + 18, class_="row")
        total = sum(part.value or 0 for part in stack.parts)
        if not total:
            yield tag(
                "text", say("没有办结的申请", "no request was handled"), x=percent(YEAR), y=top + 18, class_="note row"
            )
            continue
        yield from _bar(stack, total, top, key)


def _bar(stack: Stack, total: float, top: int, key: str) -> Iterator[Markup]:
    x = YEAR
    for part in stack.parts:
        width = (100 - YEAR) * (part.value or 0) / total
        if width <= 0:
            continue
        yield from _shape(
            part.key,
            key,
            x=percent(x),
            y=top,
            width=percent(width),
            height=BAR,
            said=f"{part.name} {number(part.value)}",
        )
        if width >= WIDE_ENOUGH:
            at = percent(x + width / 2)
            yield tag("text", number(part.value), x=at, y=top + 18, class_=f"inside {part.key}")
        x += width


def _shape(part: str, key: str, said: str = "", **box: object) -> Iterator[Markup]:
    children = (tag("title", said),) if said else ()
    yield tag("rect", *children, class_=f"part {part}", **box)
    if part in PATTERNS:
        yield tag("rect", fill=f"url(#{key}-{part})", pointer_events="none", **box)


PATTERNS = {
    "partially_disclosed": "M0 8 L8 0 M-2 2 L2 -2 M6 10 L10 6",
    "unable_to_provide": "M0 4 H8",
    "not_processed": "M4 0 V8",
    "other_handling": "M2 2 h1 M6 6 h1",
}
"""Strokes drawn over a part, by its key; parts without strokes are told apart by light and dark."""


def _pattern(name: str, key: str) -> Markup:
    return tag(
        "pattern",
        tag("path", d=PATTERNS[name], class_="stroke"),
        id=f"{key}-{name}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    )
