"""Total functions on short texts: folding, the kind and value of a cell, label normal form, Chinese numerals.

Nothing here raises; every function is cached because reports repeat the same few hundred strings.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from parsers.radicals import PLAIN, STAND_INS
from parsers.remembered import remembered

if TYPE_CHECKING:
    from parsers.model import Kind

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
_AS_SEEN = {**_INVISIBLE, **PLAIN}
_IS_DISGUISED = re.compile(f"[{''.join(map(chr, _INVISIBLE))}{STAND_INS}]").search
"""Texts hardly ever hold a character that is not seen or not what it looks like, and to look is far quicker than to translate."""


def tidied(text: str) -> str:
    """The text as a reader sees it: invisible marks out, stand-ins plain, runs of white space as one blank, none at the ends."""
    if not text.isascii() and _IS_DISGUISED(text):
        text = text.translate(_AS_SEEN)
    return " ".join(text.split())


tidy = remembered(1 << 16)(tidied)
"""`tidied`, remembered."""


@remembered(1 << 16)
def squeeze(text: str) -> str:
    """NFKC (full-width to half-width) without any white space or invisible mark: the form in which words are compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _IS_DISGUISED(text):
            text = text.translate(_AS_SEEN)
    return "".join(text.split())


class Value(NamedTuple):
    """A cell's text read: its kind, its number when it is one, and the unit printed in the cell."""

    kind: Kind
    value: int | float | None = None
    unit: str | None = None


UNITS = "万元|亿元|元|件次|人次|件|条|次|项|宗|起|例|个|人|篇|份|期|场"
"""What is counted in, as a regular expression writes a choice; longer ones first."""
_NUMBER = re.compile(
    rf"([+\-\u2212\u2013]?)(\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?: \d{{3}})+|\d+)(\.\d+)?\s*({UNITS})?", re.ASCII
)
FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
"""Full-width signs as their half-width ones, for `str.translate`."""
_WIDE = FULL_WIDTH | dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000), 0x20)
_MOST_DIGITS = 18
_SLASHES = frozenset({"/", "\\", "//", "\\\\"})
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500")
_BLANK, _SLASH, _DASH, _NONE, _TEXT = Value("blank"), Value("slash"), Value("dash"), Value("none_word"), Value("text")


@remembered(1 << 16)
def read_value(text: str) -> Value:
    """Read one cell. Grammar: optional sign, digits with thousands commas or blanks, optional decimals, optional unit.

    A lone ``-`` is a dash and ``-8`` a number; ``/`` is a slash, 无 a word, anything else text. Nothing is repaired.
    Only full-width forms are folded: in ``5①`` and ``12²`` the mark is no digit. Past 18 digits it is no figure.
    """
    folded = (text if text.isascii() else text.translate(_WIDE).translate(_INVISIBLE)).strip()
    if not folded:
        return _BLANK
    match = _NUMBER.fullmatch(folded)
    if match:
        sign, digits, decimals, unit = match.groups()
        plain = digits.replace(",", "").replace(" ", "")
        if len(plain) > _MOST_DIGITS:
            return _TEXT
        number: int | float = float(plain + decimals) if decimals else int(plain)
        return Value("number", -number if sign and sign != "+" else number, unit)
    if folded in _SLASHES:
        return _SLASH
    if len(folded) <= 4 and _DASHES.issuperset(folded):
        return _DASH
    return _NONE if folded == "无" else _TEXT


class Label(NamedTuple):
    """A label's normal form: the number printed before it, its whole text, and the text without bracketed remarks."""

    number: str
    core: str
    stem: str


_CHINESE_DIGITS = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"第?([{_CHINESE_DIGITS}]{{1,2}})部?分?[、.,:;]|\(([{_CHINESE_DIGITS}]{{1,2}})\)[、.,]?|\((\d{{1,2}})\)[、.,]?|(\d{{1,2}})[、.,):]?(?=\D)"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〕]*〕|【[^】]*】")
_PUNCTUATION = re.compile(r"[\s/、,.。;:!?·'\"“”‘’《》<>〈〉「」`*#—_\-]+")


@remembered(1 << 15)
def read_label(text: str) -> Label:
    """Normal form of a row, column or section label; 其它 is 其他, quotes and punctuation do not count."""
    folded = squeeze(text).replace("其它", "其他")
    number = ""
    match = _NUMBERING.match(folded)
    if match:
        number = next(group for group in match.groups() if group)
        folded = folded[match.end() :]
    core = _PUNCTUATION.sub("", folded)
    stem = folded
    while (shorter := _BRACKETED.sub("", stem)) != stem:
        stem = shorter
    stem = stem.split("(", 1)[0]
    return Label(number, core, core if stem == folded else _PUNCTUATION.sub("", stem))


_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "o": 0,
    "0": 0,
    "十": 10,
}


def chinese_number(text: str) -> int | None:
    """The number that ``text`` writes in Chinese numerals: digit by digit (二〇二一) or with tens (二十五); None if neither."""
    if not text or any(c not in _NUMERALS for c in text):
        return None
    if "十" not in text:
        return int("".join(str(_NUMERALS[c]) for c in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


LINE_MARK = "\u21b5"
"""Stands in a cell of a PDF between figures over or upon one another that may be one or two."""


def packs_values(text: str) -> bool:
    """Whether several values stand in one cell, as lines or with blanks between them."""
    values = text.replace(LINE_MARK, " ").split()
    return len(values) > 1 and read_value(text).kind == "text" and all(read_value(v).kind != "text" for v in values)
