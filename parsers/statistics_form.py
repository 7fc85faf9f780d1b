"""The statistics tables before 2019, read from ``statistics.toml``: indicators in printed order and header words."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from parsers.form import names_of
from parsers.text import read_label


class Indicator(NamedTuple):
    """One row: its place in the printed order, its key (empty for a heading), label, unit and names."""

    place: int
    form: str
    id: str
    key: str
    label: str
    unit: str
    names: frozenset[str]


class StatisticsForm(NamedTuple):
    """All indicators of both forms, and the words by which header cells are told."""

    indicators: tuple[Indicator, ...]
    by_name: dict[str, tuple[Indicator, ...]]
    label_words: frozenset[str]
    value_words: frozenset[str]
    never_words: frozenset[str]
    code_words: frozenset[str]


_OF_WHICH = re.compile(r"^其中[:：]?\s*")


@lru_cache(maxsize=1 << 14)
def names_of_indicator(text: str) -> frozenset[str]:
    """Normal forms of a row's label: 其中 and the number after it do not count."""
    bare = text
    while True:
        cut = _OF_WHICH.sub("", read_label(bare).core)
        again = read_label(cut)
        if again.core == bare:
            return names_of(again.core, [read_label(text).stem, _OF_WHICH.sub("", read_label(text).stem)])
        bare = again.core


@cache
def load_statistics() -> StatisticsForm:
    """Read the forms once."""
    raw = tomllib.loads(files("parsers").joinpath("statistics.toml").read_text(encoding="utf-8"))
    found: list[Indicator] = []
    for index, item in enumerate(raw["indicator"]):
        names: frozenset[str] = frozenset()
        for label in (item["label"], *item.get("variants", [])):
            names |= names_of_indicator(label)
        found.append(Indicator(index, item["form"], item["id"], item["key"], item["label"], item["unit"], names))
    by_name: dict[str, tuple[Indicator, ...]] = {}
    for indicator in found:
        for name in sorted(indicator.names):
            by_name[name] = (*by_name.get(name, ()), indicator)
    words = {name: frozenset(raw["columns"][name]) for name in ("label", "value", "never", "code")}
    return StatisticsForm(tuple(found), by_name, words["label"], words["value"], words["never"], words["code"])
