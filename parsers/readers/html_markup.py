"""A table's rows out of its own markup, for tables that hold rows and cells and nothing else between them.

The tree writes a table out as text in no time, and text is cut far quicker than elements are asked one by one; the markup of
a cell says all that is to know of it, and the same cells come again and again. What is written out is well formed, with
``<``, ``>`` and quotes escaped in texts and values, so every tag is where it seems to be. A table of any other shape is left to
the reader that goes element by element, which gives the same for these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from parsers.readers.html_cell import text_of
from parsers.readers.html_inline import inline_text
from parsers.readers.html_rows import Grammar, MarkedCells
from parsers.remembered import remembered
from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.readers.html_rows import Printed

_GRAMMAR = Grammar(r'(?: [^\s="<>/]+="[^"<>]*")*')
_CLOSED = "</td>"
_spans = remembered(1 << 12, longest=4000)(_GRAMMAR.spans)
_behind = remembered(1 << 12, longest=4000)(_GRAMMAR.behind)

_seen: dict[bytes, Printed] = {}
"""Cells by their markup in UTF-8, with their attributes and with what stands behind them up to the next cell."""
_MOST_SEEN = 1 << 15
_LONGEST_SEEN = 1000


def cells_of_markup(table: _Element) -> MarkedCells | None:
    """The cells of a table in which no table stands; None where anything but groups, rows and cells is between them."""
    markup = etree.tostring(table, encoding="utf-8", with_tail=False)
    if b"<th" in markup:
        markup = markup.replace(b"<th>", b"<td>").replace(b"<th ", b"<td ").replace(b"<th/>", b"<td/>")
        markup = markup.replace(b"</th>", b"</td>")
    before, *pieces = markup.split(b"<td")
    first = _GRAMMAR.first(before.decode()) if pieces else None
    if first is None:
        return None
    seen = list(map(_seen.get, pieces))
    cells = _filled(seen, pieces, table) if None in seen else cast("list[Printed]", seen)
    return MarkedCells(cells, first) if cells else None


def _filled(seen: list[Printed | None], pieces: list[bytes], table: _Element) -> list[Printed] | None:
    """Read the cells that were not seen before; None where one is not simply opened and closed."""
    elements = [*table.iter("td", "th")]
    if len(elements) != len(pieces):
        return None
    cells: list[Printed] = []
    for known, piece, element in zip(seen, pieces, elements, strict=True):
        cell = known or _read(piece, element)
        if cell is None:
            return None
        cells.append(cell)
    return cells


def _read(piece: bytes, cell: _Element) -> Printed | None:
    """A cell by its markup less ``<td``; the element is asked only where there is more in it than text."""
    head, _, content = piece.decode().partition(">")
    content, closed, behind = ("", _CLOSED, content) if head.endswith("/") else content.partition(_CLOSED)
    goes_on = not behind or behind.isspace()
    spans, steps = _spans(head), None if goes_on else _behind(behind)
    if spans is None or not closed or (steps is None and not goes_on):
        return None
    inline = inline_text(content)
    text = text_of(cell) if inline is None else tidy(inline)
    if len(piece) <= _LONGEST_SEEN:
        if len(_seen) >= _MOST_SEEN:
            _seen.clear()
        _seen[piece] = text, spans, steps
    return text, spans, steps
