"""The columns of values of a table without rulings: where its values stand, and where its header has a column without any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block

_FAR = 1e6
_UNCLEAR = 0.6
"""A value that stands this near, beside its distance to the nearest column, to another one belongs to neither for certain."""
_ALL_VALUES = 4
"""A row of so many values and nothing else has no label."""


class Slot(NamedTuple):
    """One column: its left and right edge as the blocks in it have them."""

    x0: float
    x1: float


def find_slots(head: Sequence[Sequence[Block]], body: Sequence[Sequence[Block]]) -> list[Slot]:
    """The columns of values from left to right.

    Values that stand over one another share a column. Where the header has more columns than that, those of its words
    that fit no column of values are columns of blanks.
    """
    values = [_span(block) for row in body for block in row[has_label(row) :] if block.is_value]
    slots = _merged(values)
    if not slots:
        return []
    leaves = [_span(leaf) for leaf in _leaves(head)]
    leaves = [leaf for leaf in leaves if (leaf.x0 + leaf.x1) / 2 > slots[0].x0 - (leaf.x1 - leaf.x0) / 2]
    labels = [block.box.x1 for row in body for block in row if not block.is_value]
    leaves = [leaf for leaf in leaves if not labels or leaf.x1 > max(labels) - 1]
    if len(leaves) < len(slots):
        return _of_full_rows(len(leaves) or _usual_count(body), body) or slots
    if len(leaves) == len(slots):
        return slots
    return sorted([*slots, *_unmatched(leaves, slots)])


def _usual_count(body: Sequence[Sequence[Block]]) -> int:
    """How many values most rows have, if none has more; else 0."""
    counts = [sum(block.is_value for block in row[has_label(row) :]) for row in body]
    most = max(counts, default=0)
    return most if counts.count(most) * 2 > len(counts) else 0


def _of_full_rows(count: int, body: Sequence[Sequence[Block]]) -> list[Slot]:
    """The columns as the rows tell them that have a value in each, where all others fit; none where these reach into one another.

    Where some values stand at the left of their column and others in its middle, one column looks like two.
    """
    rows = [[_span(block) for block in row[has_label(row) :] if block.is_value] for row in body]
    full = list(zip(*(row for row in rows if len(row) == count), strict=True))
    reach = [Slot(min(one.x0 for one in own), max(one.x1 for one in own)) for own in full]
    if count < 2 or any(a.x1 > b.x0 for a, b in pairwise(reach)):
        return []
    fits = all(any(slot.x0 < one.x1 and one.x0 < slot.x1 for slot in reach) for row in rows for one in row)
    return reach if fits else []


def slots_of_names(names: Sequence[Block], body: Sequence[Sequence[Block]]) -> list[Slot]:
    """A column for every name of a header that is certain, as wide as the values that stand nearest to it.

    None at all if these columns would reach into one another, or some value stands about as near to one as to the next.
    """
    own = [_span(name) for name in names]
    reach = list(own)
    for row in body:
        for block in row[has_label(row) :]:
            if not block.is_value:
                continue
            span = _span(block)
            near = sorted((_distance(span, name), i) for i, name in enumerate(own))
            if near[0][0] > _UNCLEAR * near[1][0] and not _lies_in(span, own[near[0][1]]):
                return []
            i = near[0][1]
            reach[i] = Slot(min(reach[i].x0, span.x0), max(reach[i].x1, span.x1))
    return reach if all(a.x1 <= b.x0 for a, b in pairwise(reach)) else []


def _lies_in(span: Slot, name: Slot) -> bool:
    return name.x0 - 1 <= span.x0 and span.x1 <= name.x1 + 1


def has_label(row: Sequence[Block]) -> bool:
    """Whether the first block is no value of the row: it may look like one, but where all others do, all are values."""
    return len(row) > 1 and (len(row) < _ALL_VALUES or not all(block.is_value for block in row))


def slots_under(block: Block, slots: Sequence[Slot]) -> list[int]:
    """The columns that a block stands over; the nearest one if it stands between columns; none left of all."""
    span = _span(block)
    found = [i for i, slot in enumerate(slots) if slot.x0 < span.x1 and span.x0 < slot.x1]
    if found or not slots:
        return found
    middle = (span.x0 + span.x1) / 2
    if middle < slots[0].x0 and (span.x1 < slots[0].x0 - block.size or middle < slots[0].x0 - 3 * block.size):
        return []
    return [min(range(len(slots)), key=lambda i: _distance(span, slots[i]))]


def _span(block: Block) -> Slot:
    return Slot(block.box.x0, block.box.x1)


def _merged(spans: list[Slot]) -> list[Slot]:
    """Spans that overlap, as one each."""
    merged: list[Slot] = []
    for span in sorted(spans):
        if merged and span.x0 < merged[-1].x1:
            merged[-1] = Slot(merged[-1].x0, max(merged[-1].x1, span.x1))
        else:
            merged.append(span)
    return merged


def _leaves(head: Sequence[Sequence[Block]]) -> list[Block]:
    """The words of a header that no other word of it stands below."""
    words = [block for row in head if len(row) > 1 or len(head) > 1 for block in row]
    return [word for word in words if not any(_is_above(word, other) for other in words)]


def _is_above(word: Block, other: Block) -> bool:
    a, b = word.box, other.box
    below = (b.y0 + b.y1) > (a.y0 + a.y1) + word.size if word.page == other.page else other.page > word.page
    return other is not word and below and a.x0 < b.x1 and b.x0 < a.x1


def _distance(a: Slot, b: Slot) -> float:
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2)


def _unmatched(leaves: list[Slot], slots: list[Slot]) -> list[Slot]:
    """The leaves left over when each slot is given one, in order and at the least distance in all."""
    leaves = sorted(leaves)
    n, m = len(leaves), len(slots)
    best = [[_FAR] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(1, n + 1):
        best[i][0] = 0.0
        for j in range(1, min(i, m) + 1):
            best[i][j] = min(best[i - 1][j], best[i - 1][j - 1] + _distance(leaves[i - 1], slots[j - 1]))
    left: list[Slot] = []
    i, j = n, m
    while i:
        if j and best[i][j] == best[i - 1][j - 1] + _distance(leaves[i - 1], slots[j - 1]):
            j -= 1
        else:
            left.append(leaves[i - 1])
        i -= 1
    return left
