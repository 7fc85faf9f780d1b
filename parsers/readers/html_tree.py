"""A page's text to the tree in which tables, rows and cells are counted: by the reader and by all who show a cell again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from parsers.readers.html_hidden import hidden_elements

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELLS = frozenset({"td", "th"})
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})


class Tree:
    """The tree of libxml2 without comments: its root, its tables in document order, and what is hidden in it.

    What follows a premature ``</html>`` belongs to the page and is put under the root. Raises `ValueError` when the page
    holds no element at all.
    """

    def __init__(self, text: str) -> None:
        source = text.encode("utf-8", "replace").translate(None, _CONTROL)
        parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
        )
        try:
            root = etree.fromstring(source, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(str(error)) from error
        if root is None:
            raise ValueError("no element")
        root.extend(list(root.itersiblings()))
        self.root: _Element = root
        self.tables = list(root.iter("table"))
        self.hidden = hidden_elements(root, source)


def rows_of(table: _Element, *, is_nest: bool) -> list[_Element]:
    """The rows of a table in document order, those of tables in it left out; `is_nest` says whether it holds any."""
    rows = list(table.iter("tr"))
    if not is_nest:
        return rows
    return [row for row in rows if next(row.iterancestors("table"), None) is table]


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row in document order; those deeper in it count where it has none of its own."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    return cells or [cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr"), None) is row]
