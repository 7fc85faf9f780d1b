"""HTML to a document: paragraphs by block elements, grids by tables, hidden decoys and scripts left out.

Tables, rows and cells are counted in document order before anything is left out, so that a locator means the same cell
in the captured page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from parsers.document import Block, Document, Grid, Paragraph
from parsers.readers.html_cell import RAISED, STRUCK, raised
from parsers.readers.html_table import read_table
from parsers.readers.html_tree import Tree
from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = {f"h{n}": n for n in range(1, 7)}
_BLOCK_NAMES = """address article aside blockquote body br caption center dd details dir div dl dt fieldset figure
    figcaption form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol option p pre section summary td th tr ul"""
_SKIPPED_NAMES = "button dialog footer head iframe input nav noscript object script select style svg template textarea"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SKIPPED = frozenset(_SKIPPED_NAMES.split()) | STRUCK
MAX_TABLE_DEPTH = 40


def read_html(text: str, damaged: int = 0) -> Document:
    """Read a page. Raises `ValueError` when it holds no element at all."""
    tree = Tree(text, cuts=True)
    walk = _Walk(tree)
    walk.flow(tree.root, 0, 0)
    return Document(walk.blocks, tree.head, "html", damaged)


class _Walk:
    """One pass over the tree that collects the blocks."""

    def __init__(self, tree: Tree) -> None:
        self.numbers = {table: i for i, table in enumerate(tree.tables)}
        self.hidden = tree.hidden
        self.cut = tree.cut
        self.blocks: list[Block] = []
        self.low = 0

    def flow(self, top: _Element, base: int, nesting: int) -> None:
        """Collect the flow content of one element that stands at depth `base`."""
        words: list[str] = []
        depth, level, hidden = base, 0, self.hidden
        walker: Any = etree.iterwalk(top, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                depth += 1
                if tag in _SKIPPED or (hidden and element in hidden):
                    walker.skip_subtree()
                    continue
                if tag == "table" and element is not top:
                    self.emit(words, depth, level)
                    walker.skip_subtree()
                    self.table(element, depth, nesting + 1)
                    continue
                if tag in _BLOCKS:
                    self.emit(words, depth, level)
                    level = _LEVELS.get(tag, level)
                if tag in RAISED:
                    words.append(raised(element, words))
                    walker.skip_subtree()
                elif text := element.text:
                    words += (text,) if tag != "pre" else self.lines(text, depth)
                continue
            depth -= 1
            if tag in _BLOCKS:
                self.emit(words, depth + 1, level)
                level = 0 if tag in _LEVELS else level
            self.low = min(self.low, depth)
            if element is not top and (tail := element.tail):
                words.append(tail)
        self.emit(words, base, level)

    def lines(self, text: str, depth: int) -> list[str]:
        """The last line of plain text that is set as it is; the lines before it become paragraphs."""
        *lines, last = text.split("\n")
        for line in lines:
            self.emit([line], depth, 0)
        return [last]

    def emit(self, words: list[str], depth: int, level: int) -> None:
        """Turn the words gathered so far into a paragraph, unless they are blank."""
        if not words:
            return
        text = tidy("".join(words))
        words.clear()
        if text:
            self.blocks.append(Paragraph(text, {"block": len(self.blocks)}, level, self.low))
            self.low = depth

    def table(self, table: _Element, depth: int, nesting: int) -> None:
        """Collect a table: its data rows as grids, the cells of its layout rows as flow."""
        if nesting > MAX_TABLE_DEPTH:
            return
        for part in read_table(table, self.numbers[table], self.hidden, self.cut.get(table)):
            if isinstance(part, Grid):
                part.low, self.low = self.low, depth
                self.blocks.append(part)
            else:
                self.low = min(self.low, depth)
                self.flow(part, depth + 1, nesting)
