"""Cells out of the markup of their table: what each says, its spans, and the rows that begin behind it.

A piece of markup goes from one ``<td`` to the next. The same pieces come again and again; of one not met before the
attributes, the content or what stands behind mostly were.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from parsers.readers.html_inline import inline_text
from parsers.remembered import remembered
from parsers.text import tidied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.grid import Spans
    from parsers.readers.html_rows import Grammar, Steps

    Printed = tuple[str, Spans, Steps | None]

LAYOUT_TEXT = 300
"""A cell with more characters than this holds prose: its row lays out the page."""
MORE = "\0"
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that not every reader keeps."""
_REFERENCE = re.compile(r"&[^;&]{0,10};?")
_NUMBER = re.compile(r"&#(?:([0-9]{2,5})|[xX]([0-9a-fA-F]{2,4}));")
_NAMED = frozenset({"&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;"})
_KEPT = (range(0x20, 0x7F), range(0xA0, 0xD800), range(0xE000, 0xFDD0), range(0xFDF0, 0xFFFE))
_HEAD, _HEAD_CLOSED = b"\1", b"</td\1>"
"""Marks a head cell, which is read as any other but closed by an end of its own; no page has it in its markup by then."""
_MARKED = ((b"<th>", b"<td\1>"), (b"<th ", b"<td\1 "), (b"<th/>", b"<td\1/>"), (b"</th>", _HEAD_CLOSED))
_LONGEST = 1000
"""Bytes of markup that is remembered."""


class MarkedCells(NamedTuple):
    """The cells of a table, and the rows that begin before the first of them.

    A text is `MORE` where there is more in the cell than plain text of some length. `steps` tells of each cell the rows that
    begin behind it, None where its own goes on.
    """

    texts: Sequence[str]
    spans: tuple[Spans, ...]
    steps: tuple[Steps | None, ...]
    first: Steps


class Pieces:
    """The reader of tables in one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.empty = grammar.empty
        self.first = remembered(1 << 10, longest=_LONGEST)(grammar.first)
        self.spans = remembered(1 << 12, longest=_LONGEST)(grammar.spans)
        self.behind = remembered(1 << 12, longest=_LONGEST)(grammar.behind)
        self.cell = remembered(1 << 15, longest=_LONGEST)(self._cell)

    def cells(self, markup: bytes) -> MarkedCells | None:
        """The cells of a table in UTF-8; None where anything but groups, rows and cells simply opened and closed is between them."""
        if b"<th" in markup:
            for written, marked in _MARKED:
                markup = markup.replace(written, marked)
        pieces = markup.split(b"<td")
        first = self.first(pieces[0]) if len(pieces) > 1 else None
        if first is None:
            return None
        cells = list(map(self.cell, pieces[1:]))
        if None in cells:
            return None
        texts, spans, steps = zip(*cast("list[Printed]", cells), strict=True)
        return MarkedCells(texts, spans, steps, first)

    def _cell(self, piece: bytes) -> Printed | None:
        """A cell by its markup less ``<td``; None where it is not simply opened and closed."""
        head, _, rest = piece.partition(b">")
        content, closed, behind = rest.partition(b"</td>")
        if not closed and head.startswith(_HEAD):
            head = head[1:]
            content, closed, behind = rest.partition(_HEAD_CLOSED)
        if not closed and self.empty and head.endswith(b"/"):
            content, closed, behind = b"", b"/", rest
        spans, after = self.spans(head), self.behind(behind)
        return (_text(content), spans, after[0]) if closed and spans and after else None


@remembered(1 << 14, longest=_LONGEST)
def _text(content: bytes) -> str:
    """The text of a cell by its markup; `MORE` where there is more to it than that."""
    markup = content.decode()
    if _ODD.search(markup) or ("&" in markup and not all(map(_is_plain, _REFERENCE.findall(markup)))):
        return MORE
    text = inline_text(markup)
    text = MORE if text is None else tidied(text)
    return MORE if len(text) > LAYOUT_TEXT else text


@remembered(1 << 12)
def _is_plain(reference: str) -> bool:
    """Whether a reference to a character is read alike by all, and the character kept."""
    number = _NUMBER.fullmatch(reference)
    if number is None:
        return reference in _NAMED
    code = int(number[1]) if number[1] else int(number[2], 16)
    return any(code in kept for kept in _KEPT)
