"""A row of a table without rulings that holds one sign for nothing: of one column, or of a cell merged over all of them."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf.slots import has_label, slots_under
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.slots import Slot

_OFF = 1.2
"""Points; a value that stands farther from the middle of its column is not set in the middle of it."""
_NEAR = 1.5
"""In sizes; how far from the middle of all columns, whose outer edges are known by their words only, a merged cell's sign stands."""


def is_sign(block: Block) -> bool:
    """Whether a value says that there is nothing: a zero, a dash, a slash or 无."""
    value = read_value(block.text)
    return value.kind in ("dash", "slash", "none_word") or value.value == 0


def middles_of(slots: Sequence[Slot], names: Sequence[Block], body: Sequence[Sequence[Block]]) -> list[float]:
    """Where the middle of each column is: that of its values in rows with several, else of its name, else of all in it."""
    found: list[list[float]] = [[] for _ in slots]
    for row in body:
        values = [block for block in row[has_label(row) :] if block.is_value]
        for block in values if len(values) > 1 else ():
            for number in slots_under(block, slots)[:1]:
                found[number].append(_middle(block))
    if len(names) == len(slots):
        found = [own or [_middle(name)] for own, name in zip(found, names, strict=True)]
    return [median(own) if own else (slot.x0 + slot.x1) / 2 for own, slot in zip(found, slots, strict=True)]


def spans_all(sign: Block, slots: Sequence[Slot], middles: Sequence[float]) -> bool:
    """Whether a lone sign stands in the middle of all columns, and in the middle of none of them."""
    at = _middle(sign)
    off = abs(at - (slots[0].x0 + slots[-1].x1) / 2)
    return off < _NEAR * sign.size and min(abs(at - middle) for middle in middles) > _OFF


def _middle(block: Block) -> float:
    box = block.box
    return (box.x0 + box.x1) / 2
