"""Flat rows of the statistics tables before 2019: labels in printed order, and the one column of the year's figure."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from parsers.second.figures import figure
from parsers.second.words import characters, nearest

if TYPE_CHECKING:
    from parsers.second.page import Row

_YEAR = re.compile(r"20\d\d年?度?(?:数量?|统计数|累计)?")
_FEWEST = 5
_LONG = 6
_CUTOFF = 0.85


def read_statistics(rows: list[Row]) -> dict[str, int | float | None]:
    """``statistics/key/value`` to the number, by the form whose labels occur most often."""
    readings = [_read(rows, form) for form in sorted(_names())]
    best = max(readings, key=len)
    return best if len(best) >= _FEWEST else {}


def _read(rows: list[Row], form: str) -> dict[str, int | float | None]:
    numbers: dict[str, int | float | None] = {}
    last, head = -1, 0
    at: int | None = None
    for row in rows:
        place = _year_column(row)
        if place is not None and all(figure(cell.text).is_word for cell in row):
            at, head = place, len(row)
            continue
        words = [cell.text for cell in reversed(row) if figure(cell.text).is_word]
        later = next((found for text in words if (found := _later(form, text, last))), None)
        if later is None:
            continue
        last, key = later
        number = _number(row, at if len(row) == head else None)
        if key and number is not None:
            numbers.setdefault(f"statistics/{key}/value", number[0])
    return numbers


def _later(form: str, text: str, last: int) -> tuple[int, str] | None:
    """The first indicator of that label after the one read last."""
    return next((one for one in _places(form, text) if one[0] > last), None)


@lru_cache(maxsize=1 << 12)
def _places(form: str, text: str) -> list[tuple[int, str]]:
    """Where the form has that label; one of a character more or less is the same."""
    names, plain = _names()[form], _plain(text)
    places = names.get(plain, [])
    if not places and len(plain) >= _LONG:
        near = nearest(plain, names, most=2, cutoff=_CUTOFF)
        places = names[near[0]] if len(near) == 1 else []
    return places


def _number(row: Row, at: int | None) -> tuple[int | float | None] | None:
    """The row's figure, in a tuple since it may be a mark; None where it cannot be told."""
    if at is not None:
        cell = figure(row[at].text)
        return None if cell.is_word else (cell.number,)
    figures = [read for cell in row if not (read := figure(cell.text)).is_word and not read.is_empty]
    return (figures[0].number,) if len(figures) == 1 else None


def _year_column(row: Row) -> int | None:
    """The place of the year's figure in a header row."""
    words = _raw()["columns"]
    plain = ["".join(cell.text.split()) for cell in row]
    if len(row) < 2 or not any(text in words["label"] for text in plain):
        return None
    wanted = [i for i, text in enumerate(plain) if text in words["value"] or _YEAR.fullmatch(text)]
    return wanted[0] if wanted else None


def _plain(text: str) -> str:
    return characters(text).removeprefix("其中")


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("parsers").joinpath("statistics.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, dict[str, list[tuple[int, str]]]]:
    """For each form: a label's characters to its places in the printed order, with the key (empty: a heading)."""
    found: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for place, item in enumerate(_raw()["indicator"]):
        names = {_plain(name) for name in (item["label"], *item.get("variants", ()))} - {""}
        for name in names:
            found.setdefault(item["form"], {}).setdefault(name, []).append((place, item["key"]))
    return found
