"""Table three without rulings, once its header is found: columns by where values stand, rows by the form's names.

What stands left of the values are lines of labels; which of them are one label is told by the names of the form. Values at
one height are a row, and belong to the label whose lines they stand beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import GridCell
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.cut_figures import with_cut_figures
from parsers.readers.pdf.heading import leaves_of, repeated
from parsers.readers.pdf.label_lines import Token, labels_of, lines_of_tokens
from parsers.readers.pdf.row_values import is_one_row, is_unit, pieces, value_lines, with_units
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import Run
from parsers.readers.pdf.stitch import Table
from parsers.tables.roles import roles
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.heading import Heading
    from parsers.readers.pdf.label_lines import Label
    from parsers.readers.pdf.model import Glyph

_FEWEST = 4
"""Labels of the form; fewer make no table three."""
_MOST = 4000
"""Runs; no table three has so many."""
_LEFT = 80.0
"""Points left of the header's first name within which the first column begins."""
_BESIDE = 1.3
"""In sizes; values stand no farther above or below the lines of their label."""
_FAR = 5.0
"""In sizes; what stands farther from any label is no row of the table."""
_BETWEEN = 0.2
"""In sizes; values that are no nearer to their label than this, beside another one, may be that one's."""
_ENDS = re.compile(r"[一二三四五六七]、.{0,14}(?:行政复议|行政诉讼|存在的|主要问题|其他需要)|。$")
_CLOSING = frozenset("\u201d\u2019\uff09\u300b\u300d\u3001\uff0c\u3002")
_FIRST, _LAST = "new_requests", "carried_over_out"


@dataclass(slots=True)
class Beside:
    """The values beside a label; whether all of them are its own for certain, and whether their sum has proved it."""

    values: list[Block]
    is_certain: bool
    is_summed: bool = False

    def is_one_row(self, height: float) -> bool:
        """Whether they stand as those of one row do, whose label is so high."""
        return self.is_summed or is_one_row(self.values, height)


class Found(NamedTuple):
    """The parts of the table by page, and the runs they are made of as (page, order)."""

    parts: list[Table]
    taken: set[tuple[int, int]]


def find_requests(pages: Sequence[tuple[int, list[Run], list[Heading]]]) -> list[Found]:
    """The tables three: each begins at a header and goes on over pages until another section begins."""
    found: list[Found] = []
    used: set[int] = set()
    for at, (page, _, headings) in enumerate(pages):
        if headings and page not in used:
            table = _read(pages[at:], headings[0])
            if table:
                found.append(table)
                used |= {part.page for part in table.parts}
    return found


def _read(pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading) -> Found | None:
    names = leaves_of(heading.row)
    runs, heads = _region(pages, heading)
    edge = _edge(runs, names)
    if not names or edge is None or len(runs) > _MOST:
        return None
    labels, rest = _parted(runs, edge, names)
    rows = labels_of(labels)
    beside = _beside(rows, value_lines(rest))
    end = _end(rows)
    rows, beside = rows[:end], beside[:end]
    if sum(row.is_known for row in rows) < _FEWEST:
        return None
    beside = [_whole(own, names) for own in beside]
    certain = [own.values for row, own in zip(rows, beside, strict=True) if own.is_one_row(row.height)]
    columns = Columns(names, edge, certain)
    parts = _tables(heading, list(zip(rows, beside, strict=True)), columns)
    kept = {(block.page, run.order) for row in rows for block in row.pieces for run in block.runs}
    kept |= {(block.page, run.order) for own in beside for block in own.values for run in block.runs}
    return Found(parts, kept | heads)


def _end(rows: Sequence[Label]) -> int:
    """How many rows the table has: up to its last one, which some pages print at the foot of each, or to where another begins."""
    keys = [roles(row.text).get("request", "") for row in rows]
    first = keys.index(_FIRST) if _FIRST in keys else 0
    again = keys.index(_FIRST, first + 1) if keys.count(_FIRST) > 1 else len(keys)
    return max((i + 1 for i, key in enumerate(keys[:again]) if key == _LAST), default=len(rows))


def _region(
    pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading
) -> tuple[list[Token], set[tuple[int, int]]]:
    """The runs from the header on to where another section begins, and those of the header wherever it is repeated."""
    found: list[Token] = []
    heads: set[tuple[int, int]] = set()
    foot = max(run.y for block in heading.row for run in block.runs)
    for number, (page, runs, headings) in enumerate(pages):
        own = {order for one in headings for order in repeated(one, heading, runs)}
        heads |= {(page, order) for order in own}
        rest = [run for run in runs if run.order not in own and (number or run.y > foot)]
        end = min((line.runs[0].y for line in lines_of_tokens([(page, run) for run in rest]) if _ends(line)), default=0)
        found += [(page, run) for run in rest if not end or run.y < end - 0.4 * run.size]
        if end or (number and len(found) == 0):
            break
    return found, heads


def _ends(line: Block) -> bool:
    text = squeeze("".join(run.text for run in line.runs))
    return bool(_ENDS.search(text)) or not roles(text).keys().isdisjoint(("case", "challenge"))


def _edge(runs: Sequence[Token], names: Sequence[Block]) -> float | None:
    """Where labels end and values begin: the gap that is nearest to the header's first name, at it or left of it."""
    if not names:
        return None
    right = names[0].box.x0
    glyphs = [glyph for _, run in runs for glyph in run.glyphs if right - _LEFT < glyph.x1 and glyph.x0 < right + 2]
    at = right
    for glyph in sorted(glyphs, key=lambda one: -_ink_end(one)):
        if _ink_end(glyph) < at - 1.0:
            return at - 0.5
        at = min(at, glyph.x0)
    return at - 0.5 if at > right - _LEFT else None


