"""The filters as declared in ``filters.toml``, and the tokens by which the full text index knows them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK = "\u2063"
"""Begins every token of a filter. An invisible character that text and queries lose when folded: no word can match it."""
FINDINGS = ("error", "warning", "none")
_CODE_LEVELS = (2, 4, 6)
"""Digits of a region code that name the province, the prefecture and the county."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. `kind` says how values are compared; `letter` begins its tokens."""

    name: str
    column: str
    kind: Literal["value", "code", "years", "findings"]
    letter: str
    zh: str
    en: str
    help_zh: str
    help_en: str
    aliases: tuple[str, ...] = ()

    def token(self, value: str | int) -> str:
        """The token of one value in the full text index."""
        return f"{MARK}{self.letter}{''.join(str(value).split())}"


@cache
def load_filters() -> dict[str, Filter]:
    """All filters by name, in the order in which they are offered."""
    raw = tomllib.loads((files("archive.filters") / "filters.toml").read_text(encoding="utf-8"))
    return {name: Filter(name=name, aliases=tuple(about.pop("aliases", ())), **about) for name, about in raw.items()}


def index_columns() -> tuple[str, ...]:
    """Columns of `reports` that `report_tokens` asks for."""
    return tuple(dict.fromkeys([*(item.column for item in load_filters().values()), "warnings"]))


def report_tokens(report: Mapping[str, Any]) -> Iterator[str]:
    """The tokens under which one report can be found, from its values of `index_columns`."""
    for item in load_filters().values():
        value = report[item.column]
        if item.kind == "findings":
            yield from (item.token(found) for found in findings(report))
        elif item.kind == "code":
            yield from (item.token(prefix) for prefix in code_prefixes(value))
        elif value is not None:
            yield item.token(value)


def findings(report: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of `FINDINGS` hold for a report."""
    found = tuple(name for name in FINDINGS[:2] if report[f"{name}s"])
    return found or FINDINGS[2:]


def code_prefixes(code: str | None) -> tuple[str, ...]:
    """What a region code begins with, down to the level that it names: 330106 → 33, 3301, 330106; 330000 → 33."""
    bare = significant(code or "")
    return tuple(bare[:length] for length in _CODE_LEVELS if length <= len(bare))


def significant(code: str) -> str:
    """A region code without the noughts of the levels below it; all that lies in it begins so."""
    bare = code
    while len(bare) > _CODE_LEVELS[0] and bare.endswith("00"):
        bare = bare[:-2]
    return bare
