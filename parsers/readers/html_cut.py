"""Plain tables cut out of a page before it becomes a tree: most of a report is table, and building a tree takes longest.

Only what is written as it will stand in the tree is cut: a table of rows and cells that are simply opened and closed,
with plain elements in them. In its place stays an empty table that bears a number, and its caption; where the tree does not hold
all of these, as when one stood in a comment, the page is read whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.html_hidden import bears_sign
from parsers.readers.html_pieces import MORE, MarkedCells, Pieces
from parsers.readers.html_rows import WRITTEN, Grammar

if TYPE_CHECKING:
    from lxml.etree import _Element

NUMBER = "gongkai-cut"
_MARK = f'<table {NUMBER}="%d">'.encode()
_PIECES = Pieces(Grammar(WRITTEN, empty=False, is_odd=bears_sign))
_END = b"</table>"
_NAMES = tuple(
    b"<%s%s" % (sign, name)
    for sign in (b"", b"/")
    for name in b"TABLE CAPTION COLGROUP COL TBODY THEAD TFOOT TR TD TH".split()
)
"""How the tags of a table begin in capitals."""
_CAPTION = re.compile(rb"<caption.*?</caption>", re.DOTALL)


class Cut(NamedTuple):
    """A page without its plain tables, and these in order."""

    source: bytes
    tables: list[MarkedCells]


def cut_tables(source: bytes) -> Cut | None:
    """Cut the plain tables in which nothing bears a sign of hiding out of a page in UTF-8; None where there are none."""
    if NUMBER.encode() in source:
        return None
    parts: list[bytes] = []
    tables: list[MarkedCells] = []
    kept = behind = 0
    names = source.lower() if b"</TABLE" in source else source
    while (end := names.find(_END, behind)) >= 0:
        start, behind = names.rfind(b"<table", behind, end), end + len(_END)
        if start < 0:
            continue
        markup = source[start:behind]
        if names is not source:
            for name in _NAMES:
                markup = markup.replace(name, name.lower())
        marked = _marked(markup)
        if marked:
            caption = _CAPTION.search(markup) if b"<caption" in markup else None
            parts += source[kept:start], _MARK % len(tables), caption[0] if caption else b""
            tables.append(marked)
            kept = end
    return Cut(b"".join((*parts, source[kept:])), tables) if tables else None


def are_in_place(tables: list[_Element], count: int) -> bool:
    """Whether a tree holds so many cut tables, in order, and each as it was left."""
    found = list(filter(is_cut, tables))
    numbers = [table.get(NUMBER) for table in found]
    return numbers == [str(n) for n in range(count)] and all(map(_is_as_left, found))


def _is_as_left(table: _Element) -> bool:
    """Whether nothing but a caption stands in a table that was cut, and that in no cell beside several rows, all of which show it."""
    for inner in table:
        if inner.tag != "caption" or len(inner) or (inner.tail or "").strip():
            return False
    around = table.iterancestors("td", "th")
    return len(table) <= 1 and not (table.text or "").strip() and all(cell.get("rowspan") is None for cell in around)


def is_cut(table: _Element) -> bool:
    """Whether the element stands for a table that was cut."""
    return table.get(NUMBER) is not None


def _marked(markup: bytes) -> MarkedCells | None:
    """The cells of a table; None where it is not plain, or has no row of two cells."""
    marked = _PIECES.cells(markup)
    if marked is None or MORE in marked.texts or marked.steps[-1] is None:
        return None
    return marked if None in marked.steps else None
