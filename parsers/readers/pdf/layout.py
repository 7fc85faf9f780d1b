"""Pages to blocks: furniture off, characters into the tables they stand in, the rest into paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import Block, Grid
from parsers.readers.pdf.flow import TextLine, margins, paragraphs, text_lines
from parsers.readers.pdf.furniture import without_furniture
from parsers.readers.pdf.lattice import lattices
from parsers.readers.pdf.partly_ruled import Home, is_partly_ruled
from parsers.readers.pdf.ruled import ruled_rows, table_regions, title_cut_off
from parsers.readers.pdf.runs import lines_of, runs_of
from parsers.readers.pdf.stitch import Table, goes_on, joined
from parsers.readers.pdf.unruled import find_unruled

if TYPE_CHECKING:
    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page
    from parsers.readers.pdf.runs import Run
    from parsers.readers.pdf.unruled import Unruled

Part = TextLine | Table


def blocks_of(pages: list[Page]) -> list[Block]:
    """The blocks of a document in reading order."""
    tables = [lattices(page) for page in pages]
    homes = [_homes(*pair) for pair in zip(pages, tables, strict=True)]
    if is_partly_ruled(pages, tables, homes):
        tables, homes = [[] for _ in pages], [[None] * len(page.glyphs) for page in pages]
    titles = [title_cut_off(*pair) for pair in pairwise([*tables, []])]
    clean = without_furniture(pages, tables)
    homes = [
        own if page is old else _homes(page, among)
        for page, old, among, own in zip(clean, pages, tables, homes, strict=True)
    ]
    sheets = [_sheet(*one) for one in zip(clean, tables, homes, titles, strict=True)]
    loose = find_unruled([(sheet.page, sheet.runs) for sheet in sheets], _width(sheets))
    parts = _stitched([_parts(sheet, loose) for sheet in sheets])
    edges = margins([part for part in parts if isinstance(part, TextLine)])
    blocks: list[Block] = []
    waiting: list[TextLine] = []
    for part in parts:
        if isinstance(part, TextLine):
            waiting.append(part)
            continue
        blocks += paragraphs(waiting, edges)
        waiting = []
        blocks.append(Grid(part.rows))
    return blocks + paragraphs(waiting, edges)


class _Sheet(NamedTuple):
    """A page taken apart: its ruled tables with where they begin, and the runs outside them in the order of the file."""

    page: int
    tables: list[Table]
    runs: list[Run]


def _homes(page: Page, tables: list[Lattice]) -> list[Home | None]:
    """For each character the cell it stands in."""
    return [_home(glyph, tables) for glyph in page.glyphs] if tables else [None] * len(page.glyphs)


def _sheet(page: Page, tables: list[Lattice], homes: list[Home | None], title: Lattice | None) -> _Sheet:
    inside: list[list[list[Glyph]]] = [[[] for _ in table.regions] for table in tables]
    for glyph, home in zip(page.glyphs, homes, strict=True):
        if home:
            inside[home[0]][home[1]].append(glyph)
    kept = [
        frozenset(range(len(table.regions))) if table is title else table_regions(table, glyphs)
        for table, glyphs in zip(tables, inside, strict=True)
    ]
    outside = [g for g, home in zip(page.glyphs, homes, strict=True) if home is None or home[1] not in kept[home[0]]]
    grids = [
        Table(page.number, min(table.regions[i].box.y0 for i in own), rows, ruled=True)
        for table, glyphs, own in zip(tables, inside, kept, strict=True)
        if own and (rows := ruled_rows(table, glyphs, own, page.number))
    ]
    return _Sheet(page.number, grids, runs_of(outside))


def _home(glyph: Glyph, tables: list[Lattice]) -> Home | None:
    """The table that a character stands in, and the cell of it."""
    for number, table in enumerate(tables):
        at = table.at((glyph.x0 + glyph.x1) / 2, glyph.y)
        if at is not None:
            return number, at
    return None


def _width(sheets: list[_Sheet]) -> float:
    runs = [run for sheet in sheets for run in sheet.runs]
    return max((run.x1 for run in runs), default=0.0) - min((run.x0 for run in runs), default=0.0)


def _parts(sheet: _Sheet, loose: Unruled) -> list[Part]:
    """Lines and tables of one page from top to bottom."""
    placed: list[tuple[float, Part]] = [(table.y, table) for table in sheet.tables]
    placed += [(table.y, table) for table in loose.parts if table.page == sheet.page]
    rest = [run for run in sheet.runs if (sheet.page, run.order) not in loose.taken]
    placed += [(line.box.y0, line) for line in text_lines(lines_of(rest), sheet.page)]
    return [part for _, part in sorted(placed, key=lambda item: item[0])]


def _stitched(pages: list[list[Part]]) -> list[Part]:
    """All parts in order; a table that opens a page is joined to the one that ends the page before, where it goes on."""
    parts: list[Part] = []
    for own in pages:
        first, rest = own[:1], own[1:]
        for part in first:
            last = parts[-1] if parts else None
            if isinstance(part, Table) and isinstance(last, Table) and goes_on(last, part):
                parts[-1] = joined(last, part)
            else:
                parts.append(part)
        parts += rest
    return parts
