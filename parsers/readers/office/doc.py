"""DOC and WPS (Word 97 and later) to markup: text by the piece table, tables by the properties of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.office.doc_file import open_doc
from parsers.readers.office.doc_lists import DocLists, read_doc_lists
from parsers.readers.office.doc_properties import Properties, is_left_out, read_paragraph
from parsers.readers.office.markup import Box, Line, Markup, read_markup
from parsers.readers.office.sheet import Edged, to_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.office.doc_file import DocFile
    from parsers.readers.office.doc_properties import CellDefinition
    from parsers.readers.office.markup import Merge

_CELL = "\x07"
_ENDS = "\r\x07\x0c"
_PRINTED = {0x09: "\t", 0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0xA0: " "}
_SILENT = dict.fromkeys((*range(0x20), 0x1F)) | _PRINTED
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_DEEPEST = 12
_MERGES: dict[int, Merge] = {1: "next", 2: "first", 3: "first"}


def read(body: bytes, limits: Limits) -> Document:
    """Read a file. Tables, rows and cells are counted as they start in the text, from 0."""
    doc = open_doc(body, limits.characters)
    walk = _Walk(Markup(), read_doc_lists(*doc.lists))
    for text, mark, properties in _paragraphs(doc):
        walk.take(text, mark, properties)
    walk.close_to(0)
    return read_markup(walk.markup, "doc")


def _paragraphs(doc: DocFile) -> Iterator[tuple[str, str, Properties]]:
    """Each paragraph as printed, with the mark that ends it and its properties."""
    paragraphs, characters = doc.paragraph_runs(), doc.character_runs()
    left_out = [is_left_out(raw) for raw in characters.properties]
    gaps = [(characters.starts[i], characters.ends[i]) for i, out in enumerate(left_out) if out]
    known: dict[bytes, Properties] = {}
    words: list[str] = []
    fields: list[bool] = []
    for piece in doc.pieces:
        text = doc.text[piece.start : piece.end]
        start = 0
        for end in (*_marks(text), len(text)):
            words.append(_printed(text, start, end, piece.offset, piece.width, gaps, fields))
            if end == len(text):
                break
            raw = paragraphs.at(piece.offset + end * piece.width)
            if raw not in known:
                known[raw] = read_paragraph(raw, doc.data)
            yield "".join(words), text[end], known[raw]
            words.clear()
            start = end + 1
    if words:
        yield "".join(words), "\r", Properties()


def _marks(text: str) -> Iterator[int]:
    return (i for i, char in enumerate(text) if char in _ENDS)


def _printed(
    text: str, start: int, end: int, offset: int, width: int, gaps: list[tuple[int, int]], fields: list[bool]
) -> str:
    """The characters from `start` to `end` that are printed: no hidden text, of fields only the result."""
    run = text[start:end]
    for first, last in gaps:
        a, b = max(start, (first - offset) // width), min(end, (last - offset) // width)
        if a < b:
            run = run[: a - start] + "\0" * (b - a) + run[b - start :]
    if fields or _FIELD in run:
        run = "".join(_without_codes(run, fields))
    return run.translate(_SILENT)


def _without_codes(run: str, fields: list[bool]) -> Iterator[str]:
    for char in run:
        if char == _FIELD:
            fields.append(False)
        elif char == _RESULT and fields:
            fields[-1] = True
        elif char == _FIELD_END and fields:
            fields.pop()
        elif all(fields):
            yield char


@dataclass(slots=True)
class _Table:
    """A table that is being read: finished rows with what is known of their cells, and the cells of the row under way."""

    number: int
    rows: list[tuple[list[str], list[CellDefinition]]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)

    @property
    def is_placed(self) -> bool:
        """Whether the edges of all cells are known."""
        return all(len(cells) == len(definitions) for cells, definitions in self.rows)

    def lines(self) -> list[Line]:
        """The rows on a common grid, or cell by cell where their edges are not known."""
        if not self.is_placed:
            return [Line([Box(inner) for inner in cells]) for cells, _ in self.rows]
        return to_lines([list(map(_edged, cells, definitions)) for cells, definitions in self.rows])


def _edged(inner: str, one: CellDefinition) -> Edged:
    return Edged(inner, one.left, one.right, _MERGES.get(one.merge, ""), one.taken)


@dataclass
class _Walk:
    """Paragraph after paragraph; `tables` are the open ones, outermost first, `outer` the markup around each."""

    markup: Markup
    lists: DocLists
    tables: list[_Table] = field(default_factory=list)
    outer: list[list[str]] = field(default_factory=list)

    def take(self, text: str, mark: str, properties: Properties) -> None:
        """One paragraph: plain, the end of a cell, or the end of a row."""
        depth = min(max(properties.depth, int(properties.in_table)), _DEEPEST)
        self.close_to(depth)
        while len(self.tables) < depth:
            self.tables.append(_Table(self.markup.open_table()))
            self.outer.append(self.markup.parts)
            self.markup.parts = []
        if depth and (properties.ends_row or properties.ends_inner_row):
            self._end_row(properties.cells)
            return
        if text.strip():
            number = self.lists.number(properties.list_id, properties.list_level)
            self.markup.paragraph(number + text, properties.level)
        if depth and ((mark == _CELL and depth == 1) or properties.ends_inner_cell):
            self._end_cell()

    def close_to(self, depth: int) -> None:
        """Close the tables deeper than this; what was still open in them is kept."""
        while len(self.tables) > depth:
            table = self.tables[-1]
            if self.markup.parts:
                self._end_cell()
            if table.cells:
                self._end_row([])
            self.tables.pop()
            self.markup.parts = self.outer.pop()
            if not table.is_placed:
                self.markup.unplaced.add(table.number)
            self.markup.table(table.number, table.lines())

    def _end_cell(self) -> None:
        self.tables[-1].cells.append("".join(self.markup.parts))
        self.markup.parts = []

    def _end_row(self, definitions: list[CellDefinition]) -> None:
        table = self.tables[-1]
        if self.markup.parts:
            self._end_cell()
        table.rows.append((table.cells, definitions))
        table.cells = []
