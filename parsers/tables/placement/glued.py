"""Figures that stand together as one: which digits are whose, where the form leaves one way."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.tables.placement.ways import Way, ways
from parsers.text import FULL_WIDTH, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Values = tuple[str, ...]
Trust = Literal["sure", "likely"]
"""How a row's figures were told: as many signs as columns and no other way; or by the identities, or by the count alone."""

_ONE = re.compile(rf"[+-]?\d[\d,.]*(?:{UNITS})|不适用|[/\\—–-]|无")
_UNIT_EACH = re.compile(f"(?:{_ONE.pattern})+")
_BESIDE_MARKS = re.compile(r"\d+|[/\\—–-]|无")
_SIGNED = re.compile(r"[—–+-]\d+(?!\d|万?元|[件项条次])")
_MARKS = frozenset("/\\—–-无")
_MOST_DIGITS = 22


class Told(NamedTuple):
    """The values of a row, one for each of its columns."""

    values: Values
    trust: Trust


class Choice(NamedTuple):
    """One way to read a row of table three: its values and their columns."""

    values: Values
    way: Way


def as_printed(text: str, values: Sequence[str]) -> Values:
    """The values as they stand in the text that they were told from, where full-width signs are full-width."""
    starts = [0, *accumulate(map(len, values))]
    return tuple(text[a:b] for a, b in pairwise(starts))


def by_signs(text: str, width: int) -> Told | None:
    """The values that stand together in `text` as they must be: each with its unit, or one mark for each column."""
    plain = _plain(text)
    if len(plain) == width and _MARKS.issuperset(plain):
        return Told(tuple(text), "sure")
    if len(plain) == 2 * width and _MARKS.issuperset(plain):
        return Told(as_printed(text, ["//"] * width), "sure")
    pattern = _BESIDE_MARKS if _MARKS.intersection(plain) and _BESIDE_MARKS.sub("", plain) == "" else _ONE
    values = pattern.findall(plain) if pattern is _BESIDE_MARKS or _UNIT_EACH.fullmatch(plain) else []
    return Told(as_printed(text, values), "sure") if len(values) == width else None


def by_count(text: str, width: int) -> Told | None:
    """One digit for each of the columns; likely only, if fewer and longer figures beside blanks would look the same.

    None where a stroke may be the sign of the figure behind it.
    """
    if _SIGNED.search(_plain(text)):
        return None
    told = by_signs(text, width)
    if told or not _is_digits(_plain(text)) or len(text) != width:
        return told
    return Told(tuple(text), "sure" if len(splits(_plain(text), width)) == 1 else "likely")


def by_groups(text: str, groups: int, width: int) -> Told | None:
    """The figures of all groups of table four, each with its total last: one digit each, or the one way that adds up."""
    told = by_signs(text, groups * width)
    if told or not _is_digits(_plain(text)):
        return told
    if not groups * width <= len(text) <= 2 * groups * width:
        return None
    found = list(_adding_up(_plain(text), groups, width))
    if len(found) != 1:
        return None
    return Told(as_printed(text, found[0]), "sure" if len(text) == groups * width else "likely")


def choices(text: str, width: int, total: int) -> list[Choice]:
    """Every way to read the digits as a row whose other values add up to the one in column `total`; none for other texts."""
    text = _plain(text)
    if not _is_digits(text) or not width <= len(text) <= _MOST_DIGITS:
        return []
    return [Choice(values, way) for values in splits(text, width) for way in ways([*map(int, values)], width, total)]


@lru_cache(maxsize=1 << 10)
def splits(digits: str, most: int) -> tuple[Values, ...]:
    """Every way to cut digits into one to `most` figures, none of which begins with an idle nought."""
    inner = range(1, len(digits))
    found = ((0, *cut, len(digits)) for size in range(min(most, len(digits))) for cut in combinations(inner, size))
    cuts = (tuple(digits[a:b] for a, b in pairwise(cut)) for cut in found)
    return tuple(values for values in cuts if all(value == "0" or value[0] != "0" for value in values))


def _plain(text: str) -> str:
    """The text with full-width signs as their half-width ones, sign for sign."""
    return text.translate(FULL_WIDTH)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _adding_up(digits: str, groups: int, width: int) -> Iterator[Values]:
    """Every way to cut digits into groups of `width` figures of which the last is the sum of the others."""
    if not groups:
        if not digits:
            yield ()
        return
    rest = width * (groups - 1)
    for size in range(width, len(digits) - rest + 1):
        head = digits[:size]
        own = [values for values in splits(head, width) if len(values) == width and _adds_up(values)]
        if own:
            for behind in _adding_up(digits[size:], groups - 1, width):
                yield from ((*values, *behind) for values in own)


def _adds_up(values: Sequence[str]) -> bool:
    return sum(map(int, values[:-1])) == int(values[-1])
