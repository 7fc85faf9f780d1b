"""HTML to flat rows of cells by Python's `html.parser`: no tree, no grid, one pass over the tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from parsers.second.tags import BREAKS, INVISIBLE, Tag, plain_tag, start_tag

_RULE = re.compile(r"(?:^|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_ELEMENT = re.compile(r"^[a-zA-Z]+(?=[.#])")
_MARKED = re.compile(r"<!\[[^>\-]{0,200}>")
"""Word's ``<![if …]>`` and the like."""
_WINDOW = 1 << 10
"""Characters that are cut at angles at a time."""


class FlatCell(NamedTuple):
    """A cell's text and its colspan as printed."""

    text: str
    span: int = 1


Row = list[FlatCell]


def rows_of_page(text: str) -> list[Row]:
    """All rows of all tables that are shown, inner tables before the row that holds them; none if the page is broken."""
    reader = _Reader(_hidden_names(text))
    try:
        reader.feed(_closed(_MARKED.sub("", text.replace("&amp;nbsp;", " "))))
        reader.close()
    except AssertionError:  # html.parser gives up on some declarations that no browser minds
        return []
    while reader.tables:
        reader.end_table()
    return reader.rows


def _hidden_names(text: str) -> frozenset[str]:
    """The ``.class`` and ``#id`` selectors that the page's own style sheet hides."""
    found: set[str] = set()
    lower = text.lower()
    end = 0
    while (start := lower.find("<style", end)) >= 0 and (end := lower.find("</style", start)) >= 0:
        for selectors, body in _RULE.findall(text[lower.find(">", start) + 1 : end]):
            if INVISIBLE.search(body):
                found.update(_ELEMENT.sub("", one.strip()) for one in selectors.split(","))
    return frozenset(found)


def _closed(text: str) -> str:
    """The text up to its last whole tag, less a comment that never ends: `html.parser` takes long over such ends."""
    endless = text.find("<!--", text.rfind("-->") + 1)
    whole = text if endless < 0 else text[:endless]
    return whole[: whole.rfind(">") + 1]


@dataclass(slots=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    row: Row | None = None
    words: list[str] | None = None
    span: int = 1


class _Reader(HTMLParser):
    """Collects rows. `table` is the innermost of the open `tables`, an empty one outside of all.

    `mute` is the element whose content is not shown, with how often its tag is open.
    """

    def __init__(self, hidden: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = hidden
        self.rows: list[Row] = []
        self.tables: list[_Table] = []
        self.table = _Table()
        self.mute: tuple[str, int] | None = None

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        """Line numbers are not wanted; counting them takes time."""
        return j

    def parse_starttag(self, i: int) -> int:
        """The tag that begins there; tags in the plainest form need no more than a look."""
        end = self._plain_tags(i)
        return end if end > i else super().parse_starttag(i)

    def parse_endtag(self, i: int) -> int:
        """The end tag that begins there, likewise."""
        end = self._plain_tags(i)
        return end if end > i else super().parse_endtag(i)

    def _plain_tags(self, at: int) -> int:
        """Take in plain tags and the text behind each as far as they go; where they end."""
        raw = self.rawdata
        whole = at
        while at == whole < len(raw) and not self.cdata_elem:
            whole = len(raw) if at + _WINDOW > len(raw) else raw.rfind("<", at + 1, at + _WINDOW)
            if whole < 0:
                break  # a tag with more text behind it
            pieces = raw[at + 1 : whole].split("<")
            taken = self._pieces(pieces)
            at += taken + sum(map(len, pieces[:taken]))
        return at

    def _pieces(self, pieces: list[str]) -> int:
        """Take in what stands behind angles: tags, each with the text behind it. The number of those that are plain, up to the first other."""
        for number, piece in enumerate(pieces):
            inside, angle, text = piece.partition(">")
            tag = plain_tag(inside) if angle else None
            if tag is None:
                return number
            if self.mute or tag.mutes or (self.hidden and tag.selectors):
                self._take(tag)
            elif tag.means:
                self._do(tag)
            if text and self.table.words is not None:
                self.handle_data(unescape(text) if "&" in text else text)
        return len(pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(start_tag(tag, [(name, value or "") for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self.mute:
            self._say(data)

    def _take(self, tag: Tag) -> None:
        if not tag.is_end:
            self._begin(tag)
        if tag.is_end or tag.is_both:
            self._end(tag.name)

    def _begin(self, tag: Tag) -> None:
        if self.mute and not self._unmuted_by(tag.name):
            if tag.name == self.mute[0]:
                self.mute = (tag.name, self.mute[1] + 1)
            return
        self._open(tag)
        if tag.mutes or not self.hidden.isdisjoint(tag.selectors):
            self.mute = (tag.name, 1)
            if tag.name in ("td", "th"):
                self.table.words = None

    def _unmuted_by(self, tag: str) -> bool:
        """Cells and rows may be left open; the next one ends them."""
        if (self.mute in (("td", 1), ("th", 1)) and tag in ("td", "th", "tr")) or (
            self.mute == ("tr", 1) and tag == "tr"
        ):
            self.mute = None
        return self.mute is None

    def _end(self, tag: str) -> None:
        if self.mute:
            name, depth = self.mute
            if tag == name:
                self.mute = (name, depth - 1) if depth > 1 else None
                if name not in ("tr", "table"):
                    return
            elif not (tag in ("tr", "table", "tbody") and name in ("td", "th", "tr") and depth == 1):
                return
            else:
                self.mute = None
        self._close(tag)

    def _do(self, tag: Tag) -> None:
        """Take in a tag where nothing is muted, and that mutes nothing."""
        if not tag.is_end:
            self._open(tag)
        if tag.is_end or tag.is_both:
            self._close(tag.name)

    def _close(self, name: str) -> None:
        if name in ("td", "th"):
            self._end_cell()
        elif name == "tr":
            self._end_row()
        elif name == "table" and self.tables:
            self.end_table()
        elif name in BREAKS:
            self._say(" ")
        elif name in ("sup", "sub"):
            self._raise("]")

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if name == "table":
            self.table = _Table()
            self.tables.append(self.table)
        elif not self.tables:
            return
        elif name in ("td", "th"):
            self._end_cell()
            table = self.table
            table.row = [] if table.row is None else table.row
            table.words = []
            table.span = tag.span
        elif name == "tr":
            self._end_row()
            self.table.row = []
        elif name in BREAKS:
            self._say(" ")
        elif name in ("sup", "sub"):
            self._raise("[")
        elif name == "input":
            self._say(tag.typed)

    def _say(self, data: str) -> None:
        if self.table.words is not None:
            self.table.words.append(data)

    def _raise(self, bracket: str) -> None:
        """Keep a raised mark apart from the digits before it."""
        said = "".join(self.table.words or ())
        if said.rstrip()[-1:].isdigit() and (bracket == "[" or "[" in said):
            self._say(bracket)

    def _end_cell(self) -> None:
        table = self.table
        if table.words is not None and table.row is not None:
            table.row.append(FlatCell(" ".join("".join(table.words).split()), table.span))
            table.words = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.table.row is not None:
            if self.table.row:
                self.table.rows.append(self.table.row)
            self.table.row = None

    def end_table(self) -> None:
        """Close the innermost table; one of a single cell is but a wrapper around its text."""
        self._end_row()
        table = self.tables.pop()
        self.table = self.tables[-1] if self.tables else _Table()
        if [len(row) for row in table.rows] == [1] and self.tables:
            self._say(table.rows[0][0].text)
        else:
            self.rows.extend(table.rows)
