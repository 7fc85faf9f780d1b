"""Expectations as declared: what ships with the program, and rows of the archive's own that stand above it."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from archive.build.identity import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAMES = ("scope", "key", "at_least", "at_most", "by", "max_drop", "max_unreadable", "note")
ANY = "*"


class ExpectationError(Exception):
    """Raised when a file of expectations cannot be used; the message names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its colour, its words and mend in both languages, and whether it holds a site back."""

    level: Literal["amber", "red"]
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    hold: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a site or region must yield. Numbers count the reports of the year that is due; shares run from 0 to 1.

    `by` is the day (month, day) of the following year from which on a missing report is late; `own` tells that a row
    names this very source.
    """

    at_least: int | None = None
    at_most: int | None = None
    by: tuple[int, int] | None = None
    max_drop: float | None = None
    max_unreadable: float | None = None
    own: bool = False

    def is_due(self, today: date) -> bool:
        """Whether the reports for the year before should be there by now."""
        return self.by is not None and today >= date(today.year, *self.by)


class Expectations:
    """All rows. A later row stands above an earlier one of the same source, one that names a source above ``*``."""

    def __init__(self, rows: Iterable[tuple[str, str, Expectation]]) -> None:
        self._rows = {(scope, key): expectation for scope, key, expectation in rows}

    def of_site(self, url: str) -> Expectation:
        """What is expected of the site at this address."""
        return self._rows.get(("site", host_of(url))) or self._rows.get(("site", ANY)) or Expectation()

    def regions(self) -> dict[str, Expectation]:
        """The regions that a row names, by code."""
        return {key: row for (scope, key), row in self._rows.items() if scope == "region" and key != ANY}


@cache
def load_rules() -> dict[str, Rule]:
    """The rules by name."""
    text = (files("archive.expectations") / "rules.toml").read_text(encoding="utf-8")
    return {name: Rule(**raw) for name, raw in tomllib.loads(text).items()}


def load_expectations(own: Path) -> Expectations:
    """What ships with the program, then the rows of `own` where that file exists.

    Raises:
        ExpectationError: a row cannot be read.
    """
    shipped = (files("archive.expectations") / "expectations.csv").read_text(encoding="utf-8")
    rows = _read(shipped, "expectations.csv")
    if own.exists():
        rows += _read(own.read_text(encoding="utf-8-sig"), str(own))
    return Expectations(rows)


def _read(text: str, name: str) -> list[tuple[str, str, Expectation]]:
    table = csv.DictReader(text.splitlines())
    if unknown := [field for field in table.fieldnames or [""] if field not in _NAMES]:
        raise ExpectationError(f"{name}: no such column {unknown[0]!r}; the columns are {','.join(_NAMES)}")
    rows = []
    for row in table:
        try:
            rows.append(_row({key: (value or "").strip() for key, value in row.items()}))
        except (ValueError, AttributeError, TypeError) as trouble:
            raise ExpectationError(f"{name}, line {table.line_num}: {trouble}") from trouble
    return rows


def _row(row: dict[str, str]) -> tuple[str, str, Expectation]:
    scope, key = row["scope"], row["key"]
    if scope not in ("site", "region") or not key:
        raise ValueError("scope must be site or region, and key an address, a region code or *")
    month, _, day = row.get("by", "").partition("-")
    by = (int(month), int(day)) if month else None
    if by is not None:
        date(2023, *by)  # not 29 February: it must come every year
    numbers = {name: int(row[name]) if row.get(name) else None for name in ("at_least", "at_most")}
    shares = {name: float(row[name]) if row.get(name) else None for name in ("max_drop", "max_unreadable")}
    if any(share is not None and not 0 <= share <= 1 for share in shares.values()):
        raise ValueError("shares run from 0 to 1")
    expectation = Expectation(
        numbers["at_least"], numbers["at_most"], by, shares["max_drop"], shares["max_unreadable"], own=key != ANY
    )
    name = host_of(key if "//" in key else f"//{key}") if scope == "site" and key != ANY else key
    return scope, name, expectation
