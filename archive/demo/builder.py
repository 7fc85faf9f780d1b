"""Puts pages of one site in their places; what stands on them is the business of layout, reports and beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.demo.families import FAMILIES, Column, Item
from archive.demo.model import Page, Site, TrueReport
from archive.demo.skin import Face, Leaf, Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

STANDARD = {"政府信息公开指南": "zn", "政府信息公开制度": "zd", "法定主动公开内容": "fdnr"}
"""Entries that every disclosure platform has, beside its yearly reports, and their columns' names."""
YEARLY = "政府信息公开年报"
YEARLY_KIND = "信息公开年报"


@dataclass(slots=True)
class Built:
    """A finished site with its part of the truth."""

    site: Site
    reports: list[TrueReport] = field(default_factory=list)
    lookalikes: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)


class Builder:
    """One site of facts.toml in the making; `neighbours` are the other sites' names and addresses."""

    def __init__(self, seed: int, facts: dict[str, Any], origin: str, neighbours: list[Link]) -> None:
        self.seed = seed
        self.facts = facts
        self.neighbours = neighbours
        self.face = Face(facts, origin)
        self.family = FAMILIES[facts["family"]](self.face)
        host = origin.split("//")[1].split(":", maxsplit=1)[0]
        self.site = Site(facts["name"], host, origin, "/", facts["code"], facts["state"], facts["reason"])
        self.built = Built(self.site)
        own = next((unit["slug"] for unit in facts.get("unit", []) if unit["reach"] == "column"), "zfxxgknb")
        self.platform = self.family.column_path()
        self.annual = self.family.column_path(own)
        self.units = self.family.column_path("bmxxgk")

    def units_of(self, reach: str) -> list[dict[str, Any]]:
        """The agencies whose reports stand in the site's own column, or one level down in their own."""
        return [unit for unit in self.facts.get("unit", []) if unit["reach"] == reach]

    def address(self, path: str) -> str:
        """The full address of a path."""
        return self.face.origin + path

    def trail(self, *more: Link) -> tuple[Link, ...]:
        """The way from the home page by the platform."""
        return (("首页", self.family.home()), ("政府信息公开", self.platform), *more)

    def menu(self, *base: str, annual: str = "") -> tuple[Link, ...]:
        """The standard entries of a platform: the site's own, or that of the unit at `base`."""
        links = [(text, self.family.column_path(*base, slug)) for text, slug in STANDARD.items()]
        return (*links, (YEARLY, annual or self.annual))

    def put(self, path: str, html: str) -> None:
        """A page under its path and its aliases."""
        charset = f"; charset={self.family.encoding}" if self.family.declares_charset else ""
        page = Page(html.encode(self.family.encoding), f"text/html{charset}")
        for target in (path, *self.family.aliases(path)):
            assert target not in self.site.pages, f"{self.site.name}: {target} twice"
            self.site.pages[target] = page

    def put_column(self, column: Column, main: str) -> None:
        """A column that is one page of text or links."""
        text = f"<h1>{column.name}</h1>\n{main}"
        self.put(column.path, self.family.framed(Leaf(column.name, text, column.meta, column.trail, column.side)))

    def put_list(self, column: Column, items: Iterable[Item]) -> None:
        """All pages of a column, newest first."""
        newest_first = sorted(items, key=lambda item: (item.day, item.title), reverse=True)
        for path, html in self.family.list_pages(column, newest_first).items():
            self.put(path, html)

    def put_article(self, column: Column, title: str, day: date, html: str, *, name: str = "") -> Item:
        """An article of a column: its page, and the line that leads to it."""
        path = self.family.article_path(column.path, day, name or title)
        source = column.source or self.facts["name"]
        meta = (
            ("ColumnName", column.name),
            ("ColumnType", column.kind),
            ("ArticleTitle", title),
            ("PubDate", f"{day} {8 + day.day % 9:02d}:{day.day * 2 % 60:02d}"),
            ("ContentSource", source),
        )
        facts = f'<div class="facts">发布日期：{day}　来源：{source}　字体：[大 中 小]</div>'
        end = '<div class="facts">【打印本页】　【关闭窗口】</div>'
        main = f'<h1 class="tit">{title}</h1>\n{facts}\n{self.family.body(html)}\n{end}'
        trail = (*column.trail, (column.name, column.path))
        self.put(path, self.family.framed(Leaf(title, main, meta, trail, column.side)))
        return Item(title, path, day)