def _ink_end(glyph: Glyph) -> float:
    """Its right edge; a closing sign, the right half of which is empty, ends in its middle."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.text in _CLOSING else glyph.x1


def _parted(runs: Sequence[Token], edge: float, names: Sequence[Block]) -> tuple[list[Token], list[Token]]:
    """What stands left of the edge, and right of it cut at every gap.

    Values left of it, as in a row that a page shifts, are behind the words of their line.
    """
    labels: list[Token] = []
    values: list[Token] = []
    middles = [(name.box.x0 + name.box.x1) / 2 for name in names]
    for page, run in runs:
        left = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 < edge]
        right = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 >= edge]
        if left:
            labels.append((page, Run(left, run.order)))
        values += [(page, Run(piece, run.order)) for piece in pieces(right, middles)]
    shifted = [one for one in labels if read_value(one[1].text).kind != "text" and _is_apart(one, labels)]
    shifted += [one for one in labels if is_unit(one[1]) and any(_is_over(figure, one) for figure in shifted)]
    return [one for one in labels if one not in shifted], values + shifted


def _is_over(figure: Token, unit: Token) -> bool:
    """Whether a unit stands under a figure, or right behind it."""
    a, b = figure[1], unit[1]
    return figure[0] == unit[0] and -1 < b.y - a.y < _BESIDE * 2 * a.size and a.x0 < b.x1 and b.x0 < a.x1 + a.size


def _is_apart(value: Token, labels: Sequence[Token]) -> bool:
    """Whether a value is no number before the words of its line: none stand right of it."""
    page, run = value
    return not any(
        at == page and one.x0 > run.x0 and abs(one.y - run.y) < 0.6 * run.size and read_value(one.text).kind == "text"
        for at, one in labels
    )


def _beside(rows: Sequence[Label], lines: Sequence[Block]) -> list[Beside]:
    """For each label the values that stand beside it, and whether that is certain; none beside a name of several rows.

    Words that are no name may be a row of their own, or a piece of the name before or behind them: where that one has no
    values, it gets these for doubt.
    """
    found = [Beside([], is_certain=True) for _ in rows]
    able = [i for i, row in enumerate(rows) if not row.is_of_rows or _is_alone(i, rows)]
    for line in lines:
        reach = {i: rows[i].reaches(line.page, line.runs[0].y) for i in able}
        near = sorted(able, key=lambda i: (reach[i], not rows[i].is_known))[:2]
        if not near or reach[near[0]] > _FAR:
            continue
        is_between = len(near) > 1 and reach[near[0]] > 0 and reach[near[1]] - reach[near[0]] < _BETWEEN
        found[near[0]].values += [Block(line.page, [run]) for run in line.runs]
        if not all(is_unit(run) for run in line.runs):  # those stand below their figures
            found[near[0]].is_certain &= reach[near[0]] < _BESIDE and not is_between
    for i in able:
        if found[i].values and not rows[i].is_known:
            for other in (i - 1, i + 1):
                if 0 <= other < len(rows) and not rows[other].is_of_rows and not found[other].values:
                    found[other] = Beside(found[i].values, is_certain=False)
    return found


def _whole(own: Beside, names: Sequence[Block]) -> Beside:
    """The values with their units; figures cut over several lines, of which the row's sum is proof, are whole and certain."""
    values = with_units(own.values)
    whole = with_cut_figures(values, names)
    return Beside(values, own.is_certain) if whole is None else Beside(whole, is_certain=True, is_summed=True)


def _is_alone(i: int, rows: Sequence[Label]) -> bool:
    """Whether a group's name has no item of it in the table: then it is a row, as in the older form."""
    group = roles(rows[i].text).get("group")
    start = f"results.{group}."
    return bool(group) and not any(
        row.is_known and roles(row.text).get("request", "").startswith(start) for row in rows
    )


def _tables(heading: Heading, lines: Sequence[tuple[Label, Beside]], columns: Columns) -> list[Table]:
    head = [cell_of(block, 0, 1) for block in heading.row if block.box.x1 <= columns.names[0].box.x0][:1]
    head += [cell_of(name, 1 + i, 1) for i, name in enumerate(columns.names)]
    parts = [Table(heading.row[0].page, heading.row[0].box.y0, [head], ruled=False)]
    rows = [label for label, _ in lines]
    for i, (label, own) in enumerate(lines):
        first = label.pieces[0]
        if first.page != parts[-1].page:
            parts.append(Table(first.page, first.box.y0, [], ruled=False))
        is_row = label.is_known and ("request" in roles(label.text) or (label.is_of_rows and _is_alone(i, rows)))
        if own.values or is_row:
            parts[-1].rows.append(_row(label, own, columns))
        else:
            parts[-1].rows.append([_label_cell(label)])
    return parts


def _row(label: Label, own: Beside, columns: Columns) -> list[GridCell]:
    is_whole = label.is_known or (len(own.values) == len(columns.names) and not label.text[-1:].isdigit())
    is_certain = own.is_certain and is_whole and own.is_one_row(label.height)
    return [_label_cell(label), *columns.cells(own.values, label.pieces[0], 1, is_certain=is_certain)]


def _label_cell(label: Label) -> GridCell:
    first = label.pieces[0]
    box = Block(first.page, [run for block in label.pieces if block.page == first.page for run in block.runs]).box
    return GridCell(label.text, 0, 1, 1, address(first.page, box))
