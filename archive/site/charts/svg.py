"""SVG elements as safe markup, and the frame every chart stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """An element. Text is escaped; an underscore in an attribute's name stands for a dash, one at the end for nothing."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), Markup(pairs), inside)  # noqa: S704


def chart(kind: str, title: str, told: str, height: int, children: Iterable[Markup], key: str) -> Markup:
    """A whole chart: what it shows and what it says stand in it as text for those who cannot see it."""
    ids = f"{key}-t {key}-d"
    return tag(
        "svg",
        tag("title", title, id=f"{key}-t"),
        tag("desc", told, id=f"{key}-d"),
        *children,
        class_=f"chart {kind}",
        role="img",
        aria_labelledby=ids,
        width="100%",
        height=height,
    )


def percent(value: float) -> str:
    """A place across, in percent."""
    return f"{_short(value)}%"


def _short(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
