"""Tables without rulings: blocks to rows, rows to tables, values to the columns that the rows of a table share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.document import GridCell
from parsers.readers.pdf.blocks import Block, blocks_of_runs, parted, with_decimals, with_whole_names
from parsers.readers.pdf.challenges_table import find_challenges
from parsers.readers.pdf.columns import cell_of
from parsers.readers.pdf.cut_units import with_cut_units
from parsers.readers.pdf.glued import glued_figure, unglued
from parsers.readers.pdf.heading import Heading, cut_heading, find_headings, is_uncertain, leaves_of
from parsers.readers.pdf.labels import with_whole_labels
from parsers.readers.pdf.lone_signs import is_sign, middles_of, spans_all
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.proactive_table import find_proactive
from parsers.readers.pdf.repeated import repeated
from parsers.readers.pdf.requests_table import find_requests
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import numbers_of
from parsers.readers.pdf.segments import Row, Segment, is_block_head, segments_of, tables_of
from parsers.readers.pdf.slots import Slot, find_slots, slots_of_names, slots_under
from parsers.readers.pdf.statistics_head import names_labels
from parsers.readers.pdf.statistics_table import find_statistics
from parsers.readers.pdf.stitch import Table
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.runs import Run

_WORDS = ("信息内容", "自然人", "法人或", "勾稽", "结果维持", "复议后起诉", "政府信息公开申请数量")
_OF_PROSE = frozenset("，。；、")
"""Marks of sentences, which no header has."""
_LINES = 2.0
"""In sizes; how far from the middle of its row a line of a label may stand."""


_Known = tuple[int, "list[Run]", list[Heading]]
"""A page, its runs, the headers of table three on it."""


@dataclass(slots=True)
class Unruled:
    """What was found: the parts of tables, and the runs they are made of, by page and order."""

    parts: list[Table] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)


def find_unruled(pages: Sequence[tuple[int, list[Run]]], width: float) -> Unruled:
    """The tables in runs outside rulings, page by page in the order of the file; `width` is that of the text."""
    found = Unruled()
    if not any(map(_may_be_of_a_table, (run.text for _, runs in pages for run in runs))):
        return found
    rows: list[Row] = []
    for statistics, taken in find_statistics(pages):
        found.parts.append(statistics)
        found.taken |= taken
    pages = [(page, _left(page, runs, found)) for page, runs in pages]
    found.taken |= repeated(pages)
    pages, moved = with_cut_units([(page, _left(page, runs, found)) for page, runs in pages])
    found.taken |= moved
    pages = [(page, _left(page, runs, found)) for page, runs in pages]
    known = [(page, runs, list(find_headings(runs, page))) for page, runs in pages]
    for one in find_requests(_with_cut_headings(known)):
        found.parts += one.parts
        found.taken |= one.taken
    for part, taken in find_challenges([(page, _left(page, runs, found)) for page, runs in pages]):
        found.parts.append(part)
        found.taken |= taken
    for block in find_proactive([(page, _left(page, runs, found)) for page, runs in pages]):
        found.parts += block.parts
        found.taken |= block.taken
    for page, runs, headings in known:
        left = _left(page, runs, found)
        heads = [one for one in headings if not any((page, order) in found.taken for order in one.orders)]
        rows += _rows_between(left, heads, page)
        found.taken |= {(page, order) for heading in heads for order in heading.orders}
    for table in tables_of(rows, width):
        names: list[Block] = []
        for segment in segments_of(table):
            names = next((own for row in segment.head if (own := leaves_of(row))), [] if segment.head else names)
            found.parts += _grids(segment, names)
        found.taken |= set().union(*(numbers_of(block.page, block.runs) for row in table for block in row))
    return found


def _may_be_of_a_table(text: str) -> bool:
    """Whether a run is a value, or one of the words over columns that may be blank: pages whose tables are ruled have neither outside."""
    if read_value(text).kind != "text" or any(word in text for word in _WORDS):
        return True
    return names_labels(text) and _OF_PROSE.isdisjoint(text)


def _with_cut_headings(known: Sequence[_Known]) -> list[_Known]:
    """The pages with their headers, and with those that begin at the end of one and go on in the next."""
    found = list(known)
    for i, ((page, runs, headings), (number, following, others)) in enumerate(pairwise(known)):
        cut = cut_heading(page, runs, following) if not headings and not others else None
        if cut:
            found[i], found[i + 1] = (page, runs, [cut[0]]), (number, following, [cut[1]])
    return found


def _left(page: int, runs: Sequence[Run], found: Unruled) -> list[Run]:
    return [run for run in runs if (page, run.order) not in found.taken]


def _rows_between(runs: Sequence[Run], headings: list[Heading], page: int) -> Iterator[Row]:
    """The rows of a page: those of each stretch of runs, and the headers between them."""
    start = 0
    for heading in sorted(headings, key=lambda one: min(one.orders)):
        first, last = min(heading.orders), max(heading.orders)
        yield from _rows(blocks_of_runs([run for run in runs if start <= run.order < first], page))
        yield heading.row
        start = first
        runs = [run for run in runs if run.order > last or run.order not in heading.orders]
    yield from _rows(blocks_of_runs([run for run in runs if run.order >= start], page))


def _rows(blocks: list[Block]) -> Iterator[Row]:
    rows: list[Row] = []
    row: Row = []
    for block in blocks:
        if row and not _is_next(row[-1], block):
            _keep(_refined(row), rows)
            row = []
        row.append(block)
    if row:
        _keep(_refined(row), rows)
    yield from rows


def _keep(row: Row, rows: list[Row]) -> None:
    """Add a row; values without a label get the lone words right before them, when these stand around their height."""
    if len(row) > 1 and row[0].is_value:
        start = len(rows)
        while start and len(rows[start - 1]) == 1 and _is_beside(rows[start - 1][0], row[0], len(rows) - start):
            start -= 1
        words = [other[0] for other in rows[start:]]
        if words and words[0].box.y0 <= row[0].box.y1 and words[-1].box.y1 >= row[0].box.y0:
            del rows[start:]
            row = [Block(row[0].page, [run for word in words for run in word.runs]), *row]
    rows.append(row)


def _is_beside(word: Block, value: Block, count: int) -> bool:
    """Whether words stand left of a value and at most two lines, already taken ones counted, above or below it."""
    distance = abs(_middle(word) - _middle(value))
    near = distance < _LINES * word.size * (1 + count)
    return not word.is_value and word.page == value.page and word.box.x1 < value.box.x0 and near


def _is_next(last: Block, block: Block) -> bool:
    a, b = last.box, block.box
    return b.x0 > a.x0 + 0.3 * last.size and b.x0 > a.x1 - 0.3 * last.size and b.y0 < a.y1 and b.y1 > a.y0


def _refined(row: Row) -> Row:
    """A row with a wide gap may have narrow ones too, between a label that fills its column and the first value."""
    return with_whole_names(with_decimals([part for block in row for part in parted(block)])) if len(row) > 1 else row


def _grids(segment: Segment, names: list[Block]) -> Iterator[Table]:
    """`names` are those of the columns of table three, by the header of this segment or the last one before it."""
    slots = (slots_of_names(names, segment.body) if names else []) or find_slots(segment.head, segment.body)
    if not slots:  # no value at all: every name of the header has a column of blanks
        slots = slots_of_names(next((row[1:] for row in segment.head if is_block_head(row)), []), [])
    own = [unglued(row, slots[0]) for row in segment.body] if slots else segment.body
    body = with_whole_labels(own, [len(_labels(row, slots)) for row in own])
    labels = max((len(_labels(row, slots)) for row in body), default=1) or 1
    rows = [_head_row(row, slots, labels) for row in segment.head]
    if not names and is_uncertain(segment.head):
        rows = [
            [cell_of(Block(row[0].page, [run for block in row for run in block.runs]), 0, 1)] for row in segment.head
        ]
    is_known = len(slots) > 1 and (names or any(is_block_head(row) for row in segment.head))
    middles = middles_of(slots, names, body) if is_known else []
    rows += [_body_row(row, after, slots, labels, middles) for row, after in _with_next(body)]
    lines = [*segment.head, *body]
    page, top = lines[0][0].page, lines[0][0].box.y0
    part: list[list[GridCell]] = []
    for line, row in zip(lines, rows, strict=True):
        if line[0].page != page:
            yield Table(page, top, part, ruled=False)
            page, part, top = line[0].page, [], line[0].box.y0
        part.append(row)
        top = min(top, *(block.box.y0 for block in line))
    yield Table(page, top, part, ruled=False)


def _with_next(rows: list[Row]) -> Iterator[tuple[Row, Row | None]]:
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) and rows[i + 1][0].page == row[0].page else None
        yield row, following


def _labels(row: Row, slots: list[Slot]) -> Row:
    """The blocks that stand left of the first column of values."""
    if not slots:
        return row
    return [block for block in row if (block.box.x0 + block.box.x1) / 2 < slots[0].x0]


def _head_row(row: Row, slots: list[Slot], labels: int) -> list[GridCell]:
    cells = []
    for block in row:
        under = slots_under(block, slots)
        if under:
            cells.append(cell_of(block, labels + under[0], len(under)))
        else:
            cells.append(cell_of(block, 0, labels))
    return cells


def _body_row(row: Row, following: Row | None, slots: list[Slot], labels: int, middles: list[float]) -> list[GridCell]:
    own = _labels(row, slots)
    cells = [cell_of(block, i, labels - i if i == len(own) - 1 else 1) for i, block in enumerate(own)]
    values = row[len(own) :]
    if not values and following and _middle(following[-1]) < _middle(row[0]) - 0.3 * row[0].size:
        return cells  # a label beside several rows, in the middle of them: no row of its own
    figure = glued_figure(own[-1]) if own and not values else None
    if figure:  # too many or too few values: the reader of tables says so
        return [*cells, *[cell_of(figure, labels, 1)] * (1 + (len(slots) == 1))]
    top, bottom = min(b.box.y0 for b in row), max(b.box.y1 for b in row)
    if len(values) == 1 and middles and is_sign(values[0]):  # of a merged cell, or for the reader to say that it may be
        return [*cells, cell_of(values[0], labels, len(slots) if spans_all(values[0], slots, middles) else 1)]
    homes = {number: block for block in values for number in slots_under(block, slots)[:1]}
    if len(homes) < len(values):  # two values over one column: as they stand, and nothing is put between them
        return cells + [cell_of(block, labels + i, 1) for i, block in enumerate(values)]
    for number, slot in enumerate(slots):
        block = homes.get(number)
        if block:
            cells.append(cell_of(block, labels + number, 1))
        else:
            where = address(row[0].page, Box(slot.x0, top, slot.x1, bottom))
            cells.append(GridCell("", labels + number, 1, 1, where))
    return cells


def _middle(block: Block) -> float:
    return (block.box.y0 + block.box.y1) / 2
