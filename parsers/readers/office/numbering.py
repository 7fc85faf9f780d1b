"""Automatic numbers of list paragraphs: a heading numbered by Word carries no 一、 in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_DIGITWISE = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"})
_LEGALS = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_WORDLESS = frozenset({"bullet", "none"})
_LEVEL = re.compile(r"%([1-9])")
LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list: format by its name in Office Open XML, text with ``%1`` to ``%9``, first number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = " "


@dataclass(slots=True)
class Counters:
    """How far every list has counted; lists are told by any hashable name."""

    counts: dict[object, list[int | None]] = field(default_factory=dict)

    def restart(self, name: object, level: int, at: int) -> None:
        """Let the next number of a level be `at`."""
        self._of(name)[level] = at - 1

    def next(self, name: object, levels: list[Level], level: int) -> str:
        """The printed number of the next paragraph of a list at this level, with what follows it."""
        level = min(level, len(levels) - 1)
        if level < 0:
            return ""
        counts = self._of(name)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = None
        own = levels[level]
        if own.format in _WORDLESS:
            return ""
        return _LEVEL.sub(lambda match: _number(levels, counts, int(match[1]) - 1), own.text) + own.suffix

    def _of(self, name: object) -> list[int | None]:
        return self.counts.setdefault(name, [None] * LEVELS)


def _number(levels: list[Level], counts: list[int | None], level: int) -> str:
    if level >= len(levels):
        return ""
    count = counts[level]
    return format_number(levels[level].start if count is None else count, levels[level].format)


def format_number(number: int, name: str) -> str:
    """A number in a format of Office Open XML; decimal where the format is not known."""
    if not 0 < number < 10_000:
        return str(number)
    if name in _COUNTING:
        return _counting(number, _DIGITS, "十百千")
    if name in _LEGALS:
        return _counting(number, _LEGAL, "拾佰仟")
    if name in _DIGITWISE:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if name == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if name.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(0x245F + number)
    if name == "decimalZero":
        return f"{number:02}"
    if name in ("lowerLetter", "upperLetter"):
        text = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if name == "upperLetter" else text
    if name in ("lowerRoman", "upperRoman"):
        text = _roman(number)
        return text.upper() if name == "upperRoman" else text
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _counting(number: int, digits: str, units: str) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            if gap:
                text += digits[0].replace("〇", "零")
            text += digits[digit] + (units[power - 1] if power else "")
            gap = False
        elif text:
            gap = True
    tens = digits[1] + units[0]
    return text[1:] if digits == _DIGITS and text.startswith(tens) and number < 20 else text
