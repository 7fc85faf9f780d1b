"""Table three without rulings where values stand beside the first line of their label, as programs set rows from the top.

Each line of values opens a row then, and what stands left of it, down to the next such line, is that row's label. Whether a
table is set so is told by the words: they must make the names of the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.beside import Beside, is_alone
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.label_lines import Label, labels_of
from parsers.readers.pdf.row_values import is_unit, with_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.label_lines import Token

_LEVEL = 0.6
"""In sizes; the first line of a label stands no farther above or below its values."""
_FEWEST = 8
"""Rows that must be named; of fewer none can be called usual."""
_SHARE = 0.8
"""Of the lines of values; where fewer are named the rows are set otherwise."""


class Rows(NamedTuple):
    """Labels, and the values beside each."""

    labels: list[Label]
    beside: list[Beside]

    @property
    def certain(self) -> int:
        """How many rows of the form have values that are theirs for certain."""
        pairs = zip(self.labels, self.beside, strict=True)
        return sum(
            label.is_known and own.is_certain and own.is_one_row(label.height) for label, own in pairs if own.values
        )


def rows_from_top(tokens: Sequence[Token], lines: Sequence[Block]) -> Rows | None:
    """The rows that lines of values open, if most of these have a name of the form beside and below their height."""
    openers = _openers(lines)
    if len(openers) < _FEWEST:
        return None
    head, *zones = [labels_of(zone) for zone in _zones(tokens, openers)]
    every = [*head, *(label for zone in zones for label in zone)]
    found = Rows(head, [Beside([], is_certain=True) for _ in head])
    named = nameless = 0
    for values, labels in zip(openers, zones, strict=True):
        if not labels and _is_cut_off(found, values[0].page):
            found.beside[-1] = Beside(list(values[1:]), is_certain=True)
        own = [label for label in labels if not label.is_of_rows or (len(labels) == 1 and is_alone(label, every))]
        is_named = _is_named(values[0], labels, own)
        named += is_named
        nameless += not any(label.is_known for label in labels)
        found.labels.extend(labels)
        found.beside.extend(_shared(values, labels, own, is_certain=is_named))
    return found if named >= max(_FEWEST, _SHARE * (len(openers) - nameless)) else None


def _is_cut_off(above: Rows, page: int) -> bool:
    """Whether the last label stands on the page before, without values: then those that open a page without a label are its own."""
    last = above.labels[-1] if above.labels else None
    is_blank = bool(last and last.is_known and not last.is_of_rows) and not above.beside[-1].values
    return is_blank and all(piece.page == page - 1 for piece in above.labels[-1].pieces)


def _openers(lines: Sequence[Block]) -> list[list[Block]]:
    """The values of each row; a line of nothing but units belongs to the figures above it."""
    found: list[list[Block]] = []
    for line in lines:
        own = [Block(line.page, [run]) for run in line.runs]
        if found and all(is_unit(run) for run in line.runs):
            found[-1] += own
        else:
            found.append(own)
    return [[values[0], *with_units(values)] for values in found]


def _zones(tokens: Sequence[Token], openers: Sequence[Sequence[Block]]) -> list[list[Token]]:
    """What stands above the first row, and beside and below the first line of each."""
    zones: list[list[Token]] = [[] for _ in range(len(openers) + 1)]
    at = 0
    for page, run in sorted(tokens, key=lambda one: (one[0], one[1].y)):
        foot = run.y + _LEVEL * min(glyph.size for glyph in run.glyphs)
        while at < len(openers) and (openers[at][0].page, openers[at][0].runs[0].y) <= (page, foot):
            at += 1
        zones[at].append((page, run))
    return zones


def _is_named(values: Block, labels: Sequence[Label], rows: Sequence[Label]) -> bool:
    """Whether of the labels that stand beside and below some values one names their row, and no other piece may belong to it.

    `rows` are those that name no several rows. A page break may stand between the values and all of the name.
    """
    pieces = [piece for label in labels if label.is_known for piece in label.pieces]
    if not any(label.is_known for label in rows):
        return False
    top = values.runs[0].y
    beside = any(
        piece.page == values.page and abs(piece.runs[0].y - top) < _LEVEL * min(g.size for g in piece.runs[0].glyphs)
        for piece in pieces
    )
    others = [piece for label in labels if not label.is_known for piece in label.pieces]
    over = any(a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1 for a in others for b in pieces)
    return not over and (beside or all(piece.page > values.page for piece in (*pieces, *others)))


def _shared(
    values: Sequence[Block], labels: Sequence[Label], rows: Sequence[Label], *, is_certain: bool
) -> list[Beside]:
    """For each label its values: those of the row for its name, the first one that names a single row.

    Where it is not certain whose they are, every one of `rows` has them for doubt.
    """
    own = [label for label in rows if label.is_known][:1] if is_certain else rows
    return [
        Beside(list(values[1:]) if any(label is one for one in own) else [], is_certain=is_certain) for label in labels
    ]
