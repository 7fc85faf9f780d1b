"""The sentences that may hold a fact: a cheap search for figures and for words of absence, then the bounds around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each begins with a class of characters: such patterns are found fastest.
_FIGURE = re.compile(
    r"[\d０-９](?:\s*[余多万]{0,2}\s*[件宗起例条次份个项篇则场期人名家元%％]|(?<=[开理为是][\d０-９]))"
)
_NUMERAL = re.compile(r"[一二两三四五六七八九十][件起宗例]")
_ABSENCE = re.compile(r"[未无零没]")
_MATTERS = ("申请", "复议", "诉讼", "处理费")
_BEFORE, _AFTER = 16, 60
_STOPS = "。;；!！?？"
_SHORT = 25
_CONTEXT = 90


class Sentence(NamedTuple):
    """A sentence with its offset in the section's text; `is_about_requests` when requests are spoken of just before."""

    text: str
    offset: int
    is_about_requests: bool


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences with a trigger, in order."""
    end = 0
    for at in _triggers(text):
        if at < end:
            continue
        start = max(_start(text, at), end)
        end = _end(text, at)
        before = text[max(0, start - _CONTEXT) : start]
        yield Sentence(text[start:end], start, "申请" in before)


def _triggers(text: str) -> list[int]:
    """Where figures stand, and words of absence near what can be absent."""
    places = [match.start() for match in _FIGURE.finditer(text)]
    places += [match.start() for match in _NUMERAL.finditer(text)]
    for match in _ABSENCE.finditer(text):
        near = text[max(0, match.start() - _BEFORE) : match.start() + _AFTER]
        if any(matter in near for matter in _MATTERS):
            places.append(match.start())
    return sorted(places)


def _start(text: str, at: int) -> int:
    low = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    line = text.rfind("\n", low, at)
    while line > low and _is_folded(text, line):
        line = text.rfind("\n", low, line)
    return max(low, line + 1)


def _end(text: str, at: int) -> int:
    ends = [found for stop in _STOPS if (found := text.find(stop, at)) >= 0]
    high = min(ends, default=len(text))
    line = text.find("\n", at, high)
    while line >= 0 and _is_folded(text, line):
        line = text.find("\n", line + 1, high)
    return high if line < 0 else line


def _is_folded(text: str, line: int) -> bool:
    """Whether a line break stands inside a sentence: after a long line that ends without a stop."""
    begin = text.rfind("\n", 0, line) + 1
    return line - begin >= _SHORT and text[line - 1] not in "。;；:：!！?？”"
