"""Headers without rulings: lines to tokens, tokens to stacks of what stands over one another, titles above several columns out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.runs import Run
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Word = tuple[int, Run]
"""The line of the header, and what stands in it."""
_MOST = 300
"""Words of a header that are compared with one another."""
_SPREAD = 8
"""Words of one line that a title may be spread over."""
PARTS = (0.14, 0.06)
"""In sizes; gaps that may part two cells of a header: the narrow one where cells hardly stand apart."""


def folded(text: str) -> str:
    """The form in which words of a header are compared."""
    return squeeze(text).replace("其它", "其他")


def without_titles(tokens: list[Run], titles: Collection[str]) -> list[Run]:
    """The tokens of a line without those that, one after the other, make a title above several columns."""
    for start in range(len(tokens)):
        text = ""
        for end, token in enumerate(tokens[start:], start + 1):
            text += folded(token.text)
            if text in titles:
                return [*tokens[:start], *without_titles(tokens[end:], titles)]
    return tokens


def without_cut_titles(words: Sequence[Word], titles: Collection[str]) -> list[Word]:
    """The words without those that, in one line and one or two lines below that, make such a title."""
    lines: dict[int, list[Word]] = {}
    for word in words[:_MOST]:
        lines.setdefault(word[0], []).append(word)
    for number, line in lines.items():
        for upper, text in _windows(line):
            rests = {title.removeprefix(text) for title in titles if title.startswith(text) and title != text}
            for lower, end in _windows([*lines.get(number + 1, ()), *lines.get(number + 2, ())]) if rests else ():
                if (
                    end in rests
                    and len({word[0] for word in lower}) == 1
                    and any(_shares(upper, one[1]) for one in lower)
                ):
                    gone = [*upper, *lower]
                    return without_cut_titles([word for word in words if word not in gone], titles)
    return list(words)


def _windows(line: Sequence[Word]) -> Iterator[tuple[list[Word], str]]:
    """Words that follow one another, and how they read together."""
    for start in range(len(line)):
        text = ""
        for end in range(start, min(start + _SPREAD, len(line))):
            text += folded(line[end][1].text)
            yield list(line[start : end + 1]), text


def tokens_of(line: list[Run], part: float = PARTS[0]) -> Iterator[Run]:
    """The runs of a line cut at every gap, `part` sizes wide or wider, that may part two cells."""
    for run in line:
        start = 0
        glyphs = run.glyphs
        for i, (a, b) in enumerate(pairwise(glyphs), 1):
            if b.x0 - a.x1 > part * max(a.size, b.size):
                yield run.part(glyphs[start:i])
                start = i
        yield run.part(glyphs[start:])


def stacks_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand over one another, from left to right."""
    stacks: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one[1].x0):
        home = next((stack for stack in stacks if _shares(stack, word[1])), None)
        if home is None:
            stacks.append([word])
        else:
            home.append(word)
    return stacks


def _shares(stack: list[Word], token: Run) -> bool:
    x0, x1 = min(one.x0 for _, one in stack), max(one.x1 for _, one in stack)
    return min(x1, token.x1) - max(x0, token.x0) > 0.3 * min(x1 - x0, token.x1 - token.x0)
