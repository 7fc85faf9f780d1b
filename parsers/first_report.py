"""A page that prints two reports, of two agencies or of two years: where the first one ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import Grid, Paragraph
from parsers.heading import read_heading
from parsers.metadata.title import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Block

_SECTIONS = 4
_GRIDS = 2
"""So many sections and tables make a report; a table of contents has no tables."""


class Parts(NamedTuple):
    """The blocks of the first report and those behind it; `differs` tells whether these print other tables."""

    first: list[Block]
    rest: list[Block]
    differs: bool


def first_report(blocks: list[Block]) -> Parts:
    """Cut the blocks where a second whole report begins; `rest` is empty on all other pages."""
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and _key(block) == "overview"]
    for before, start in pairwise(starts):
        if _is_whole(blocks[before:start]) and _is_whole(blocks[start:]):
            end = _title_before(blocks, start)
            first, rest = blocks[:end], blocks[end:]
            return Parts(first, rest, not _texts(rest) <= _texts(first))
    return Parts(blocks, [], differs=False)


def _key(block: Block) -> str | None:
    if not isinstance(block, Paragraph):
        return None
    heading = read_heading(block.text)
    return heading.key if heading and heading.number else None


def _is_whole(blocks: Sequence[Block]) -> bool:
    grids = sum(isinstance(block, Grid) for block in blocks)
    return grids >= _GRIDS and len({_key(block) for block in blocks} - {None}) >= _SECTIONS


def _title_before(blocks: Sequence[Block], start: int) -> int:
    """The title of the report whose first heading stands at `start`: the highest one behind the table before it."""
    at = start
    for i in range(start - 1, -1, -1):
        block = blocks[i]
        if isinstance(block, Grid):
            break
        if is_title(block.text):
            at = i
    return at


def _texts(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    """The rows of all tables."""
    return {tuple(cell.text for cell in row) for block in blocks if isinstance(block, Grid) for row in block.rows}
