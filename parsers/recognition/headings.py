"""The headings of a report's sections, found in a page's text: what decides when the title is vague."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parsers.recognition.text import normalise, pattern, vocabulary

_LINE_LIMIT = 60  # a heading is short; a sentence that names the section is not one
_LONGEST_LINE = 1000  # characters as printed, blanks and all


@cache
def _compiled(form: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(item) for item in vocabulary()["headings"][form])


def _heading_lines(text: str) -> list[str]:
    numbered = pattern("headings", "number")
    lines = []
    for line in dict.fromkeys(text.splitlines()):
        if line.isascii() or len(line) > _LONGEST_LINE:
            continue
        clean = normalise(line)
        if 0 < len(clean) <= _LINE_LIMIT and numbered.match(clean):
            lines.append(numbered.sub("", clean))
    return lines


_NUMBER = re.compile(r"(?:[一二三四五六]|(?<!\d)[1-6])[、.)章]")


@lru_cache(maxsize=4)  # a page on its way is asked more than once
def count_headings(text: str) -> tuple[int, int]:
    """How many different headings of the present form (of six), and of the forms before 2019 (of seven), stand in text.

    Only numbered ones count: of the present form anywhere, since pages run lines together; of the older forms, whose
    words are common, only in lines of their own.
    """
    flat, lines = normalise(text), _heading_lines(text)
    present = _present(flat)
    former = sum(any(item.search(line) for line in lines) for item in _compiled("former"))
    return present, former


def _present(flat: str) -> int:
    ends = [number.end() for number in _NUMBER.finditer(flat)]
    return sum(any(item.match(flat, end) for end in ends) for item in _compiled("current"))


REPORT_HEADINGS = 3
"""Of the six headings of the present form, those that make a page that of a report."""


def has_plain_headings(flat: str) -> bool:
    """At least three of the six headings in text without blanks, as printed: what is there needs no other spelling."""
    return _present(flat) >= REPORT_HEADINGS


def has_report_headings(text: str) -> bool:
    """At least three of the six headings, or four of the older forms' seven."""
    present, former = count_headings(text)
    return present >= REPORT_HEADINGS or former >= 4
