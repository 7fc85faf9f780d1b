"""The look of the miniature sites: a modern frame and one of the old days, with standard meta tags and footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from archive.demo.template import fill

Link = tuple[str, str]
"""Text and address."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page holds, before its site gives it a frame."""

    title: str
    main: str
    meta: tuple[Link, ...]
    trail: tuple[Link, ...] = ()
    side: tuple[Link, ...] = ()


@dataclass(slots=True)
class Face:
    """What all pages of one site share."""

    facts: dict[str, Any]
    origin: str
    nav: list[Link] = field(default_factory=list)
    foot: list[Link] = field(default_factory=list)

    def words(self, leaf: Leaf, gap: str) -> dict[str, str]:
        """What both frames need; some systems leave no `gap` between the two attributes of a meta tag."""
        code = f"{self.facts['code']}{self.facts['serial']}"
        site = (("SiteName", self.facts["name"]), ("SiteDomain", self.origin.split("//")[1]), ("SiteIDCode", code))
        meta = [f'<meta name="{name}"{gap}content="{escape(content)}">' for name, content in (*site, *leaf.meta)]
        return {
            "meta": "\n".join(meta),
            "title": leaf.title,
            "name": self.facts["name"],
            "code": code,
            "main": leaf.main,
            "nav": anchors(self.nav),
        }


def anchors(links: list[Link] | tuple[Link, ...], between: str = "") -> str:
    """Links one after another."""
    return between.join(f'<a href="{href}">{text}</a>' for text, href in links)


def frame(face: Face, leaf: Leaf, *, gap: str = " ") -> str:
    """A page of a modern site."""
    trail = anchors(leaf.trail, "&nbsp;&gt;&nbsp;").replace("<a ", '<a class="CurrChnlCls" ')
    side = f'<div class="side">{anchors(leaf.side)}</div>' if leaf.side else ""
    words = face.words(leaf, gap)
    return fill("modern.html", **words, trail=trail, side=side, foot=anchors(face.foot), serial=face.facts["serial"])


def old_frame(face: Face, leaf: Leaf, *, charset: str) -> str:
    """A page of a site of the old days: tables that lay out, capital tags."""
    rows = "".join(f'<TR><TD height=32 class=menu>·<A href="{href}">{text}</A></TD></TR>\n' for text, href in leaf.side)
    side = f'<TD width=210 vAlign=top bgColor=#fdf3e6><TABLE width="100%">{rows}</TABLE></TD>' if leaf.side else ""
    trail = anchors(leaf.trail, "&nbsp;&gt;&gt;&nbsp;")
    words = face.words(leaf, " ")
    colour = face.facts["colour"]
    return fill(
        "old.html", **words, trail=trail, side=side, foot=anchors(face.foot, "　"), charset=charset, colour=colour
    )
