"""The header of table three where no rulings part it: several lines a word, names one character a line, groups above.

Its words are told by place: what stands over one another is one name. Only where that gives every kind of applicant of the
form, once each and in its order, is it taken for the header; else the lines stay as they were.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.readers.pdf.blocks import OPENS, Block
from parsers.readers.pdf.runs import Run, lines_of
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.model import Glyph

_ANCHOR = "法人或其他组织"
_ABOVE = 4.5
"""In sizes; how far above that the header may begin."""
_LINES = 12
_NUMBERED = re.compile(r"[一二三四五六七八九十][、.,]")
_PART = 0.14
"""In sizes; a gap this wide may part two cells of a header."""


class Heading(NamedTuple):
    """A header: the blocks of its row, left to right, and the numbers of all runs that it is made of."""

    row: list[Block]
    orders: frozenset[int]


def find_headings(runs: Sequence[Run], page: int) -> Iterator[Heading]:
    """The headers among the runs of a page."""
    lines = lines_of(runs)
    for number, line in enumerate(lines):
        if any(_ANCHOR in squeeze(run.text) for run in line):
            zone = _zone(lines, number)
            row = _row(zone, page)
            if row:
                top, bottom = zone[0][0].y - 1, zone[-1][0].y + 1
                yield Heading(row, frozenset(run.order for run in runs if top < run.y < bottom))


def _row(zone: Sequence[list[Run]], page: int) -> list[Block] | None:
    tokens = [token for line in zone for token in _tokens(line)]
    names = [token for token in tokens if squeeze(token.text) not in (_ANCHOR, "申请人情况")]
    stacks = [Block(page, stack) for stack in _stacks(names)]
    leaves = [stack for stack in stacks if "applicant" in roles(stack.text)]
    if [roles(leaf.text)["applicant"] for leaf in leaves] != [one.key for one in load_form().applicants]:
        return None
    rest = [token for stack in stacks if stack not in leaves for token in stack.runs]
    if any(token.x1 > leaves[0].box.x0 for token in rest):
        return None
    return [Block(page, rest), *leaves] if rest else leaves


def _zone(lines: Sequence[list[Run]], anchor: int) -> list[list[Run]]:
    """The lines from a little above the anchor to the first row of the table."""
    size = max(run.size for run in lines[anchor])
    start = anchor
    while start and lines[anchor][0].y - lines[start - 1][0].y < _ABOVE * size and not _opens(lines[start - 1]):
        start -= 1
    end = anchor + 1
    while end < min(len(lines), anchor + _LINES) and not _opens(lines[end]):
        end += 1
    return list(lines[start:end])


def _opens(line: list[Run]) -> bool:
    """Whether a line is a row of the table, a heading or the end of a paragraph."""
    first = squeeze(line[0].text)
    return bool(OPENS.match(first) or _NUMBERED.match(first)) or first.endswith("。") or first in ("单位：件", "（单位：件）")


def _tokens(line: list[Run]) -> Iterator[Run]:
    """The runs of a line cut at every gap that may part two cells."""
    for run in line:
        start = 0
        glyphs = run.glyphs
        for i, (a, b) in enumerate(pairwise(glyphs), 1):
            if b.x0 - a.x1 > _PART * max(a.size, b.size):
                yield Run(glyphs[start:i], run.order)
                start = i
        yield Run(glyphs[start:], run.order)


def _stacks(tokens: Sequence[Run]) -> list[list[Run]]:
    """Tokens that stand over one another, from left to right, each stack from top to bottom."""
    stacks: list[list[Run]] = []
    for token in sorted(tokens, key=lambda one: one.x0):
        home = next((stack for stack in stacks if _shares(stack, token)), None)
        if home is None:
            stacks.append([token])
        else:
            home.append(token)
    return [sorted(stack, key=lambda one: (one.y, one.x0)) for stack in stacks]


def _shares(stack: list[Run], token: Run) -> bool:
    x0, x1 = min(one.x0 for one in stack), max(one.x1 for one in stack)
    return min(x1, token.x1) - max(x0, token.x0) > 0.3 * min(x1 - x0, token.x1 - token.x0)
