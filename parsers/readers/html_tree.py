"""A page's text to the tree in which tables, rows and cells are counted: by the reader and by all who show a cell again."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from lxml import etree

from parsers.readers.html_cut import are_in_place, cut_tables, is_cut
from parsers.readers.html_head import read_head
from parsers.readers.html_hidden import hidden_elements, signs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.readers.html_pieces import MarkedCells

_CELLS = frozenset({"td", "th"})
_WANTED = ("table", "meta", "title", "script", "style")
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})


class Tree:
    """The tree of libxml2 without comments, scripts and style sheets.

    `root` is its root, `tables` its tables in document order, `head` what it declares, `hidden` what nobody
    sees. What follows a premature ``</html>`` belongs to the page and is put under the root. Raises `ValueError` when the page
    holds no element at all. With `cuts` the plain tables of which nothing is hidden are cut out before: `cut` holds the cells
    of these elements, in which nothing but a caption is left.
    """

    def __init__(self, text: str, *, cuts: bool = False) -> None:
        source = text.encode("utf-8", "replace").translate(None, _CONTROL)
        source = source.replace(b"&amp;nbsp;", b"&nbsp;")  # escaped twice by an editor
        less = cut_tables(source) if cuts else None
        signs = signs_of(less.source if less else source)
        if less and not signs.are_near():
            less, signs = None, signs_of(source)
        self.cut: dict[_Element, MarkedCells] = {}
        if less:
            with contextlib.suppress(ValueError):  # a comment may hold all that is left
                self._read(less.source)
                if are_in_place(self.tables, len(less.tables)):
                    placed = (table for table in self.tables if is_cut(table))
                    self.cut = dict(zip(placed, less.tables, strict=True))
        if not self.cut:
            self._read(source)
        root, found = self.root, self._found
        self.hidden = hidden_elements(root, signs)
        if self.hidden:  # what stands in them declares nothing
            found |= {tag: list(root.iter(tag)) for tag in ("meta", "title")}
        self.head = read_head(found["meta"], found["title"])
        if found["script"] or found["style"]:
            etree.strip_elements(root, "script", "style", with_tail=False)

    def _read(self, source: bytes) -> None:
        """Build the tree, and find in it what is wanted."""
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
        self._found: dict[str, list[_Element]] = {tag: [] for tag in _WANTED}
        for element in root.iter(*_WANTED):
            self._found[element.tag].append(element)
        self.tables = self._found["table"]


def rows_of(table: _Element) -> tuple[list[_Element], list[_Element]]:
    """The rows of a table in document order, those of tables in it left out; and these tables."""
    found = list(table.iterdescendants("tr", "table"))
    rows = [element for element in found if element.tag == "tr"]
    if len(rows) == len(found):
        return rows, []
    inner = [element for element in found if element.tag == "table"]
    return [row for row in rows if next(row.iterancestors("table"), None) is table], inner


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row in document order; those deeper in it count where it has none of its own."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    return cells or [cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr"), None) is row]
