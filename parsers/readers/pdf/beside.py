"""Table three without rulings: which values stand beside which label, and whether that is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.document import GridCell
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.cut_figures import with_cut_figures
from parsers.readers.pdf.page_cuts import over_breaks
from parsers.readers.pdf.row_values import goes_on, is_one_row, is_unit, with_units
from parsers.readers.pdf.ruled import address
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.readers.pdf.columns import Columns
    from parsers.readers.pdf.label_lines import Label

_BESIDE = 1.3
"""In sizes; values stand no farther above or below the lines of their label."""
_FAR = 5.0
"""In sizes; what stands farther from any label is no row of the table."""
_BETWEEN = 0.2
"""In sizes; values that are no nearer to their label than this, beside another one, may be that one's."""

_SUM = re.compile("小计|合计")
"""A row of its own behind a group, though the form has none."""


@dataclass(slots=True)
class Beside:
    """The values beside a label; whether all of them are its own for certain, and whether their sum has proved it."""

    values: list[Block]
    is_certain: bool
    is_summed: bool = False

    def is_one_row(self, height: float) -> bool:
        """Whether they stand as those of one row do, whose label is so high."""
        return self.is_summed or is_one_row(self.values, height)


def values_beside(rows: Sequence[Label], lines: Sequence[Block], names: Mapping[int, Sequence[Block]]) -> list[Beside]:
    """For each label the values that stand beside it; none beside a name of several rows.

    `names` are those of the columns on each page. Words that are no name may be a row of their own, or a piece of the name
    before or behind them, and values of two rows may stand beside one: where the next row has no values, it gets these for
    doubt.
    """
    found = [Beside([], is_certain=True) for _ in rows]
    able = [i for i, row in enumerate(rows) if not row.is_of_rows or is_alone(row, rows)]
    between: list[tuple[Block, int, int]] = []
    cut = over_breaks(rows, able, lines)
    for number, line in enumerate(lines):
        if number in cut:
            found[cut[number]].values += _values(line)
            continue
        reach = {i: rows[i].reaches(line.page, line.runs[0].y) for i in able}
        near = sorted(able, key=lambda i: (reach[i], not rows[i].is_known))[:2]
        if not near or reach[near[0]] > _FAR:
            continue
        if len(near) > 1 and reach[near[0]] > 0 and reach[near[1]] - reach[near[0]] < _BETWEEN:
            between.append((line, near[0], near[1]))
            continue
        if not _goes_on(found[near[0]].values, line):  # as units do, which stand below their figures
            found[near[0]].is_certain &= reach[near[0]] < _BESIDE
        found[near[0]].values += _values(line)
    for line, one, other in between:
        _share(line, found, one, other, names.get(line.page, ()))
    found = [_whole(own, names.get(own.values[0].page, ())) if own.values else own for own in found]
    _doubt_blank_ones(rows, found, able)
    return found


def _doubt_blank_ones(rows: Sequence[Label], found: list[Beside], able: Sequence[int]) -> None:
    """Give labels without values those of the next one above or below, where it is not certain that these are all that one's."""
    doubtful = {i for i in able if found[i].values and _may_be_of_another(rows[i], found[i])}
    for i in able:
        if i in doubtful or (found[i].values and not rows[i].is_known and not _SUM.fullmatch(squeeze(rows[i].text))):
            for other in (i - 1, i + 1):
                if 0 <= other < len(rows) and not rows[other].is_of_rows and not found[other].values:
                    found[other] = Beside(found[i].values, is_certain=False)


def _may_be_of_another(row: Label, own: Beside) -> bool:
    return not own.is_certain or not own.is_one_row(row.height)


def _goes_on(values: Sequence[Block], line: Block) -> bool:
    """Whether a line holds nothing but units, or ends of the values above it."""
    ends = _values(line)
    return all(is_unit(one.runs[0]) or any(goes_on(value, one) for value in values) for one in ends)


def _values(line: Block) -> list[Block]:
    return [Block(line.page, [run]) for run in line.runs]


def _share(line: Block, found: Sequence[Beside], near: int, next_near: int, names: Sequence[Block]) -> None:
    """Values between two labels: the upper one's if its figures go on in them, as its sum proves; else neither is certain."""
    upper = found[min(near, next_near)]
    if with_cut_figures(with_units([*upper.values, *_values(line)]), names):
        upper.values += _values(line)
        return
    found[near].values += _values(line)
    if not all(is_unit(run) for run in line.runs):
        found[near].is_certain = found[next_near].is_certain = False


def _whole(own: Beside, names: Sequence[Block]) -> Beside:
    """The values with their units; figures cut over several lines, of which the row's sum is proof, are whole and certain."""
    values = with_units(own.values)
    whole = with_cut_figures(values, names)
    return Beside(values, own.is_certain) if whole is None else Beside(whole, is_certain=True, is_summed=True)


def is_alone(row: Label, rows: Sequence[Label]) -> bool:
    """Whether a group's name has no item of it in the table: then it is a row, as in the older form."""
    group = roles(row.text).get("group")
    start = f"results.{group}."
    return bool(group) and not any(
        one.is_known and roles(one.text).get("request", "").startswith(start) for one in rows
    )


def row_of(label: Label, own: Beside, columns: Columns) -> list[GridCell]:
    """A label and its values as the cells of a row; where it is not certain whose they are, as they stand."""
    is_whole = label.is_known or (len(own.values) == len(columns.names) and not label.text[-1:].isdigit())
    is_certain = own.is_certain and is_whole and own.is_one_row(label.height)
    return [label_cell(label), *columns.cells(own.values, label.pieces[0], 1, is_certain=is_certain)]


def label_cell(label: Label) -> GridCell:
    """A label as a cell of a grid, where it begins."""
    first = label.pieces[0]
    box = Block(first.page, [run for block in label.pieces if block.page == first.page for run in block.runs]).box
    return GridCell(label.text, 0, 1, 1, address(first.page, box))
