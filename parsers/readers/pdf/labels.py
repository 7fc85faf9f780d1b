"""Labels of a table without rulings that stand in several rows where they are one: lines of one cell that look like rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.tables.roles import is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.segments import Row

_MOST = 5
"""Rows that the lines of one label may look like."""
_LEADING = 2.6
"""In sizes; lines of one label stand no farther apart."""


def with_whole_labels(rows: Sequence[Row], label_count: Sequence[int]) -> list[Row]:
    """The rows, those made one that hold one name of the form together, none by itself, and values once at most.

    `label_count` tells for each row how many of its blocks, from the left, are no values.
    """
    joined: list[Row] = []
    i = 0
    while i < len(rows):
        size = next((k for k in range(_MOST, 1, -1) if _is_one(rows[i : i + k], label_count[i : i + k], k)), 1)
        joined.append(_one(rows[i : i + size], label_count[i : i + size]) if size > 1 else rows[i])
        i += size
    return joined


def _is_one(rows: Sequence[Row], counts: Sequence[int], size: int) -> bool:
    if len(rows) < size or not all(counts) or sum(len(row) > own for row, own in zip(rows, counts, strict=True)) > 1:
        return False
    labels = [row[own - 1] for row, own in zip(rows, counts, strict=True)]
    if any(is_whole(label.text) for label in labels) or not is_whole("".join(label.text for label in labels)):
        return False
    return all(_is_below(a, b) for a, b in pairwise(labels))


def _is_below(a: Block, b: Block) -> bool:
    above, below = a.runs[-1], b.runs[0]
    size = max(above.size, below.size)
    return a.page == b.page and 0 < below.y - above.y < _LEADING * size and above.x0 < below.x1 and below.x0 < above.x1


def _one(rows: Sequence[Row], counts: Sequence[int]) -> Row:
    label = Block(rows[0][0].page, [run for row, own in zip(rows, counts, strict=True) for run in row[own - 1].runs])
    before = [block for row, own in zip(rows, counts, strict=True) for block in row[: own - 1]]
    values = [block for row, own in zip(rows, counts, strict=True) for block in row[own:]]
    return [*before, label, *values]
