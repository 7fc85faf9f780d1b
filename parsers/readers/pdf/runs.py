"""Characters to runs and lines, and lines to text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.model import Box, Glyph, box_around
from parsers.text import LINE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SPACED = 1.4
"""In sizes; the widest gap that printed blanks make inside a run: a wider one sets columns apart."""
GAP = 0.9
"""In sizes; characters of one run stand no farther apart."""
_BLANK = 0.22
"""In sizes; between two Latin letters or figures a gap this wide is a blank."""
_APART, _CLOSE = 0.15, 0.05
"""In sizes; two figures stand farther apart where digits of one stand closer than that."""
_OVER = 0.12
"""In sizes; figures that overlap by more are printed upon one another."""
_SAME_LINE = 0.45
"""In sizes; how far apart the middles of characters of one line may stand."""
_BREAK = f" {LINE_MARK} "
"""Stands where two lines of figures in one cell must not become one figure, nor one figure with a blank for thousands."""
_SIGNS = frozenset(
    "\uff08\uff09\u300a\u300b\u201c\u201d\u2018\u2019\u3001\uff0c\u3002\uff1a\uff1b\u3010\u3011\u3014\u3015"
)
WIDE = "\u2e80"
"""Signs from here on (CJK and its punctuation) are set without blanks between them."""


@dataclass
class Run:
    """Characters of one line that follow one another without a wide gap; they stay as they are once `runs_of` is done."""

    glyphs: list[Glyph]
    order: int = 0
    more: tuple[int, ...] = ()
    """The numbers of further runs that were joined to this one."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.glyphs[-1].x1

    @property
    def y(self) -> float:
        """The middle."""
        return self.glyphs[0].y

    @property
    def orders(self) -> tuple[int, ...]:
        """The numbers of all runs of the file that it is made of."""
        return (self.order, *self.more)

    def part(self, glyphs: list[Glyph]) -> Run:
        """Some of its characters."""
        return Run(glyphs, self.order, self.more)

    def joined(self, other: Run) -> Run:
        """Both as one."""
        return Run([*self.glyphs, *other.glyphs], self.order, (*self.more, *other.orders))

    @cached_property
    def size(self) -> float:
        """Of its largest character."""
        return max([g.size for g in self.glyphs])

    @cached_property
    def text(self) -> str:
        """As it reads."""
        return text_of(self.glyphs)

    @cached_property
    def box(self) -> Box:
        """Around all characters."""
        return box_around(self.glyphs)


Line = list[Run]


def numbers_of(page: int, runs: Iterable[Run]) -> set[tuple[int, int]]:
    """The runs of the file that some runs of a page are made of, by page and number."""
    return {(page, order) for run in runs for order in run.orders}


def runs_of(glyphs: Iterable[Glyph], gap: float = GAP) -> list[Run]:
    """Runs in the order of the file: a character goes on with a run when it stands right behind its last one."""
    runs: list[Run] = []
    own: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None:
            size, other = (last.size, glyph.size) if last.size > glyph.size else (glyph.size, last.size)
            if -_SAME_LINE * other <= last.y - glyph.y <= _SAME_LINE * other:
                distance = glyph.x0 - last.x1
                widest = SPACED if glyph.spaced and gap < SPACED and joins(last, glyph) else gap
                if _least(last, glyph) * size < distance < widest * size:
                    own.append(glyph)
                    last = glyph
                    continue
                if glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.25 * size:
                    continue  # printed twice to look bold
        own = [glyph]
        runs.append(Run(own, len(runs)))
        last = glyph
    return runs


def _least(last: Glyph, glyph: Glyph) -> float:
    """By how much, in sizes, characters of one run may overlap: two signs are set with their empty halves upon one another."""
    return -0.7 if last.text in _SIGNS and glyph.text in _SIGNS else -0.3


def joins(last: Glyph, glyph: Glyph) -> bool:
    """Whether the blanks before a character belong to the words of one cell: not if they part two figures."""
    return glyph.spaced and not (last.text.isdigit() and glyph.text.isdigit())


