"""Headers of statistics tables without rulings: words of the form over one another, one of them above the labels."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.runs import Run, lines_of
from parsers.readers.pdf.stacks import PARTS, folded, stacks_of, tokens_of
from parsers.statistics_form import load_statistics
from parsers.tables.statistics import is_head_word, is_statistics_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.runs import Line
    from parsers.readers.pdf.stacks import Word

_ABOVE, _BELOW = 2, 3
"""Lines above and below the one that names the labels that a header may have."""
_LEADING = 3.2
"""In sizes; lines of one header stand no farther apart."""
_SPREAD = 6
"""Stacks that one name, set with wide blanks, may be spread over."""
_BLANK = 1.3
"""In sizes; parts of one name stand no farther apart."""
_LONGEST = 60
"""Characters of a line that may be one of a header."""
_USUAL = 1.4
"""In sizes; how far apart lines stand whose place over a page break is not known."""
_LEVEL = 0.45
"""In sizes; what stands no farther from a line belongs to it."""
_SAME = 1.0
"""Points; a header printed again stands no farther to the left or right."""


class Head(NamedTuple):
    """A header: its page, the heights of its first and its last line, its names from left to right."""

    page: int
    top: float
    foot: float
    names: list[Block]

    @property
    def texts(self) -> list[str]:
        """The names as they read."""
        return [_text_of(name) for name in self.names]

    def is_again(self, first: Head) -> bool:
        """Whether it is another one printed once more, at the head of a later page."""
        return (
            self.page > first.page
            and self.texts == first.texts
            and all(abs(a.box.x0 - b.box.x0) < _SAME for a, b in zip(self.names, first.names, strict=True))
        )


def find_heads(page: int, runs: Sequence[Run]) -> Iterator[Head]:
    """The headers of statistics tables on a page, from the top."""
    lines = lines_of(runs)
    start = 0
    for at, line in enumerate(lines):
        if at < start or not _may_be_of_head(line) or not names_labels("".join([run.text for run in line])):
            continue
        found = _head(page, lines, at, start)
        if found:
            yield found[0]
            start = found[1]


def heads_of(pages: Sequence[tuple[int, Sequence[Run]]]) -> list[Head]:
    """The headers on all pages in order; one that begins at the end of a page is one there and one at the head of the next."""
    heads = [list(find_heads(page, runs)) for page, runs in pages]
    for i, ((page, upper), (following, lower)) in enumerate(pairwise(pages)):
        cut = _cut(page, upper, lower)
        if not cut or any(head.foot >= cut[0].top for head in heads[i]):
            continue
        if not any(head.top <= cut[1].foot for head in heads[i + 1]):
            heads[i].append(cut[0])
            heads[i + 1].insert(0, cut[1]._replace(page=following))
    return [head for own in heads for head in own]


def _cut(page: int, upper: Sequence[Run], lower: Sequence[Run]) -> tuple[Head, Head] | None:
    """The parts of a header whose last lines stand at the head of the next page."""
    last = lines_of(upper)[-_BELOW:]
    first = lines_of(lower)[:_BELOW]
    if not first or not any(names_labels("".join([run.text for run in line])) for line in last):
        return None
    foot = last[-1][0]
    shift = foot.y + _USUAL * foot.size - first[0][0].y
    below = [Run([glyph._replace(y=glyph.y + shift) for glyph in run.glyphs]) for line in first for run in line]
    both = [run for line in last for run in line] + below
    head = next((one for one in find_heads(page, both) if one.top <= foot.y < one.foot - _LEVEL * foot.size), None)
    if head is None:
        return None
    return head._replace(foot=foot.y), head._replace(top=first[0][0].y, foot=head.foot - shift)


def names_labels(text: str) -> bool:
    """Whether a line may be one of a header: it is short, and a word for the labels is in it."""
    return len(text) < _LONGEST and any(word in folded(text) for word in load_statistics().label_words)


def _head(page: int, lines: Sequence[Line], at: int, start: int) -> tuple[Head, int] | None:
    """The header of most lines that holds the line `at`, and the number of the line behind it."""
    first = at
    while first > max(start, at - _ABOVE) and _goes_on(lines[first - 1], lines[first], lines[first - 1]):
        first -= 1
    last = at
    while last + 1 < min(len(lines), at + _BELOW + 1) and _goes_on(lines[last], lines[last + 1], lines[last + 1]):
        last += 1
    sizes = ((a, b) for a in range(first, at + 1) for b in range(at, last + 1))
    for a, b in sorted(sizes, key=lambda one: one[0] - one[1]):
        own = lines[a : b + 1]
        names = next(filter(None, (_names(page, own, part) for part in PARTS)), None)
        if names:
            heights = [run.y for line in own for run in line]
            return Head(page, min(heights), max(heights), names), b + 1
    return None


def _goes_on(a: Line, b: Line, other: Line) -> bool:
    return b[0].y - a[0].y < _LEADING * max(a[0].size, b[0].size) and _may_be_of_head(other)


def _may_be_of_head(line: Line) -> bool:
    """Whether a line holds no character that no name of a header has."""
    return all(_characters().issuperset(folded(run.text)) for run in line)


@cache
def _characters() -> frozenset[str]:
    words = load_statistics()
    names = words.label_words | words.value_words | words.never_words | words.code_words
    return frozenset(folded("".join(names)) + "0123456789年度数量统计累()（）:：、.件")


def _names(page: int, lines: Sequence[Line], part: float) -> list[Block] | None:
    """The names, if all words of the lines make names of the form, one of them for the labels and one for figures or units."""
    stacks = stacks_of([(i, token) for i, line in enumerate(lines) for token in tokens_of(line, part)])
    names: list[Block] = []
    at = 0
    while at < len(stacks):
        near = range(min(_SPREAD, len(stacks) - at), 0, -1)
        count = next((n for n in near if _is_name(stacks[at : at + n])), 0)
        if not count:
            return None
        names.append(Block(page, [token for _, token in _ordered(stacks[at : at + count])]))
        at += count
    return names if is_statistics_header([_text_of(name) for name in names]) else None


def _is_name(stacks: Sequence[list[Word]]) -> bool:
    boxes = [Block(0, [token for _, token in stack]).box for stack in stacks]
    size = max(token.size for stack in stacks for _, token in stack)
    return all(b.x0 - a.x1 < _BLANK * size for a, b in pairwise(boxes)) and is_head_word(
        folded("".join(token.text for _, token in _ordered(stacks)))
    )


def _ordered(stacks: Sequence[list[Word]]) -> list[Word]:
    return sorted((word for stack in stacks for word in stack), key=lambda word: (word[0], word[1].x0))


def _text_of(name: Block) -> str:
    return folded("".join(run.text for run in name.runs))
