"""A table's rows out of its own markup, for tables that hold rows and cells and nothing else between them.

The tree writes a table out as text in no time, and text is cut far quicker than elements are asked one by one; the markup of
a cell says all that is to know of it, and the same cells come again and again. What is written out is well formed, with
``<``, ``>`` and quotes escaped in texts and values, so every tag is where it seems to be. A table of any other shape is left to
the reader that goes element by element, which gives the same for these.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, read_span
from parsers.readers.html_cell import text_of
from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.grid import Spans

Printed = tuple[str, "Spans"]
"""What a cell element says: its text and its spans."""

_OPEN = r'(?: [^<>]*")?>\s*'
_GROUP = rf"<t(?:body|head|foot){_OPEN}"
_COLUMNS = rf'<colgroup{_OPEN}(?:<col(?: [^<>]*")? ?/>\s*)*</colgroup>\s*|<col(?:group)?(?: [^<>]*")? ?/>\s*'
_TABLE = re.compile(rf"<table{_OPEN}(?:{_COLUMNS})*({_GROUP})?")
_ROW = re.compile(_OPEN)
_BETWEEN = re.compile(rf"\s*(?:</t(?:body|head|foot)>\s*)?({_GROUP})?")
_END = re.compile(r"\s*(?:</t(?:body|head|foot)>\s*)?</table>")
_ATTRIBUTES = re.compile(r'(?: [^\s="<>/]+="[^"]*")*/?')
_SPAN = re.compile(r' ([^\s="<>/]+)="([^"]*)"')
_CLOSED = "</td>"
_ONE_SPAN = (1, 1)

_seen: dict[str, Printed] = {}
"""Cells by their markup, the attributes included."""
_MOST_SEEN = 1 << 15
_LONGEST_SEEN = 1000


class MarkedRows(NamedTuple):
    """The rows of a table, and for each a number that it shares with the other rows of its row group."""

    rows: list[list[Printed]]
    groups: list[int]


def rows_of_markup(table: _Element) -> MarkedRows | None:
    """The rows of a table in which no table stands; None where anything but groups, rows and cells is between them."""
    markup = etree.tostring(table, encoding="unicode", with_tail=False)
    if "<th" in markup:
        markup = markup.replace("<th>", "<td>").replace("<th ", "<td ").replace("<th/>", "<td/>")
        markup = markup.replace("</th>", _CLOSED)
    before, *pieces = markup.split("<tr")
    start = _TABLE.fullmatch(before)
    if not pieces or not start:
        return None
    group = 1 if start[1] else 0
    found = MarkedRows([], [])
    cells: list[list[str]] = []
    for piece in pieces:
        inside, _, after = piece.rpartition("</tr>")
        opening, *row = inside.split("<td")
        if opening != ">" and not _ROW.fullmatch(opening):
            return None
        cells.append(row)
        found.groups.append(group)
        if after and not after.isspace():
            between = _BETWEEN.fullmatch(after)
            if not between:
                break
            group += 1
    if len(cells) != len(pieces) or not _END.fullmatch(after):
        return None
    return found if _fill(found.rows, cells, table) else None


def _fill(rows: list[list[Printed]], cells: list[list[str]], table: _Element) -> bool:
    """Read every cell; false where one is not simply opened and closed."""
    elements: list[_Element] = []
    first = 0
    for row in cells:
        line: list[Printed] = []
        for piece in row:
            printed = _seen.get(piece)
            if printed is None:
                elements = elements or [*table.iter("td", "th")]
                at = first + len(line)
                printed = _read(piece, elements[at]) if at < len(elements) else None
                if printed is None:
                    return False
            line.append(printed)
        first += len(row)
        rows.append(line)
    return True


def _read(piece: str, cell: _Element) -> Printed | None:
    """A cell by its markup less ``<td``; the element is asked only where there is more in it than text."""
    head, _, content = piece.rstrip().partition(">")
    if not _ATTRIBUTES.fullmatch(head) or (content if head.endswith("/") else not content.endswith(_CLOSED)):
        return None
    spans = _ONE_SPAN
    if "span=" in head:
        if "&" in head:
            return None
        values = dict(_SPAN.findall(head))
        spans = (
            read_span(values.get("colspan"), limit=MAX_COLSPAN),
            read_span(values.get("rowspan"), limit=MAX_ROWSPAN, zero=True),
        )
    content = content.removesuffix(_CLOSED)
    text = text_of(cell) if "<" in content else tidy(unescape(content) if "&" in content else content)
    if len(piece) <= _LONGEST_SEEN:
        if len(_seen) >= _MOST_SEEN:
            _seen.clear()
        _seen[piece] = text, spans
    return text, spans
