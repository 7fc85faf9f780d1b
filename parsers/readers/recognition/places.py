"""From the straightened page back to the page as it came: places of blocks, and which cell each reading belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parsers.document import Doubt, Grid, GridCell, locator_at
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.ruled import address
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parsers.document import Block
    from parsers.readers.recognition.page import Sheet

    Sheets = Mapping[int, Sheet]
    """By the number of the page; pages with a text of their own have none."""


def replaced(blocks: Iterable[Block], sheets: Sheets) -> list[Block]:
    """The blocks with their places on the pages as they came."""
    return [_grid(block, sheets) if isinstance(block, Grid) else _paragraph(block, sheets) for block in blocks]


def _grid(grid: Grid, sheets: Sheets) -> Grid:
    return replace(grid, rows=[[c._replace(address=back(c.address, sheets)) for c in row] for row in grid.rows])


def _paragraph(block: Block, sheets: Sheets) -> Block:
    assert not isinstance(block, Grid)
    place = (block.locator["page"], *block.locator["box"])
    return replace(block, locator=locator_at(back(place, sheets)))


def back(place: tuple[float, ...], sheets: Sheets) -> tuple[float, ...]:
    """Page and box around the same place on the page as it came."""
    sheet = sheets.get(int(place[0]))
    if sheet is None:
        return place
    x0, y0, x1, y1 = (side / sheet.scale for side in place[1:])
    corners = np.array([(x0, y0, 1), (x1, y0, 1), (x0, y1, 1), (x1, y1, 1)]) @ sheet.back.T * sheet.shown
    xs, ys = corners[:, 0].tolist(), corners[:, 1].tolist()
    return address(int(place[0]), Box(min(xs), min(ys), max(xs), max(ys)))


def doubts_of(blocks: Iterable[Block], sheets: Sheets) -> dict[tuple[float, ...], Doubt]:
    """For every cell of the blocks how sure its reading is, by its place on the page as it came."""
    cells = {cell for block in blocks if isinstance(block, Grid) for cell in block.cells()}
    return {back(cell.address, sheets): doubt for cell in cells if (doubt := _doubt(cell, sheets))}


def _doubt(cell: GridCell, sheets: Sheets) -> Doubt | None:
    sheet = sheets.get(int(cell.address[0]))
    if sheet is None:
        return None
    box = Box(*cell.address[1:])
    own = [read for place, read in sheet.reads if _holds(box, place)]
    if not own:
        return Doubt(0.0) if any(_holds(box, place) for place in sheet.hidden) else None
    alone = len(own) == 1 and squeeze(own[0].text) == squeeze(cell.text)
    return Doubt(min(read.least for read in own), own[0].others if alone else ())


def _holds(box: Box, place: Box) -> bool:
    """Whether the middle of a place lies in the box."""
    return box.holds((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2)
