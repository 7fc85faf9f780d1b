"""Pieces of labels to the names of the form that they make: which pieces are one label is told by the words, not by gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.runs import Run
from parsers.tables.roles import is_group_and_item, is_whole, roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 14
"""Pieces of one label."""
_LEADING = 4.0
"""In sizes; lines of one label stand no farther apart. What is one label the words tell: this only keeps far ones out."""
_LEVEL = 0.45
"""In sizes; pieces of one line stand no farther above or below one another."""

Token = tuple[int, Run]
"""A page and what stands together on it."""


@dataclass(slots=True)
class Label:
    """The pieces of one label, on one page or over a break between two."""

    pieces: list[Block]
    is_known: bool

    @property
    def text(self) -> str:
        """Its pieces, one after the other."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_of_rows(self) -> bool:
        """Whether it names several rows, beside which it stands."""
        found = roles(self.text).keys()
        return self.is_known and "request" not in found and not found.isdisjoint(("group", "results"))

    def reaches(self, page: int, y: float) -> float:
        """How far, in sizes, a height on a page is from its lines; 0 between them."""
        heights = [piece.runs[0].y for piece in self.pieces if piece.page == page]
        if not heights:
            return 1e6
        return max(min(heights) - y, y - max(heights), 0.0) / max(piece.size for piece in self.pieces)


def labels_of(tokens: Sequence[Token]) -> list[Label]:
    """The labels that tokens make, in the order of the file or else by height, whichever leaves less that is no name of the form."""
    by_file = _labels([Block(page, [run]) for page, run in sorted(tokens, key=lambda one: (one[0], one[1].order))])
    by_height = _labels(lines_of_tokens(tokens))
    return min(by_file, by_height, key=_share_of_unknown)


def _share_of_unknown(labels: Sequence[Label]) -> float:
    unknown = sum(len(label.pieces) for label in labels if not label.is_known)
    return unknown / max(sum(len(label.pieces) for label in labels), 1)


def _labels(pieces: Sequence[Block]) -> list[Label]:
    """As many pieces as possible in names of the form, and as many names as possible."""
    texts = [squeeze(piece.text) for piece in pieces]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        options = [(best[end - 1][0], 1)]
        for size in range(1, min(_MOST, end) + 1):
            start = end - size
            if size > 1 and not _goes_on(pieces[start], pieces[start + 1]):
                break
            if is_name("".join(texts[start:end])):
                options.append((best[start][0] + size + 0.01, size))
        best.append(max(options))
    found: list[Label] = []
    end = len(pieces)
    while end:
        size = best[end][1]
        is_known = best[end][0] > best[end - size][0]
        found.append(Label(list(pieces[end - size : end]), is_known))
        end -= size
    return _without_halves(found[::-1])


def _without_halves(labels: Sequence[Label]) -> list[Label]:
    """The labels, two that name one row joined: a half of a name may be short for it."""
    joined: list[Label] = []
    for label in labels:
        key = roles(label.text).get("request")
        if joined and key and roles(joined[-1].text).get("request") == key and is_name(joined[-1].text + label.text):
            joined[-1] = Label([*joined[-1].pieces, *label.pieces], is_known=True)
        else:
            joined.append(label)
    return joined


def is_name(text: str) -> bool:
    """Whether words are a row of table three or a group of rows, alone or behind its group's name."""
    if is_group_and_item(text):
        return True
    return is_whole(text) and not roles(text).keys().isdisjoint(("request", "group", "results"))


def _goes_on(a: Block, b: Block) -> bool:
    """Whether a piece stands in the line of the one before it, to the right, or below it."""
    if a.page != b.page:
        return a.page == b.page - 1
    first, second = a.runs[-1], b.runs[0]
    size = max(a.size, b.size)
    if abs(second.y - first.y) < _LEVEL * size:
        return second.x0 > first.x0
    return 0 < second.y - first.y < _LEADING * size


def lines_of_tokens(tokens: Sequence[Token]) -> list[Block]:
    """Tokens to lines from the top: those at one height are one line, each from left to right."""
    lines: list[Block] = []
    for page, token in sorted(tokens, key=lambda one: (one[0], one[1].y)):
        last = lines[-1] if lines else None
        if last and last.page == page and abs(last.runs[0].y - token.y) < _LEVEL * min(last.size, token.size):
            last.runs.append(token)
        else:
            lines.append(Block(page, [token]))
    for line in lines:
        line.runs.sort(key=lambda run: run.x0)
        line.runs[1:] = [b for a, b in pairwise(line.runs) if b.text != a.text or b.x0 - a.x0 > 0.25 * a.size]
    return lines
