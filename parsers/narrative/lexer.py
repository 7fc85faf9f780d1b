"""Words and numbers at a place in a sentence: for each first character the few patterns that can begin with it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from parsers.narrative.beginnings import beginnings
from parsers.narrative.vocabulary import Word, load_vocabulary

YEAR = r"20[0-3]\d"
_FOREIGN_UNITS = ("人次", "人天", "年", "月", "日", "号", "%", "个百分点", "个工作日", "天", "字", "页", "倍", "分")
_DIGITS = "0123456789"
_NUMERALS = "一二两三四五六七八九十"
_BREAKS = ",，:：(（)）"
# Dates go before numbers: 2023年5月, 3月15日 are no amounts.
_DATE = rf"(?P<date>{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?(?!至|到|—|-)|(?<![\d年])\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日)"
_NUMBER = (
    r"(?P<number>(?<![\d.第〔\[])(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    r"(?P<about>余|多)?(?P<myriad>万)?(?P<rough>余|多)?(?P<unit>UNITS)?"
)
_NUMERAL = rf"(?<![每第逐同任某唯{_NUMERALS}])(?P<numeral>[{_NUMERALS}]{{1,3}})(?P<counter>件|起|宗|例)"
_BREAK = rf"(?P<comma>[{_BREAKS}])"


class Bucket(NamedTuple):
    """The pattern for one first character, and its words by group number."""

    pattern: re.Pattern[str]
    words: dict[int, Word]


class Lexer(dict[str, "Bucket | None"]):
    """First character to bucket; a bucket is compiled when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        vocabulary = load_vocabulary()
        units = sorted({*vocabulary.units, *_FOREIGN_UNITS}, key=lambda unit: (-len(unit), unit))
        number = _NUMBER.replace("UNITS", "|".join(units))
        self._figures = dict.fromkeys(_DIGITS, (_DATE, number)) | dict.fromkeys(_NUMERALS, (_NUMERAL,))
        self._figures |= dict.fromkeys(_BREAKS, (_BREAK,))
        self._words: dict[str, list[Word]] = {}
        for word in vocabulary.words:
            for first in beginnings(word.pattern):
                self._words.setdefault(first, []).append(word)

    def __missing__(self, first: str) -> Bucket | None:
        words, figures = self._words.get(first, []), self._figures.get(first, ())
        bucket = None
        if words or figures:
            # An empty group behind each word tells which it was; a group around it would be far slower.
            parts = [f"{word.pattern.replace('YYYY', YEAR)}()" for word in words]
            bucket = Bucket(re.compile("|".join([*parts, *figures])), dict(enumerate(words, 1)))
        self[first] = bucket
        return bucket


@cache
def lexer() -> Lexer:
    """The one lexer."""
    return Lexer()
