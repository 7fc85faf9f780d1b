"""DOCX to markup: zip and XML, transitional or strict; deletions, hidden text, notes and field codes left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.docx_lists import Lists, read_lists
from parsers.readers.office.docx_styles import Style, is_on, read_styles, value
from parsers.readers.office.markup import Box, Line, Markup, read_markup
from parsers.readers.office.package import Package
from parsers.readers.office.xml import child, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.office.markup import Merge

_THROUGH = frozenset(
    [
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "rubyBase",
        "ruby",
        "dir",
        "bdo",
        "sect",
        "sub-section",
    ]
)  # the last two are of Word 2003
_PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_MERGES = tuple(f"{{*}}{name}" for name in ("gridSpan", "vMerge", "hMerge", "vmerge", "hmerge"))
MAX_SPAN = 1000


def read(body: bytes, limits: Limits) -> Document:
    """Read a file. Tables, rows and cells are counted as ``w:tbl``, ``w:tr`` and ``w:tc`` in document order, from 0."""
    package = Package(body, limits)
    name = _main_part(package)
    folder = name.rpartition("/")[0]
    styling, numbering = (_optional(package, f"{folder}/{part}.xml") for part in ("styles", "numbering"))
    return read_parts(package.xml(name), styling, numbering, "docx")


def read_parts(root: _Element, styling: _Element | None, numbering: _Element | None, kind: str) -> Document:
    """The document of its main part and those of its styles and lists. Raises `Refusal` (``broken``) without a body."""
    content = child(root, "body")
    if content is None:
        raise Refusal("broken", "Word 文件没有正文 the Word file has no body")
    styles = read_styles(styling)
    markup = Markup()
    _Walk(markup, styles, read_lists(numbering, styles)).blocks(content)
    return read_markup(markup, kind)


def _main_part(package: Package) -> str:
    if "word/document.xml" in package:
        return "word/document.xml"
    found = [n for n in package.names if n.endswith(("/document.xml", "/document2.xml"))]
    if not found:
        raise Refusal("broken", "Word 文件缺少正文部件 the Word file lacks its main part")
    return found[0]


def _optional(package: Package, name: str) -> _Element | None:
    return package.xml(name) if name in package else None


@dataclass
class _Walk:
    """One pass over the body. `boxes` are text boxes met inside a paragraph, to be read after it."""

    markup: Markup
    styles: dict[str, Style]
    lists: Lists
    boxes: list[_Element] = field(default_factory=list)

    def blocks(self, parent: _Element) -> None:
        """Paragraphs and tables of a body, a cell or a text box."""
        for one in parent:
            name = local(one)
            if name == "p":
                self.paragraph(one)
            elif name == "tbl":
                self.table(one)
            elif name == "AlternateContent":
                self.blocks(_alternative(one))
            elif name == "sdt" or name in _THROUGH:
                self.blocks(one)

    def paragraph(self, element: _Element) -> None:
        """A paragraph with its automatic number; the text boxes anchored in it follow."""
        words: list[str] = []
        self.inline(element, words)
        text = "".join(words)
        if text.strip():
            style = self._style(element[0] if local(element[0]) == "pPr" else child(element, "pPr"))
            number = self.lists.number(style.list_id, style.list_level)
            self.markup.paragraph(number + text, style.level)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def inline(self, parent: _Element, words: list[str]) -> None:
        """The text of a paragraph or run, as printed."""
        for one in parent:
            name = local(one)
            if name == "t":
                words.append(one.text or "")
            elif name == "r":
                if not self._is_hidden(one):
                    self.inline(one, words)
            elif name in _PRINTED:
                words.append(_PRINTED[name])
            elif name == "AlternateContent":
                self.inline(_alternative(one), words)
            elif name == "sdt" or name in _THROUGH:
                self.inline(one, words)
            elif name in ("drawing", "pict", "object"):
                self.boxes.extend(
                    inner for inner in one.iter() if local(inner) == "txbxContent" and _is_outermost(inner, one)
                )

    def table(self, element: _Element) -> None:
        """A table, its rows with their merges."""
        number = self.markup.open_table()
        lines: list[Line] = []
        for row in _members(element, "tr"):
            properties = child(row, "trPr")
            before, gone = 0, False
            for one in properties if properties is not None else ():
                name = local(one)
                if name == "gridBefore":
                    before = _count(value(one))
                gone = gone or name == "del" or (name == "hidden" and is_on(one))
            boxes = [self._box(cell) for cell in _members(row, "tc")]
            lines.append(Line([] if gone else _merge_across(boxes), before))
        self.markup.table(number, lines)

    def _box(self, cell: _Element) -> Box:
        width, merge, taken = 1, "", False
        properties = child(cell, "tcPr")
        for one in properties.iterchildren(*_MERGES) if properties is not None else ():
            name = local(one).lower()
            if name == "gridspan":
                width = max(1, _count(value(one)))
            elif name == "vmerge":
                merge = "first" if value(one) == "restart" else "next"
            elif name == "hmerge":
                taken = value(one) != "restart"
        outer, self.markup.parts = self.markup.parts, []
        self.blocks(cell)
        inner, self.markup.parts = "".join(self.markup.parts), outer
        kind: Merge = "first" if merge == "first" else "next" if merge else ""
        return Box(inner, width, kind, printed=not taken)

    def _style(self, properties: _Element | None) -> Style:
        """The paragraph's style with what it says itself."""
        named = child(properties, "pStyle") if properties is not None else None
        style = self.styles.get(value(named) if named is not None else "") or self.styles.get("") or Style()
        return style if properties is None else style.with_own(properties)

    def _is_hidden(self, run: _Element) -> bool:
        first = run[0] if len(run) else None
        if first is None or local(first) != "rPr":
            return False
        for one in first.iterchildren("{*}vanish", "{*}rStyle"):
            name = local(one)
            if name == "vanish":
                return is_on(one)
            if name == "rStyle" and (style := self.styles.get(value(one))) is not None and style.hidden:
                return True
        return False


def _members(parent: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, content controls and insertions looked through."""
    for one in parent:
        found = local(one)
        if found == name:
            yield one
        elif found == "sdt" or found in _THROUGH:
            yield from _members(one, name)


def _merge_across(boxes: list[Box]) -> list[Box]:
    """Old files merge sideways by marks: the first cell takes in those behind it."""
    first: Box | None = None
    for box in boxes:
        if box.printed or first is None:
            box.printed = True
            first = box
        else:
            first.width += box.width
    return boxes


def _alternative(element: _Element) -> _Element:
    """Of the renderings of one thing the first one; the fallback says the same again."""
    return next((child for child in element if local(child) == "Choice"), next(iter(element), element))


def _is_outermost(box: _Element, top: _Element) -> bool:
    """Whether a text box is neither inside another one nor in a second rendering of the same."""
    for above in box.iterancestors():
        if above is top:
            return True
        if local(above) in ("txbxContent", "Fallback"):
            return False
    return True


def _count(text: str) -> int:
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 0
