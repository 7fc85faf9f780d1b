"""A table's rows out of its own markup, for tables that hold rows and cells and nothing else between them.

The tree writes a table out as text in no time, and text is cut far quicker than elements are asked one by one; the markup of
a cell says all that is to know of it, and the same cells come again and again. What is written out is well formed, with
``<``, ``>`` and quotes escaped in texts and values, so every tag is where it seems to be. A table of any other shape is left to
the reader that goes element by element, which gives the same for these.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, read_span
from parsers.readers.html_cell import text_of
from parsers.remembered import remembered
from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.grid import Spans

Steps = tuple[int, ...]
"""A number for each row that begins: 1 where it is of another row group than the row before, else 0."""

Printed = tuple[str, "Spans", Steps | None]
"""What a cell element says, its text and its spans; and the rows that begin behind it, None where its own goes on."""

_OPEN = r'(?: [^<>]*")?>\s*'
_GROUP = rf"<t(?:body|head|foot){_OPEN}"
_COLUMNS = rf'<colgroup{_OPEN}(?:<col(?: [^<>]*")? ?/>\s*)*</colgroup>\s*|<col(?:group)?(?: [^<>]*")? ?/>\s*'
_TABLE = re.compile(rf"<table{_OPEN}(?:{_COLUMNS})*(?:{_GROUP})?")
_ROW = re.compile(_OPEN)
_BETWEEN = re.compile(rf"\s*(?:</t(?:body|head|foot)>\s*)?(?:{_GROUP})?")
_END = re.compile(r"\s*(?:</t(?:body|head|foot)>\s*)?</table>")
_ATTRIBUTES = re.compile(r'(?: [^\s="<>/]+="[^"]*")*/?')
_SPAN = re.compile(r' ([^\s="<>/]+)="([^"]*)"')
_CLOSED = "</td>"
_ROW_CLOSED = "</tr>"

_seen: dict[bytes, Printed] = {}
"""Cells by their markup in UTF-8, with their attributes and with what stands behind them up to the next cell."""
_MOST_SEEN = 1 << 15
_LONGEST_SEEN = 1000


class MarkedCells(NamedTuple):
    """The cells of a table, and the rows that begin before the first of them."""

    cells: list[Printed]
    first: Steps


def cells_of_markup(table: _Element) -> MarkedCells | None:
    """The cells of a table in which no table stands; None where anything but groups, rows and cells is between them."""
    markup = etree.tostring(table, encoding="utf-8", with_tail=False)
    if b"<th" in markup:
        markup = markup.replace(b"<th>", b"<td>").replace(b"<th ", b"<td ").replace(b"<th/>", b"<td/>")
        markup = markup.replace(b"</th>", b"</td>")
    before, *pieces = markup.split(b"<td")
    start, *openings = before.decode().split("<tr")
    first = _begun(0, openings) if pieces and openings and _TABLE.fullmatch(start) else None
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
    text = text_of(cell) if "<" in content else tidy(unescape(content) if "&" in content else content)
    if len(piece) <= _LONGEST_SEEN:
        if len(_seen) >= _MOST_SEEN:
            _seen.clear()
        _seen[piece] = text, spans, steps
    return text, spans, steps


@remembered(1 << 12)
def _spans(attributes: str) -> Spans | None:
    """The spans among the attributes of a cell; None where they are not simply written."""
    if not _ATTRIBUTES.fullmatch(attributes) or ("span=" in attributes and "&" in attributes):
        return None
    values = dict(_SPAN.findall(attributes)) if "span=" in attributes else {}
    return (
        read_span(values.get("colspan"), limit=MAX_COLSPAN),
        read_span(values.get("rowspan"), limit=MAX_ROWSPAN, zero=True),
    )


@remembered(1 << 12)
def _behind(markup: str) -> Steps | None:
    """The rows that begin behind the last cell of a row, none at the end of the table; None where that is not plain."""
    closing, *openings = markup.split("<tr")
    before, closed, after = closing.partition(_ROW_CLOSED)
    if not closed or (before and not before.isspace()):
        return None
    if not openings:
        return () if _END.fullmatch(after) else None
    step = _step(after)
    return None if step is None else _begun(step, openings)


def _begun(step: int, openings: list[str]) -> Steps | None:
    """The rows that begin with `step`, by what stands behind each ``<tr``: all but the last one are without cells."""
    *empty, last = openings
    steps = [step]
    for opening in empty:
        attributes, closed, after = opening.partition(_ROW_CLOSED)
        following = _step(after) if closed and _ROW.fullmatch(attributes) else None
        if following is None:
            return None
        steps.append(following)
    attributes, closed, after = last.partition(_ROW_CLOSED)
    if not _ROW.fullmatch(attributes) or (closed and not _END.fullmatch(after)):
        return None
    return tuple(steps)


def _step(between: str) -> int | None:
    """Whether a row begins in another group, by what stands between it and the row before; None where that is not plain."""
    if not between or between.isspace():
        return 0
    return 1 if _BETWEEN.fullmatch(between) else None
