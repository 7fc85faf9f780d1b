"""Pages to blocks: furniture off, characters into the tables they stand in, the rest into paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Block, Grid
from parsers.readers.pdf.flow import TextLine, margins, paragraphs, text_lines
from parsers.readers.pdf.furniture import without_furniture
from parsers.readers.pdf.lattice import lattices
from parsers.readers.pdf.ruled import LAYOUT_TEXT, ruled_rows
from parsers.readers.pdf.runs import lines_of, runs_of

if TYPE_CHECKING:
    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page

Part = TextLine | Grid


def blocks_of(pages: list[Page]) -> list[Block]:
    """The blocks of a document in reading order."""
    tables = [lattices(page) for page in pages]
    bare = without_furniture(pages, tables)
    parts = [part for page, own in zip(bare, tables, strict=True) for part in _parts(page, own)]
    edges = margins([part for part in parts if isinstance(part, TextLine)])
    blocks: list[Block] = []
    waiting: list[TextLine] = []
    for part in parts:
        if isinstance(part, TextLine):
            waiting.append(part)
            continue
        blocks += paragraphs(waiting, edges)
        waiting = []
        blocks.append(part)
    return blocks + paragraphs(waiting, edges)


def _parts(page: Page, tables: list[Lattice]) -> list[Part]:
    """Lines and tables of one page from top to bottom."""
    inside: list[list[list[Glyph]]] = [[[] for _ in table.regions] for table in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x = (glyph.x0 + glyph.x1) / 2
        home = next(((i, at) for i, table in enumerate(tables) if (at := table.at(x, glyph.y)) is not None), None)
        (inside[home[0]][home[1]] if home else outside).append(glyph)
    placed: list[tuple[float, Part]] = []
    for table, glyphs in zip(tables, inside, strict=True):
        if _is_table(table, glyphs):
            placed.append((table.ys[0], Grid(ruled_rows(table, glyphs, page.number))))
        else:
            outside += [glyph for own in glyphs for glyph in own]
    lines = text_lines(lines_of(runs_of(outside)), page.number)
    placed += [(line.box.y0, line) for line in lines]
    return [part for _, part in sorted(placed, key=lambda item: item[0])]


def _is_table(table: Lattice, glyphs: list[list[Glyph]]) -> bool:
    """A frame of one column, or around prose, is no table; nor is an empty one."""
    if not any(glyphs) or all(region.columns == len(table.xs) - 1 for region in table.regions):
        return False
    return all(len(own) <= LAYOUT_TEXT for own in glyphs)
