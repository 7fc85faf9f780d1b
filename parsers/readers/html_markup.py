"""A table's rows out of its own markup, for tables that hold rows and cells and nothing else between them.

The tree writes a table out as text in no time, and text is cut far quicker than elements are asked one by one; the markup of
a cell says all that is to know of it. What is written out is well formed, with
``<``, ``>`` and quotes escaped in texts and values, so every tag is where it seems to be. A table of any other shape is left to
the reader that goes element by element, which gives the same for these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from parsers.readers.html_cell import text_of
from parsers.readers.html_pieces import MORE, MarkedCells, Pieces
from parsers.readers.html_rows import Grammar

if TYPE_CHECKING:
    from lxml.etree import _Element

_PIECES = Pieces(Grammar(r'(?: [^\s="<>/]+="[^"<>]*")*', empty=True))


def cells_of_markup(table: _Element) -> MarkedCells | None:
    """The cells of a table in which no table stands; None where anything but groups, rows and cells is between them.

    An element is asked for its text only where there is more in it than text.
    """
    marked = _PIECES.cells(etree.tostring(table, encoding="utf-8", with_tail=False))
    if marked is None or MORE not in marked.texts:
        return marked
    elements = [*table.iter("td", "th")]
    if len(elements) != len(marked.texts):
        return None
    known = zip(marked.texts, elements, strict=True)
    return marked._replace(texts=[text_of(cell) if text is MORE else text for text, cell in known])
