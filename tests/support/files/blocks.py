"""What a page says, without how: paragraphs and tables, read from the HTML of our own pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BREAKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "td", "th", "tr", "table", "caption"})


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text (a line feed is a line break) and what it spans."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `level` 1-6 for a heading."""

    text: str
    level: int = 0


@dataclass(slots=True)
class Table:
    """The rows of a table, and for each cell the grid column where it starts."""

    rows: list[list[Box]]
    columns: list[list[int]] = field(default_factory=list)
    width: int = 0

    def __post_init__(self) -> None:
        free: dict[tuple[int, int], bool] = {}
        for y, row in enumerate(self.rows):
            x, starts = 0, []
            for box in row:
                while (y, x) in free:
                    x += 1
                starts.append(x)
                free.update(((y + dy, x + dx), True) for dy in range(box.rows) for dx in range(box.columns))
                x += box.columns
            self.columns.append(starts)
        self.width = max((x for _, x in free), default=-1) + 1


Block = Paragraph | Table


def blocks_of(page: str) -> list[Block]:
    """The blocks of a page's body, in order; a table in a table becomes one of its own behind it."""
    root = html.fromstring(page)
    body = root.find(".//body")
    return list(_blocks(root if body is None else body))


def _blocks(top: HtmlElement) -> Iterator[Block]:
    words: list[str] = []
    yield from _walk(top, words, 0)
    yield from _settled(words, 0)


def _walk(element: HtmlElement, words: list[str], level: int) -> Iterator[Block]:
    words.append(element.text or "")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            words.append("\n")
        elif tag == "table":
            yield from _settled(words, level)
            yield from _table(child)
        elif tag in _BREAKS:
            yield from _settled(words, level)
            own = int(tag[1]) if tag[0] == "h" else 0
            yield from _walk(child, words, own)
            yield from _settled(words, own)
        elif tag not in ("script", "style", "head", "select", ""):
            yield from _walk(child, words, level)
        words.append(child.tail or "")


def _settled(words: list[str], level: int) -> Iterator[Block]:
    text = _tidy("".join(words))
    words.clear()
    if text:
        yield Paragraph(text, level)


def _table(element: HtmlElement) -> Iterator[Block]:
    """A table of data, or the contents of a table that only lays out the page."""
    rows = [list(row.iterchildren("td", "th")) for row in element.iter("tr") if _owner(row) is element]
    if max(map(len, rows), default=0) <= 1 or any(cell.find(".//table") is not None for row in rows for cell in row):
        for cell in (cell for row in rows for cell in row):
            yield from _blocks(cell)
        return
    yield Table([[_box(cell) for cell in row] for row in rows if row])


def _owner(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _box(cell: HtmlElement) -> Box:
    parts: list[str] = []
    for element in cell.iter():
        if element.tag in _BREAKS | {"br"} and element is not cell:
            parts.append("\n")
        parts.append(element.text or "")
        if element is not cell:
            parts.append(element.tail or "")
    return Box(_tidy("".join(parts)), int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
