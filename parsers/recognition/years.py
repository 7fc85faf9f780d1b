"""The year a title prints: digits, full-width digits or Chinese numerals; never a date, never a document number."""

from __future__ import annotations

import re

from parsers.recognition.text import pattern, vocabulary

_NUMERALS = {"〇": "0", "零": "0", "○": "0", **{c: str(n) for n, c in enumerate("一二三四五六七八九", start=1)}}
_DATES = re.compile(r"(?:19|20)\d{2}(?:年\d{1,2}月(?:\d{1,2}日?)?|[-./]\d{1,2}[-./]\d{1,2})")
_DOCUMENT_NUMBER = re.compile(r"\[(?:19|20)\d{2}\]\d*号?")


def _value(printed: str) -> int:
    return int("".join(_NUMERALS.get(char, char) for char in printed))


def without_dates(text: str) -> str:
    """Text without full dates and document numbers (〔2019〕1号): their years are not the report's."""
    return _DOCUMENT_NUMBER.sub("", _DATES.sub("", text))


def years(text: str) -> list[int]:
    """All years printed in normalised text, in order."""
    return [_value(match) for match in pattern("title", "year").findall(without_dates(text))]


def year_near(text: str, start: int, end: int) -> int | None:
    """The year printed inside the name at ``[start, end)``, else the last before it, else the first after it."""
    for part, index in ((text[start:end], 0), (text[:start], -1), (text[end:], 0)):
        found = years(part)
        if found:
            return found[index]
    return None


def year_of(text: str) -> int | None:
    """The only year printed in normalised text, or the one followed by 年; None when there is none."""
    followed = re.search(f"({vocabulary()['title']['year']})年", without_dates(text))
    if followed:
        return _value(followed.group(1))
    found = years(text)
    return found[0] if found else None
