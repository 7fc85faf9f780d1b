"""Rows of a statistics table without rulings: which figures stand beside which label, and whether that is certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.broken_figures import whole_figures
from parsers.readers.pdf.label_places import Places
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.readers.pdf.label_lines import Label

_BESIDE = 0.8
"""In sizes; a figure stands no farther above or below the lines of its label."""
_CLEAR = 0.4
"""In sizes; by how much nearer a figure stands to its own label than to the next one."""


@dataclass(slots=True)
class Row:
    """A label, what stands beside it by column, the lines of its unit, and whether the figures are its own for certain."""

    label: Label
    figures: dict[int, list[Block]] = field(default_factory=dict)
    units: list[Block] = field(default_factory=list)
    is_certain: bool = True

    @property
    def texts(self) -> list[str]:
        """All that it says."""
        return [self.label.text, *(one.text for figures in self.figures.values() for one in figures)]

    def add(self, column: int, figure: Block) -> None:
        """One figure more."""
        self.figures.setdefault(column, []).append(figure)

    def cell(self, column: int) -> Block | None:
        """What stands in a column, if anything does."""
        own = self.figures.get(column)
        return own[0] if own else None


def rows_beside(labels: Sequence[Label], figures: Mapping[int, Sequence[Block]], units: Sequence[Block]) -> list[Row]:
    """The labels with the figures, by column, and units that stand at their height."""
    rows, places = [Row(label) for label in labels], Places(labels)
    for unit in units:
        for _, i in places.near(unit)[:1]:
            rows[i].units.append(unit)
    far: list[tuple[int, Block]] = []
    for column, own in figures.items():
        broken = whole_figures(own, places)
        used = {id(line) for _, lines in broken.values() for line in lines}
        for i, (figure, _) in broken.items():
            rows[i].add(column, figure)
        rest = [figure for figure in own if id(figure) not in used]
        far += [(column, figure) for figure in rest if not _set_beside(figure, column, rows, places)]
    for column, figure in far:
        _place(figure, column, rows)
    _doubt_pieces(rows)
    for row in rows:
        row.is_certain &= all(len(own) < 2 for own in row.figures.values()) and not _is_cut_unit(row)
    return rows


def _is_cut_unit(row: Row) -> bool:
    """Whether the unit behind a figure is the beginning of that in the column of units: its end is lost."""
    whole = squeeze("".join(unit.text for unit in row.units))
    units = [read_value(one.text).unit for own in row.figures.values() for one in own]
    return any(unit and whole.startswith(unit) and whole != unit for unit in units)


def _set_beside(figure: Block, column: int, rows: Sequence[Row], places: Places) -> bool:
    """Give a figure to the label it stands beside, or to both of two that are about as near; false where none is near."""
    reach = places.near(figure)
    if not reach or reach[0][0] > _BESIDE:
        return False
    is_clear = len(reach) < 2 or reach[1][0] - reach[0][0] >= _CLEAR
    for _, i in reach[: 1 if is_clear else 2]:
        rows[i].add(column, figure)
        rows[i].is_certain &= is_clear
    return True


def _place(figure: Block, column: int, rows: Sequence[Row]) -> None:
    """A figure that stands beside no label may be that of the one above it or of the one below: neither is certain then.

    Over a page break it is that of the label above, if that has none and the other has its own.
    """
    at = (figure.page, figure.runs[0].y)
    above = [row for row in rows if (row.label.pieces[-1].page, row.label.pieces[-1].runs[0].y) < at][-1:]
    below = [row for row in rows if (row.label.pieces[0].page, row.label.pieces[0].runs[0].y) > at][:1]
    is_cut_off = bool(above) and above[0].label.pieces[-1].page < figure.page and not above[0].cell(column)
    if is_cut_off and below and below[0].cell(column):
        above[0].add(column, figure)
        return
    for row in (*above, *below):
        row.add(column, figure)
        row.is_certain = False


def _doubt_pieces(rows: Sequence[Row]) -> None:
    """Words that are no label, beside figures, may be the end or the beginning of one that has none: that gets them for doubt.

    Where both have a unit they are two rows.
    """
    for i, row in enumerate(rows):
        if row.label.is_known or not row.figures:
            continue
        for other in (*rows[max(i - 1, 0) : i], *rows[i + 1 : i + 2]):
            if other.label.is_known and not other.figures and not (other.units and row.units):
                other.figures = {column: list(own) for column, own in row.figures.items()}
                other.is_certain = False
