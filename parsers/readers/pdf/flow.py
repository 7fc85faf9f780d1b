"""Lines outside tables to paragraphs: a line goes on with the one before it unless it is indented or that one ended early."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from parsers.document import Paragraph, locator_at
from parsers.readers.pdf.model import Box, box_around
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import WIDE, text_of
from parsers.text import tidy

if TYPE_CHECKING:
    from parsers.readers.pdf.model import Glyph
    from parsers.readers.pdf.runs import Line

_INDENT = 1.2
"""In sizes; a line that starts so far right of the margin opens a paragraph."""
_SHORT = 1.7
"""In sizes; a line that ends so far left of the right margin is the last of its paragraph."""
_LARGER = 1.15
_LEADING = 2.6
"""In sizes; lines farther apart belong to different paragraphs."""


@dataclass
class TextLine:
    """A line of text outside tables, on its page."""

    page: int
    glyphs: list[Glyph]

    @cached_property
    def box(self) -> Box:
        """Around all characters."""
        return box_around(self.glyphs)

    @cached_property
    def size(self) -> float:
        """The usual size of its Chinese characters; of a line without any, most of the height of its letters."""
        wide = sorted([g.size for g in self.glyphs if g.text >= WIDE])
        return wide[len(wide) // 2] if wide else 0.8 * sorted(g.size for g in self.glyphs)[len(self.glyphs) // 2]


def text_lines(lines: list[Line], page: int) -> list[TextLine]:
    """Every line with all its runs."""
    return [TextLine(page, [glyph for run in line for glyph in run.glyphs]) for line in lines]


@dataclass(slots=True)
class Margins:
    """Left and right edge of the text of a document, and the usual size of its characters."""

    left: float
    right: float
    size: float


def margins(lines: list[TextLine]) -> Margins | None:
    """The edges that most lines keep to; None without lines."""
    if not lines:
        return None
    lefts = sorted(line.box.x0 for line in lines)
    rights = sorted(line.box.x1 for line in lines)
    sizes = sorted(line.size for line in lines)
    return Margins(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10], sizes[len(sizes) // 2])


def paragraphs(lines: list[TextLine], edges: Margins | None) -> list[Paragraph]:
    """Lines that follow one another, as paragraphs."""
    if edges is None:
        return []
    found: list[list[TextLine]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, edges):
            found[-1].append(line)
        else:
            found.append([line])
    return [_paragraph(group) for group in found]


def _goes_on(last: TextLine, line: TextLine, edges: Margins) -> bool:
    size = max(last.size, line.size)
    if abs(last.size - line.size) > 0.2 * size:
        return False
    before, box = last.box, line.box
    if line.page == last.page and _is_title(last, edges) and _is_title(line, edges):
        return box.y0 - before.y0 < _LEADING * size
    if box.x0 > edges.left + _INDENT * size or before.x1 < edges.right - _SHORT * size:
        return False
    return line.page != last.page or box.y0 - before.y0 < _LEADING * size


def _is_title(line: TextLine, edges: Margins) -> bool:
    """Whether a line is set larger than the text and in the middle: a title may take several such lines."""
    box = line.box
    off = abs((box.x0 + box.x1) - (edges.left + edges.right)) / 2
    return line.size > _LARGER * edges.size and off < 1.5 * line.size


def _paragraph(lines: list[TextLine]) -> Paragraph:
    text = ""
    for line in lines:
        words = text_of(line.glyphs)
        joins = not text or text[-1] >= WIDE or words[:1] >= WIDE or text[-1].isdigit() == words[0].isdigit() == 1
        text += words if joins else " " + words
    first = lines[0]
    return Paragraph(tidy(text), locator_at(address(first.page, first.box)))
