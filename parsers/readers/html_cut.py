"""Plain tables cut out of a page before it becomes a tree: most of a report is table, and building a tree takes longest.

Only what is written as it will stand in the tree is cut: an outermost table of rows and cells that are simply opened and closed,
with plain elements in them. In its place stays an empty table that bears a number; where the tree does not hold all of these, as
when one stood in a comment, the page is read whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from parsers.readers.html_inline import inline_text
from parsers.readers.html_rows import WRITTEN, Grammar, MarkedCells
from parsers.remembered import remembered
from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.readers.html_rows import Printed

NUMBER = "gongkai-cut"
LAYOUT_TEXT = 300
"""A cell with more characters than this holds prose: its row lays out the page, and its table is not cut."""
_MARK = f'<table {NUMBER}="%d">'.encode()
_GRAMMAR = Grammar(WRITTEN)
_CLOSED = "</td>"
_END = b"</table>"
_HEADS = re.compile(rb"<(/?)t([dh])\b")
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|&(?!nbsp;|#(?:[1-9]\\d{3}|[1-4]\\d{4});)"
)
"""Characters that not every reader keeps, and references that not every reader reads alike."""

_spans = remembered(1 << 12, longest=4000)(_GRAMMAR.spans)
_behind = remembered(1 << 12, longest=4000)(_GRAMMAR.behind)
_seen: dict[bytes, Printed] = {}
"""Cells by their markup in UTF-8, as in `parsers.readers.html_markup`, but as pages write it."""
_MOST_SEEN = 1 << 15
_LONGEST_SEEN = 1000


class Cut(NamedTuple):
    """A page without its plain tables, and these in order."""

    source: bytes
    tables: list[MarkedCells]


def cut_tables(source: bytes) -> Cut | None:
    """Cut the plain tables out of a page in UTF-8; None where there are none."""
    if NUMBER.encode() in source:
        return None
    parts: list[bytes] = []
    tables: list[MarkedCells] = []
    kept = behind = open_tables = 0
    while (end := source.find(_END, behind)) >= 0:
        open_tables += source.count(b"<table", behind, end)
        start = source.rfind(b"<table", behind, end)
        marked = _marked(source[start : end + len(_END)]) if open_tables == 1 and start >= 0 else None
        if marked:
            parts += source[kept:start], _MARK % len(tables)
            tables.append(marked)
            kept = end
        open_tables = max(open_tables - 1, 0)
        behind = end + len(_END)
    return Cut(b"".join((*parts, source[kept:])), tables) if tables else None


def are_in_place(tables: list[_Element], count: int) -> bool:
    """Whether a tree holds so many cut tables, in order, empty and in no other table."""
    found = list(filter(is_cut, tables))
    return [table.get(NUMBER) for table in found] == [str(n) for n in range(count)] and all(
        not len(table) and not (table.text or "").strip() and next(table.iterancestors("table"), None) is None
        for table in found
    )


def is_cut(table: _Element) -> bool:
    """Whether the element stands for a table that was cut."""
    return table.get(NUMBER) is not None


def _marked(markup: bytes) -> MarkedCells | None:
    """The cells of a table; None where it is not plain, or has no row of two cells."""
    if b"<th" in markup:
        heads = _HEADS.findall(markup)
        if [close for close, _ in heads] != [b"", b"/"] * (len(heads) // 2) or heads[::2] != [
            (b"", name) for _, name in heads[1::2]
        ]:
            return None
        markup = markup.replace(b"<th>", b"<td>").replace(b"<th ", b"<td ").replace(b"</th>", b"</td>")
    before, *pieces = markup.split(b"<td")
    first = _GRAMMAR.first(before.decode()) if len(pieces) > 1 else None
    if first is None:
        return None
    seen = list(map(_seen.get, pieces))
    cells = _filled(seen, pieces) if None in seen else cast("list[Printed]", seen)
    if not cells or cells[-1][2] is None or all(steps is not None for _, _, steps in cells):
        return None
    return MarkedCells(cells, first)


def _filled(seen: list[Printed | None], pieces: list[bytes]) -> list[Printed] | None:
    """Read the cells that were not seen before; None where one is not plain."""
    cells: list[Printed] = []
    for known, piece in zip(seen, pieces, strict=True):
        cell = known or _read(piece)
        if cell is None:
            return None
        cells.append(cell)
    return cells


def _read(piece: bytes) -> Printed | None:
    """A cell by its markup less ``<td``."""
    head, opened, content = piece.decode().partition(">")
    content, closed, behind = content.partition(_CLOSED)
    if not opened or not closed or head.endswith("/") or _ODD.search(content):
        return None
    goes_on = not behind or behind.isspace()
    spans, steps, text = _spans(head), None if goes_on else _behind(behind), inline_text(content)
    if spans is None or text is None or (steps is None and not goes_on):
        return None
    text = tidy(text)
    if len(text) > LAYOUT_TEXT:
        return None
    if len(piece) <= _LONGEST_SEEN:
        if len(_seen) >= _MOST_SEEN:
            _seen.clear()
        _seen[piece] = text, spans, steps
    return text, spans, steps
