"""Static directories in the manner of TRS WCM, and what all families share."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from archive.demo.chance import stream
from archive.demo.skin import Face, Leaf, Link, frame

if TYPE_CHECKING:
    from datetime import date

SHORT = 22


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: full title, address, day."""

    title: str
    href: str
    day: date


@dataclass(frozen=True, slots=True)
class Column:
    """A list with its first page's path; `note` is printed above the lines, `source` signs its articles."""

    name: str
    kind: str
    path: str
    trail: tuple[Link, ...] = ()
    side: tuple[Link, ...] = ()
    note: str = ""
    source: str = ""

    @property
    def meta(self) -> tuple[Link, ...]:
        """The meta tags of a column."""
        names = ("ColumnName", "ColumnDescription", "ColumnKeywords")
        return (*((name, self.name) for name in names), ("ColumnType", self.kind))


def cut(text: str) -> str:
    """A title as lists print it: cut off after some signs."""
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


class Family:
    """``index.html``, ``index_1.html`` …; articles ``./YYYYMM/tYYYYMMDD_ID.html``; files ``P0….pdf`` beside them."""

    encoding = "utf-8"
    declares_charset = True
    size = 4
    root = "/zwgk/zfxxgk/"
    ending = "html"

    def __init__(self, face: Face) -> None:
        self.face = face

    def home(self) -> str:
        """Path of the home page proper."""
        return "/"

    def column_path(self, *slugs: str) -> str:
        """Path of a column's first page."""
        return self.root + "".join(f"{slug}/" for slug in slugs)

    def article_path(self, column: str, day: date, name: str) -> str:
        """Path of an article of a column."""
        number = stream("article", self.face.facts["key"], column, name).randint(1_000_000, 9_999_999)
        return f"{column}{day:%Y%m}/t{day:%Y%m%d}_{number}.{self.ending}"

    def file_path(self, article: str, name: str, ending: str) -> str:
        """Path of a file that belongs to an article."""
        number = stream("file", article, name).randint(10**5, 10**6 - 1)
        return f"{article.rsplit('/', 1)[0]}/P020240117{number:06d}123.{ending}"

    def page_path(self, column: str, number: int) -> str:
        """Path of a column's page, counted from 0."""
        return column if number == 0 else f"{column}index_{number}.{self.ending}"

    def aliases(self, path: str) -> tuple[str, ...]:
        """Other paths under which the same page answers."""
        return (f"{path}index.{self.ending}",) if path.endswith("/") else ()

    def list_pages(self, column: Column, items: list[Item]) -> dict[str, str]:
        """All pages of a list by path."""
        total = max(1, ceil(len(items) / self.size))
        pages = {}
        for number in range(total):
            shown = items[number * self.size : (number + 1) * self.size]
            pager = self.pager(column.path, number, total, len(items))
            main = f"<h1>{column.name}</h1>{column.note}{self.lines(column.path, shown)}{pager}"
            leaf = Leaf(column.name, main, column.meta, column.trail, column.side)
            pages[self.page_path(column.path, number)] = self.framed(leaf)
        return pages

    def lines(self, column: str, items: list[Item]) -> str:
        """The lines of one page: the address relative to the column, the title cut, the whole of it as attribute."""
        rows = []
        for item in items:
            link = f'<a href="{_relative(column, item.href)}" title="{item.title}">{cut(item.title)}</a>'
            rows.append(f"<li>{link}<span>{item.day}</span></li>\n")
        return f'<ul class="list">{"".join(rows)}</ul>'

    def pager(self, column: str, number: int, total: int, records: int) -> str:  # noqa: ARG002  others need them
        """The script that draws the page numbers."""
        call = f'createPageHTML({total}, {number}, "index", "{self.ending}");'
        return f'<div class="page"><script>\n<!--\n{call}\n//-->\n</script></div>'

    def body(self, html: str) -> str:
        """The container of an article's text."""
        style = '<style type="text/css">.TRS_Editor P{line-height:2;font-size:16px}</style>'
        return f'<div class="TRS_Editor">{style}{html}</div>'

    def framed(self, leaf: Leaf) -> str:
        """A page within the site's frame."""
        return frame(self.face, leaf, gap="")


def _relative(column: str, href: str) -> str:
    inside = column.endswith("/") and href.startswith(column)
    return f"./{href[len(column) :]}" if inside else href
