"""Pieces of labels to the names of the form that they make: which pieces are one label is told by the words, not by gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.label_search import REQUESTS, Kinds, cut, is_name, searched
from parsers.readers.pdf.runs import Run
from parsers.tables.roles import roles

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL = 0.45
"""In sizes; pieces of one line stand no farther above or below one another."""
_TOUCHING = 0.3
"""In sizes; what stands nearer to the right of something, in the file too, belongs to it."""

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

    @property
    def height(self) -> float:
        """From the middle of its first line to that of its last one; 0 over a page break."""
        heights = [piece.runs[0].y for piece in self.pieces]
        return max(heights) - min(heights) if self.pieces[0].page == self.pieces[-1].page else 0.0

    def reaches(self, page: int, y: float) -> float:
        """How far, in sizes, a height on a page is from its lines; 0 between them."""
        heights = [piece.runs[0].y for piece in self.pieces if piece.page == page]
        if not heights:
            return 1e6
        return max(min(heights) - y, y - max(heights), 0.0) / max(piece.size for piece in self.pieces)


def labels_of(tokens: Sequence[Token], kinds: Kinds = REQUESTS) -> list[Label]:
    """The labels that tokens make, a group's name before its first row."""
    parted = [(page, piece) for page, run in _whole(tokens) for piece in cut(run)]
    pieces = [Block(line.page, [run]) for line in lines_of_tokens(parted) for run in line.runs]
    labels = [Label(own, is_known) for own, is_known in searched(pieces, kinds)]
    return _without_halves(_groups_first(labels))


def _whole(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those joined that follow one another in the file and touch: a point may be so small as to seem another line."""
    whole: list[Token] = []
    for page, run in sorted(tokens, key=lambda one: (one[0], one[1].order)):
        last = whole[-1] if whole else None
        size = max(last[1].size, run.size) if last else 0.0
        if (
            last
            and last[0] == page
            and -0.1 * size < run.x0 - last[1].x1 < _TOUCHING * size
            and abs(run.y - last[1].y) < _LEVEL * size
        ):
            whole[-1] = (page, last[1].joined(run))
        else:
            whole.append((page, run))
    return whole


def _groups_first(labels: Sequence[Label]) -> list[Label]:
    """The labels, the name of a group, which stands in the middle beside its rows, moved before the first of these."""
    ordered: list[Label] = []
    for label in labels:
        at = len(ordered)
        if label.is_of_rows:
            start = f"results.{roles(label.text).get('group', '')}".rstrip(".") + "."
            while at and (
                roles(ordered[at - 1].text).get("request", "").startswith(start) or not ordered[at - 1].is_known
            ):
                at -= 1
        ordered.insert(at, label)
    return ordered


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


def lines_of_tokens(tokens: Sequence[Token]) -> list[Block]:
    """Tokens to lines from the top: those at one height are one line, each from left to right."""
    lines: list[Block] = []
    for page, token in sorted(tokens, key=lambda one: (one[0], one[1].y)):
        last = lines[-1] if lines else None
        if last and last.page == page and abs(last.runs[0].y - token.y) < _LEVEL * max(last.size, token.size):
            last.runs.append(token)
        else:
            lines.append(Block(page, [token]))
    for line in lines:
        line.runs.sort(key=lambda run: run.x0)
        line.runs[1:] = [b for a, b in pairwise(line.runs) if b.text != a.text or b.x0 - a.x0 > 0.25 * a.size]
    return lines
