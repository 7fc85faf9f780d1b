"""Statistics tables without rulings: columns by their header, rows by the form's labels however their lines break.

Taken only from a header of the form on, whose words fit what stands below them; else the lines stay as they were.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import GridCell
from parsers.readers.pdf.beside import label_cell
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import cell_of
from parsers.readers.pdf.figure_pieces import figure_cell, figures_in, tracking
from parsers.readers.pdf.label_lines import lines_of_tokens
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import Run
from parsers.readers.pdf.statistics_columns import Column, columns_of, kind_of
from parsers.readers.pdf.statistics_end import up_to_end, up_to_last
from parsers.readers.pdf.statistics_head import Head, heads_of
from parsers.readers.pdf.statistics_labels import is_unit, labels_of_lines
from parsers.readers.pdf.statistics_repeated import repeated_below, without_feet
from parsers.readers.pdf.statistics_rows import Row, rows_beside
from parsers.readers.pdf.stitch import Table
from parsers.statistics_form import load_statistics
from parsers.text import read_label, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.label_lines import Token

_FEWEST = 1
"""Labels of the form; fewer make no table."""
_LEVEL = 0.45
"""In sizes; what stands no farther from a line belongs to it."""
_WIDE = 1e6


class Found(NamedTuple):
    """A table and the runs that it is made of, by page and order."""

    table: Table
    taken: set[tuple[int, int]]


def find_statistics(pages: Sequence[tuple[int, Sequence[Run]]]) -> Iterator[Found]:
    """The statistics tables among the runs of all pages; blocks of columns side by side are tables of their own."""
    firsts: list[list[Head]] = []
    for head in heads_of(pages):
        if firsts and head.is_again(firsts[-1][0]):
            firsts[-1].append(head)
        else:
            firsts.append([head])
    for i, own in enumerate(firsts):
        following = firsts[i + 1][0] if i + 1 < len(firsts) else None
        yield from _read(pages, own, (following.page, following.top) if following else (_WIDE, 0.0))


def _read(
    pages: Sequence[tuple[int, Sequence[Run]]], heads: Sequence[Head], end: tuple[float, float]
) -> Iterator[Found]:
    start = (heads[0].page, heads[0].top)
    tokens = [(page, run) for page, runs in pages for run in runs if start < (page, run.y + _LEVEL * run.size) < end]
    taken = {(page, run.order) for page, run in tokens if any(_is_of(head, page, run) for head in heads)}
    tokens = [(page, run) for page, run in tokens if (page, run.order) not in taken]
    head = heads[0]
    again = {one for head in heads[1:] for one in repeated_below(head, heads[0], tokens)}
    taken |= again
    tokens = up_to_end([(page, run) for page, run in tokens if (page, run.order) not in again])
    kinds = [kind_of(text) for text in head.texts]
    columns = columns_of(head.names, kinds, tokens) if tokens else None
    if columns is None:
        return
    parts = list(_parts(head, columns))
    apart = tracking([run for _, run in tokens])
    rows = [_rows(columns[a:b], tokens, apart) for a, b in parts]
    if any(sum(row.label.is_known for row in own) < _FEWEST for own in rows):
        return
    last = max(_last(own) for own in rows)
    taken |= {(page, run.order) for page, run in tokens if (page, run.y) < last}
    for (a, b), own in zip(parts, rows, strict=True):
        grid = [[cell_of(name, i, 1) for i, name in enumerate(head.names[a:b])]]
        grid += [_cells(row, head.names[a:b], columns[a:b], apart) for row in own]
        yield Found(Table(head.page, min(name.box.y0 for name in head.names), grid, ruled=False), taken)


def _is_of(head: Head, page: int, run: Run) -> bool:
    return page == head.page and head.top - _LEVEL * run.size < run.y < head.foot + _LEVEL * run.size


def _last(rows: Sequence[Row]) -> tuple[int, float]:
    """The page and the height below the last line of the rows."""
    own = [*rows[-1].label.pieces, *rows[-1].units, *(one for figures in rows[-1].figures.values() for one in figures)]
    return max((block.page, block.runs[-1].y + _LEVEL * block.size) for block in own)


def _parts(head: Head, columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """The blocks of columns that stand side by side, mostly one, by the numbers of their columns."""
    words = load_statistics()
    is_code = [read_label(text).core in words.code_words for text in head.texts]
    labels = [i for i, column in enumerate(columns) if column.kind == "label"]
    yield from pairwise([0, *(i - is_code[i - 1] for i in labels[1:]), len(columns)])


def _rows(columns: Sequence[Column], tokens: Sequence[Token], apart: float) -> list[Row]:
    """The rows of a block, up to the last one that the form knows; `apart` is how far apart characters are set."""
    own: list[list[Token]] = [[] for _ in columns]
    for page, run in tokens:
        for tokens_of, column in zip(own, columns, strict=True):
            inside = [glyph for glyph in run.glyphs if column.x0 < (glyph.x0 + glyph.x1) / 2 <= column.x1]
            if inside:
                tokens_of.append((page, Run(inside, run.order)))
    at = next(i for i, column in enumerate(columns) if column.kind == "label")
    labels = up_to_last(labels_of_lines(lines_of_tokens(own[at])))
    figures = {
        i: [figure for line in lines_of_tokens(own[i]) for figure in figures_in(line, apart)]
        for i, column in enumerate(columns)
        if i > at and column.kind != "unit"
    }
    units = [line for i, column in enumerate(columns) if column.kind == "unit" for line in lines_of_tokens(own[i])]
    return without_feet(rows_beside(labels, figures, units))


def _cells(row: Row, names: Sequence[Block], columns: Sequence[Column], apart: float) -> list[GridCell]:
    """A row as cells; where it is not certain which figure is its own in which column, all of them stand in all columns."""
    at = next(i for i, column in enumerate(columns) if column.kind == "label")
    label = label_cell(row.label)._replace(x=at)
    unit = [
        cell_of(Block(row.units[0].page, [run for one in row.units for run in one.runs]), i, 1)
        for i, column in enumerate(columns)
        if column.kind == "unit" and row.units
    ]
    if row.is_certain and all(columns[i].is_certain for i in row.figures):
        home = row.label.pieces[0]
        cells = [label, *unit]
        for i, column in enumerate(columns):
            if i <= at or column.kind == "unit":
                continue
            value = row.cell(i)
            box = names[i].box
            where = address(home.page, Box(box.x0, home.box.y0, box.x1, home.box.y1))
            cells.append(figure_cell(value, i, apart) if value else GridCell("", i, 1, 1, where))
        return sorted(cells, key=lambda cell: cell.x)
    shown = [one for figures in row.figures.values() for one in figures if not is_unit(squeeze(one.text))]
    shown = shown * 2 if len(shown) < 2 else shown
    shown = [*shown, shown[-1]] if len(shown) + 1 == len(names) else shown
    return [label, *(cell_of(one, at + 1, len(columns) - at - 1) for one in shown)]