def ends_of_figures(glyphs: Sequence[Glyph]) -> set[int]:
    """Where figures end that touch the next one nearly: the digits of one figure stand at one distance, and closer.

    The numbers of the characters that open the next figure. A printed blank may be that of thousands, and ends none.
    """
    gaps = {
        i: (b.x0 - a.x1) / max(a.size, b.size)
        for i, (a, b) in enumerate(pairwise(glyphs), 1)
        if a.text.isdigit() and b.text.isdigit() and not b.spaced
    }
    usual = min(gaps.values(), default=_APART)
    return {i for i, gap in gaps.items() if gap > _APART and usual < _CLOSE}


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Runs by line from top to bottom, each from left to right; runs that nearly touch are joined."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda run: (run.y, run.x0)):
        home = next((line for line in reversed(lines[-3:]) if _belongs(run, line)), None)
        if home is None:
            lines.append([run])
        else:
            home.append(run)
    return [_tidied(line) for line in lines]


def _belongs(run: Run, line: Line) -> bool:
    first = line[0]
    return abs(run.y - first.y) <= _SAME_LINE * min(max(run.size, first.size), 2 * min(run.size, first.size))


def _tidied(line: Line) -> Line:
    """From left to right; pieces of one word that the file holds apart are joined, what is printed twice is left out."""
    tidied: Line = []
    for run in sorted(line, key=lambda run: run.x0):
        last = tidied[-1] if tidied else None
        if last is not None:
            size = max(last.size, run.size)
            if abs(run.x0 - last.x0) < 0.25 * size and run.text == last.text:
                tidied[-1] = Run(last.glyphs, last.order, (*last.more, *run.orders))
                continue
            if _least(last.glyphs[-1], run.glyphs[0]) * size < run.x0 - last.x1 < GAP * size:
                tidied[-1] = last.joined(run)
                continue
        tidied.append(run)
    return tidied


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The characters of a line as text: blanks only between Latin letters and figures that stand apart.

    Figures that are printed upon one another are no figure: a mark stands between them.
    """
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and glyph.text < WIDE and last.text < WIDE:
            gap, size = glyph.x0 - last.x1, max(last.size, glyph.size)
            if gap > _BLANK * size:
                parts.append(" ")
            elif gap < -_OVER * size and _are_figures_of_one_line(last, glyph):
                parts.append(_BREAK)
        parts.append(glyph.text)
        last = glyph
    return "".join(parts)


def _are_figures_of_one_line(a: Glyph, b: Glyph) -> bool:
    return a.text.isdigit() and b.text.isdigit() and abs(a.y - b.y) < _SAME_LINE * b.size


def _narrow(a: Glyph, b: Glyph) -> bool:
    return a.text < WIDE and b.text < WIDE


def cell_text(glyphs: Sequence[Glyph], box: Box) -> str:
    """The text of a cell. A line goes on in the next one without a blank, except where two figures would join.

    Two lines of figures are one figure only if the first line is full: else they are two, and a mark says so.
    """
    if len(glyphs) < 2:
        return glyphs[0].text if glyphs else ""
    text = ""
    last: Sequence[Glyph] = ()
    for line in lines_of(runs_of(glyphs)):
        own = [glyph for run in line for glyph in run.glyphs]
        if last and _narrow(last[-1], own[0]) and not _is_full(last, own[0], box):
            text += _BREAK if last[-1].text.isdigit() and own[0].text.isdigit() else " "
        text += text_of(own)
        last = own
    return text


def _is_full(line: Sequence[Glyph], following: Glyph, box: Box) -> bool:
    """Whether the character that opens the next line had no room at the end of this one."""
    margin = min(max(line[0].x0 - box.x0, 0.0), 0.6 * following.size)
    return line[-1].x1 + (following.x1 - following.x0) > box.x1 - margin - 0.5
