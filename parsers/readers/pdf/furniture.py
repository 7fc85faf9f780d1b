"""Page numbers, running heads and feet: found by how they recur from page to page, and taken out wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.runs import lines_of, runs_of, text_of
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page

MARGIN = 0.12
"""Share of the page, at its head and at its foot, in which furniture stands."""
_NUMBER = re.compile(
    r"第?[-\u2013\u2014~_\u00b7|\u2500\u2014]*(\d{1,4})[-\u2013\u2014~_\u00b7|\u2500\u2014]*(?:页)?(?:(?:/|共|,共|of)(\d{1,4})页?)?"
)
_DECKED = re.compile(r"[-\u2013\u2014~\u2500]+\d{1,4}[-\u2013\u2014~\u2500]+|第\d{1,4}页.{0,8}")
_FEWEST = 3


class _Piece(NamedTuple):
    """A line in a margin: its page (index), text, number as a page number, place; whether it is one run."""

    page: int
    text: str
    number: int | None
    x: float
    y: float
    glyphs: list[Glyph]
    alone: bool


def without_furniture(pages: list[Page], tables: list[list[Lattice]]) -> list[Page]:
    """The pages without page numbers and without lines that recur at the head or foot of most pages.

    What recurs inside a table at the head is the table's own header and stays; at the foot a line of several cells is a row.
    """
    pieces = [piece for index, page in enumerate(pages) for piece in _pieces(index, page)]
    outside = [piece for piece in pieces if (piece.y < 0 and piece.alone) or not _inside(piece, tables[piece.page])]
    gone: defaultdict[int, set[Glyph]] = defaultdict(set)
    for piece in (*_page_numbers(pieces, len(pages)), *_recurring(outside, len(pages))):
        gone[piece.page].update(piece.glyphs)
    return [_without(page, gone[index]) if gone[index] else page for index, page in enumerate(pages)]


def _inside(piece: _Piece, tables: list[Lattice]) -> bool:
    return any(table.at(piece.glyphs[0].x1, piece.glyphs[0].y) is not None for table in tables)


def _without(page: Page, gone: set[Glyph]) -> Page:
    return replace(page, glyphs=[glyph for glyph in page.glyphs if glyph not in gone])


def _pieces(index: int, page: Page) -> list[_Piece]:
    edge = page.height * MARGIN
    near = [glyph for glyph in page.glyphs if glyph.y < edge or glyph.y > page.height - edge]
    found = []
    for line in lines_of(runs_of(near, gap=2.5)):
        glyphs = [glyph for run in line for glyph in run.glyphs]
        text = squeeze(text_of(glyphs))
        match = _NUMBER.fullmatch(text)
        number = int(match.group(1)) if match else None
        x = (glyphs[0].x0 + glyphs[-1].x1) / 2 / max(page.width, 1)
        found.append(_Piece(index, text, number, x, _from_edge(glyphs[0].y, page), glyphs, len(line) == 1))
    return found


def _from_edge(y: float, page: Page) -> float:
    """From the head if positive, from the foot if negative."""
    return y if y < page.height / 2 else y - page.height


def _page_numbers(pieces: list[_Piece], pages: int) -> list[_Piece]:
    """Lone numbers that grow by one from page to page, at one height; on a lone page only those decked out as such."""
    series: defaultdict[tuple[int, int], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.number is not None:
            series[piece.number - piece.page, round(piece.y / 8)].append(piece)
    found = [piece for piece in pieces if _DECKED.fullmatch(piece.text)]
    for group in series.values():
        if len(group) >= max(2, pages // 2) and len({piece.page for piece in group}) == len(group):
            found += group
    return found


def _recurring(pieces: list[_Piece], pages: int) -> list[_Piece]:
    """The same words at the same height on most pages, and on three at least."""
    groups: defaultdict[tuple[str, int], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.number is None and not roles(piece.text):  # what the form prints at the head of a table is its header
            groups[piece.text, round(piece.y / 6)].append(piece)
    return [p for group in groups.values() if len(group) >= max(_FEWEST, pages * 0.6) for p in group]
