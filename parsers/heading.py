"""The headings of the sections: numbered lines, and the form's own words without a number."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.tables.roles import roles
from parsers.text import chinese_number, squeeze

LONGEST_HEADING = 42
_NUMBERED = re.compile(
    r"(?:第?([一二三四五六七八九])(?:部分)?[、.,:;]|第([一二三四五六七八九])部分|([1-9])[、.])(.{2,})"
)
_SENTENCE = re.compile(r"[。;；!?]|,.*,")
_ROWS = frozenset({"request", "results", "group"})


class Heading(NamedTuple):
    """A section heading: its number as printed, the section of the form it names (None: none of the six), its text.

    `arabic` headings (1、) count only where the Chinese ones (一、) do not make up the sections.
    """

    number: int | None
    key: str | None
    text: str
    arabic: bool = False


@remembered(4096)
def read_heading(text: str) -> Heading | None:
    """Read a short line as a section heading: numbered, or unnumbered in the form's own words."""
    if "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _beginnings():
        return None  # most lines; an ideograph stays what it is when squeezed
    folded = squeeze(text)
    if not 3 <= len(folded) <= LONGEST_HEADING:
        return None
    match = _NUMBERED.match(folded)
    if match is None:
        key = _official().get(folded.rstrip(":。"))
        return Heading(None, key, text) if key else None
    words = match.group(4)
    if _SENTENCE.search(words.rstrip("。:;")) or not _ROWS.isdisjoint(roles(text)):
        return None  # rows of table three are numbered too
    digits = match.group(1) or match.group(2) or match.group(3)
    number = int(digits) if digits.isdigit() else chinese_number(digits)
    key = _section_of(words)
    if key is None and match.group(3) and number is not None and number <= len(load_form().sections):
        return None  # an item of a list inside a section
    return Heading(number, key, text, match.group(3) is not None)


@cache
def _beginnings() -> frozenset[str]:
    """The ideographs that a heading may begin with."""
    return frozenset("第一二三四五六七八九").union(heading[0] for heading in _official())


@cache
def _official() -> dict[str, str]:
    """The form's own headings, squeezed, and the keys of their sections."""
    return {squeeze(section.heading): section.key for section in load_form().sections}


def _section_of(words: str) -> str | None:
    """The section whose words the heading holds; the one with the longest list of words wins."""
    hits = [
        (sum(map(len, w)), -s.number, s.key)
        for s in load_form().sections
        for w in s.words
        if all(x in words for x in w)
    ]
    return max(hits)[2] if hits else None
