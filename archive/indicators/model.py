"""The declarations of ``indicators.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from typing import Any

from parsers.form import load_form

FORMS = ("2021", "2019")
MINIMUM_CASES = 10
"""A share of fewer cases than this is not shown as a rate: one case more or less would turn it."""


@dataclass(frozen=True, slots=True)
class Count:
    """One count of one report: rows of a statutory table added up in one column.

    `before_2019` lists the keys of the older statistics that mean the same (`grade` A) or nearly so (B).
    """

    key: str
    zh: str
    en: str
    unit: str
    table: str
    rows: tuple[str, ...]
    column: str = "total"
    before_2019: tuple[str, ...] = ()
    grade: str = ""

    @property
    def rows_by_form(self) -> frozenset[frozenset[str]]:
        """The rows that are added up, for each version of the form that differs in them."""
        form = load_form()
        known = [row.key for row in form.cases] if self.table != "requests" else None
        return frozenset(
            frozenset(key for key in known or form.request_keys(year) if any(fnmatch(key, row) for row in self.rows))
            for year in FORMS
        )


@dataclass(frozen=True, slots=True)
class Share:
    """`part` divided by `whole` minus `less`, each a list of counts to be added."""

    key: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicators:
    """All of them, in the order of the file."""

    counts: tuple[Count, ...]
    shares: tuple[Share, ...]

    @property
    def all(self) -> tuple[Count | Share, ...]:
        """Counts, then shares."""
        return (*self.counts, *self.shares)

    def named(self, key: str) -> Count | Share:
        """The indicator of this key.

        Raises:
            KeyError: there is none.
        """
        for indicator in self.all:
            if indicator.key == key:
                return indicator
        raise KeyError(key)


@cache
def load_indicators() -> Indicators:
    """Read the declarations once."""
    raw = tomllib.loads(files("archive.indicators").joinpath("indicators.toml").read_text(encoding="utf-8"))
    return Indicators(
        tuple(Count(key=key, **_frozen(fields)) for key, fields in raw["counts"].items()),
        tuple(Share(key=key, **_frozen(fields)) for key, fields in raw["shares"].items()),
    )


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
