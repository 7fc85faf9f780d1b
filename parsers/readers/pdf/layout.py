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
_EDGE = 0.5
"""Points; what was printed past the left edge of the paper stands there, in the cell that the edge cuts. Past the right edge
programs leave values out, so that nothing there is taken for a whole cell."""


def blocks_of(pages: list[Page]) -> list[Block]:
    """The blocks of a document in reading order."""
    tables = [lattices(page) for page in pages]
    homes = [_homes(*pair) for pair in zip(pages, tables, strict=True)]
    if is_partly_ruled(pages, tables, homes):
        tables, homes = [[] for _ in pages], [[None] * len(page.glyphs) for page in pages]
    titles = [title_cut_off(*pair) for pair in pairwise([*tables, []])]
    clean = without_furniture(pages, tables)
    homes = [_homes_of_rest(*one) for one in zip(clean, pages, homes, strict=True)]
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
    """For each character the cell it stands in. The next one mostly stands in the same, unless a table stands inside that."""
    homes: list[Home | None] = []
    last: Home | None = None
    x0 = y0 = x1 = y1 = 0.0
    for glyph in page.glyphs if tables else ():
        x, y = max((glyph.x0 + glyph.x1) / 2, _EDGE), glyph.y
        if last is None or not (x0 < x < x1 and y0 < y < y1):
            last = _home(x, y, tables)
            if last:
                x0, y0, x1, y1 = tables[last[0]].regions[last[1]].box
                if last[0] and any(
                    one.box.x0 < x1 and x0 < one.box.x1 and one.box.y0 < y1 and y0 < one.box.y1
                    for one in tables[: last[0]]
                ):
                    x1 = x0
        homes.append(last)
    return homes or [None] * len(page.glyphs)


def _home(x: float, y: float, tables: list[Lattice]) -> Home | None:
    for i, one in enumerate(tables):
        at = one.at(x, y)
        if at is not None:
            return i, at
    return None


def _homes_of_rest(page: Page, old: Page, homes: list[Home | None]) -> list[Home | None]:
    """The cells of the characters that are left of a page."""
    if page is old:
        return homes
    rest: list[Home | None] = []
    at = 0
    for glyph in page.glyphs:
        while old.glyphs[at] is not glyph:
            at += 1
        rest.append(homes[at])
        at += 1
    return rest


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
