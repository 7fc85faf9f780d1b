"""Page numbers, running heads and feet: found by how they recur from page to page, and taken out wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.runs import lines_of, runs_of, text_of
from parsers.readers.pdf.statistics_head import find_heads
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from parsers.readers.pdf.lattice import Lattice
    from parsers.readers.pdf.model import Glyph, Page
    from parsers.readers.pdf.statistics_head import Head

MARGIN = 0.12
"""Share of the page, at its head and at its foot, in which furniture stands."""
_NUMBER = re.compile(
    r"第?[-\u2013\u2014~_\u00b7|\u2500\u2014]*(\d{1,4})[-\u2013\u2014~_\u00b7|\u2500\u2014]*(?:页)?(?:(?:/|共|,共|of)(\d{1,4})页?)?"
)
_DECKED = re.compile(r"[-\u2013\u2014~\u2500]+\d{1,4}[-\u2013\u2014~\u2500]+|第\d{1,4}页.{0,8}")
_FEWEST = 3
_BEHIND = 12.0
"""Points behind the margin in which lines are looked at."""
_LEVEL = 0.5
"""In sizes; lines no farther above or below one another are one."""


class _Piece(NamedTuple):
    """A line in a margin: its page (index), text, number as a page number, place; whether it is one run.

    One that stands just behind the margin is no furniture, but may tell of what stands beside it that it is none.
    """

    page: int
    text: str
    number: int | None
    x: float
    y: float
    glyphs: list[Glyph]
    alone: bool
    is_inside: bool


def without_furniture(pages: list[Page], tables: list[list[Lattice]]) -> list[Page]:
    """The pages without page numbers and without lines that recur at the head or foot of most pages.

    What recurs inside a table at the head is the table's own header and stays; at the foot a line of several cells is a row.
    """
    near = [piece for index, page in enumerate(pages) for piece in _pieces(index, page, len(pages))]
    pieces = [piece for piece in near if piece.is_inside]
    outside = [piece for piece in pieces if (piece.y < 0 and piece.alone) or not _inside(piece, tables[piece.page])]
    found = [*_page_numbers(pieces, len(pages)), *_without_heads(_recurring(outside, len(pages)), pages)]
    gone: defaultdict[int, set[Glyph]] = defaultdict(set)
    for piece in _not_beside_others(found, near):
        gone[piece.page].update(piece.glyphs)
    return [_without(page, gone[index]) if gone[index] else page for index, page in enumerate(pages)]


def _inside(piece: _Piece, tables: list[Lattice]) -> bool:
    return any(table.at(piece.glyphs[0].x1, piece.glyphs[0].y) is not None for table in tables)


def _without(page: Page, gone: set[Glyph]) -> Page:
    return replace(page, glyphs=[glyph for glyph in page.glyphs if glyph not in gone])


def _pieces(index: int, page: Page, pages: int) -> list[_Piece]:
    edge = page.height * MARGIN
    wide = edge + _BEHIND
    near = [glyph for glyph in page.glyphs if glyph.y < wide or glyph.y > page.height - wide]
    found = []
    for line in lines_of(runs_of(near, gap=2.5)):
        is_numbered = len(line) > 1 and _is_number_of(line[-1].text, index + 1, pages)
        for runs in (line[:-1], line[-1:]) if is_numbered else (line,):
            glyphs = [glyph for run in runs for glyph in run.glyphs]
            text = squeeze(text_of(glyphs))
            match = _NUMBER.fullmatch(text)
            number = int(match.group(1)) if match else None
            x = (glyphs[0].x0 + glyphs[-1].x1) / 2 / max(page.width, 1)
            y = _from_edge(glyphs[0].y, page)
            found.append(_Piece(index, text, number, x, y, glyphs, len(runs) == 1, abs(y) < edge))
    return found


def _is_number_of(text: str, number: int, pages: int) -> bool:
    """Whether a text is the number of its page and that of all, as browsers print them behind the address: 2/5."""
    match = _NUMBER.fullmatch(squeeze(text))
    return match is not None and match.groups() == (str(number), str(pages))


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
    """The same words at the same height on most pages, and on three at least, or on both of two that are numbered as browsers do."""
    groups: defaultdict[tuple[str, int], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.number is None and not roles(piece.text):  # what the form prints at the head of a table is its header
            groups[piece.text, round(piece.y / 6)].append(piece)
    feet = [piece for piece in pieces if piece.number and _is_number_of(piece.text, piece.page + 1, pages)]
    fewest = 2 if pages == len(feet) == 2 else _FEWEST
    return [p for group in groups.values() if len(group) >= max(fewest, pages * 0.6) for p in group]


def _not_beside_others(found: list[_Piece], pieces: list[_Piece]) -> list[_Piece]:
    """Those pieces that stand at one height with nothing that stays: a figure beside a label is no page number."""
    if not found:
        return found
    gone = {id(piece) for piece in found}
    stay: defaultdict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if id(piece) not in gone:
            stay[piece.page].append(piece)
    return [
        piece
        for piece in found
        if _DECKED.fullmatch(piece.text) or not any(_is_level(piece, other) for other in stay[piece.page])
    ]


def _is_level(a: _Piece, b: _Piece) -> bool:
    size = min(a.glyphs[0].size, b.glyphs[0].size)
    return abs(a.y - b.y) < _LEVEL * size


def _without_heads(pieces: list[_Piece], pages: list[Page]) -> list[_Piece]:
    """The pieces without the headers of statistics tables, which are printed on every page and may reach below the margin."""
    own: defaultdict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        own[piece.page].append(piece)
    kept: list[_Piece] = []
    for index, lines in own.items():
        edge = 2 * MARGIN * pages[index].height if any(line.y > 0 for line in lines) else 0.0
        heads = list(find_heads(index, runs_of([glyph for glyph in pages[index].glyphs if glyph.y < edge])))
        kept += [line for line in lines if not any(_is_in(line, head) for head in heads)]
    return kept


def _is_in(line: _Piece, head: Head) -> bool:
    slack = _LEVEL * line.glyphs[0].size
    return head.top - slack < line.glyphs[0].y < head.foot + slack
