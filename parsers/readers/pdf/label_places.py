"""Where labels stand, and which of them something stands beside."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.readers.pdf.statistics_labels import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.label_lines import Label

_LEVEL = 0.35
"""In sizes; the first line of a figure, or its middle, stands no farther from that of its label."""
_AROUND = 2
"""Labels above and below a height among which the two nearest ones are."""


class Place:
    """The heights of a label's first and last line on each of its pages, and its size."""

    def __init__(self, label: Label) -> None:
        self.size = size_of(label.pieces[0])
        self.ends: dict[int, tuple[float, float]] = {}
        for piece in label.pieces:
            first, _ = self.ends.get(piece.page, (piece.runs[0].y, 0.0))
            self.ends[piece.page] = first, piece.runs[0].y

    def far(self, page: int, y: float) -> float:
        """How far, in sizes, a height is from its lines; one that a page break cuts goes on to that."""
        first, last = self.ends[page]
        above = 0.0 if min(self.ends) < page else first - y
        below = 0.0 if max(self.ends) > page else y - last
        return max(above, below, 0.0) / self.size

    def holds(self, top: Block, foot: Block) -> bool:
        """Whether lines begin at its height, or have their middle at that of its own; over a page break this is not told."""
        if len(self.ends) > 1 or top.page not in self.ends:
            return False
        first, last = self.ends[top.page]
        a, b = top.runs[0].y, foot.runs[0].y
        return min(abs(a - first), abs(a + b - first - last) / 2) < _LEVEL * self.size


class Places:
    """The places of labels, in their order from the top."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.of = [Place(label) for label in labels]
        self._tops: dict[int, list[tuple[float, int]]] = {}
        for i, place in enumerate(self.of):
            for page, (first, _) in place.ends.items():
                self._tops.setdefault(page, []).append((first, i))

    def near(self, block: Block) -> list[tuple[float, int]]:
        """The two labels on its page that something is nearest to, nearest first: how far it is, and their numbers."""
        y, tops = block.runs[0].y, self._tops.get(block.page, [])
        at = bisect_left(tops, (y, -1))
        around = tops[max(at - _AROUND, 0) : at + _AROUND]
        return sorted((self.of[i].far(block.page, y), i) for _, i in around)[:2]
