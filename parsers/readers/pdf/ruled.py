"""A lattice and the characters in it to the rows of a grid."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.document import GridCell
from parsers.readers.pdf.lattice import NEAR
from parsers.readers.pdf.runs import GAP, cell_text
from parsers.text import tidy

if TYPE_CHECKING:
    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Box, Glyph

_SEVERAL = 3
LAYOUT_TEXT = 300
"""A cell with more characters than this holds prose: the lattice frames the page and is no table."""


def table_regions(lattice: Lattice, glyphs: list[list[Glyph]]) -> frozenset[int]:
    """The regions that make a table: none if the lattice is empty or frames one column; rows with prose are left out.

    None either if several regions hold figures side by side: then lines are missing, and what stands where is told better
    without the others.
    """
    if not any(glyphs) or sum(map(_holds_several_figures, glyphs)) >= _SEVERAL:
        return frozenset()
    prose = {i for i, own in enumerate(glyphs) if len(own) > LAYOUT_TEXT}
    rows = [set(owners) - {-1} for owners in lattice.owner]
    flow = {i for owners in rows if owners & prose for i in owners}
    kept = {i for owners in rows if not owners & prose for i in owners} - flow
    width = len(lattice.xs) - 1
    if all(lattice.regions[i].columns == width for i in kept):
        return frozenset()
    return frozenset(kept) - _margins(lattice, glyphs)


def _margins(lattice: Lattice, glyphs: list[list[Glyph]]) -> set[int]:
    """The blank cells left and right of several rows, as high as one another: what an inner table leaves of the one around it."""
    width = len(lattice.xs) - 1
    blank = [i for i, own in enumerate(glyphs) if not own and lattice.regions[i].rows >= _SEVERAL]
    high = [(i, lattice.regions[i]) for i in blank]
    left = {(one.row, one.rows): i for i, one in high if one.column == 0 and one.columns < width}
    right = {(one.row, one.rows): i for i, one in high if one.column and one.column + one.columns == width}
    both = left.keys() & right.keys()
    return {own[place] for own in (left, right) for place in both}


def title_cut_off(tables: list[Lattice], following: list[Lattice]) -> Lattice | None:
    """The table at the foot of a page whose rows are one cell each, if the next page opens with one as wide that has columns.

    These rows are the titles of that one, and a page break stands between.
    """
    if not tables or not following:
        return None
    last, first = max(tables, key=lambda one: one.ys[-1]), min(following, key=lambda one: one.ys[0])
    alike = all(abs(a - b) < NEAR for a, b in ((last.xs[0], first.xs[0]), (last.xs[-1], first.xs[-1])))
    return last if alike and len(last.xs) == 2 and len(first.xs) > 2 else None


def _holds_several_figures(glyphs: list[Glyph]) -> bool:
    return any(
        a.text.isdigit() and b.text.isdigit() and b.x0 - a.x1 > GAP * a.size and abs(a.y - b.y) < 0.3 * a.size
        for a, b in pairwise(glyphs)
    )


def ruled_rows(lattice: Lattice, glyphs: list[list[Glyph]], kept: frozenset[int], page: int) -> list[list[GridCell]]:
    """For every row the cells that cover it, those that reach into it from above included, left to right.

    `glyphs` are the characters of each region, `kept` the regions that count. A row that none of them starts in is left out.
    """
    cells = [
        GridCell(
            tidy(cell_text(own, region.box)), region.column, region.columns, region.rows, address(page, region.box)
        )
        for region, own in zip(lattice.regions, glyphs, strict=True)
    ]
    rows: list[list[GridCell]] = []
    for number, owners in enumerate(lattice.owner):
        covering = [i for i in dict.fromkeys(owners) if i in kept]
        if any(lattice.regions[i].row == number for i in covering):
            rows.append([cells[i] for i in covering])
    return rows


def address(page: int, box: Box) -> tuple[float, ...]:
    """Page and box as a cell carries them, to a tenth of a point."""
    return (page, *(round(side, 1) for side in box))
