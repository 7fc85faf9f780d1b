"""Numbers, read digit by digit; shares no pattern with the first reading."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MARKS = frozenset("/\\-‐‑‒–—―−─无")
_SPACES = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e")
_LONGEST = 40


class Figure(NamedTuple):
    """What a cell is: a number, a mark or blank that stands for none, or words."""

    is_word: bool
    number: int | float | None = None
    is_empty: bool = False


_WORD, _MARK, _EMPTY = Figure(True), Figure(False), Figure(False, None, True)


@lru_cache(maxsize=1 << 14)
def figure(text: str) -> Figure:
    """Read one cell."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return Figure(False, int(text))
    if "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _MARKS:
        return _WORD
    plain = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFKC", text) if c not in _SPACES).strip()
    if not plain:
        return _EMPTY
    if len(plain) <= _LONGEST and all(c in _MARKS for c in plain):
        return _MARK
    number = _number(plain)
    return _WORD if number is None else Figure(False, number)


def _number(plain: str) -> int | float | None:
    sign = 1
    if plain[0] in "+-−–":
        sign = 1 if plain[0] == "+" else -1
        plain = plain[1:].lstrip()
    end = 0
    while end < len(plain) and (plain[end] in "0123456789., "):
        end += 1
    digits, unit = plain[:end].strip(), plain[end:].strip()
    if not digits or len(digits) > _LONGEST or not (unit == "" or is_unit(unit)):
        return None
    whole, point, decimals = digits.partition(".")
    groups = whole.replace(",", " ").split(" ")
    if (
        not all(g.isdigit() for g in groups)
        or any(len(g) != 3 for g in groups[1:])
        or (point and not decimals.isdigit())
    ):
        return None
    joined = "".join(groups)
    return sign * (float(f"{joined}.{decimals}") if point else int(joined))


def is_unit(unit: str) -> bool:
    """Whether a word counts things or money."""
    return len(unit) <= 2 and all(c in "万亿元件人次条项宗起例个篇份期场" for c in unit)
