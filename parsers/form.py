"""The statutory form, read from ``form.toml``: sections, tables, rows, columns, labels and units by form version."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from parsers.text import read_label


class Named(NamedTuple):
    """A row, column, group or case: its key, its label as the form prints it, and every name that means it."""

    key: str
    label: str
    en: str
    names: frozenset[str]
    unit: str = ""
    signed: bool = False
    group: str | None = None
    form: str | None = None
    id: str = ""
    article: str = ""
    parent: str | None = None


class SectionForm(NamedTuple):
    """One of the six sections; a heading belongs here when it holds all words of one list."""

    key: str
    number: int
    heading: str
    en: str
    words: tuple[tuple[str, ...], ...]


class BlockForm(NamedTuple):
    """One block of table two: the item of article 20 it stands for, its columns and its rows."""

    form: str
    article: str
    columns: tuple[Named, ...]
    rows: tuple[Named, ...]


class Form(NamedTuple):
    """The whole form. Requests rows stand in printed order; those with `form` exist in that version only."""

    sections: tuple[SectionForm, ...]
    blocks: tuple[BlockForm, ...]
    applicants: tuple[Named, ...]
    requests: tuple[Named, ...]
    request_groups: tuple[Named, ...]
    cases: tuple[Named, ...]
    outcomes: tuple[Named, ...]
    stand_ins: frozenset[str]

    def block(self, form: str, row: str) -> BlockForm | None:
        """The block of one form version that holds a row of table two."""
        return next((b for b in self.blocks if b.form == form and any(r.key == row for r in b.rows)), None)

    def label(self, key: str) -> str:
        """The printed label of a row, column or group of tables two to four; the key itself when the form has none."""
        rows = (row for block in self.blocks for row in block.rows)
        columns = (column for block in self.blocks for column in block.columns)
        lists = (self.requests, self.applicants, self.cases, self.outcomes, rows, columns)
        return next((item.label for items in lists for item in items if item.key == key), key)

    def request_keys(self, form: str) -> list[str]:
        """The keys of table three's rows in one form version, in printed order (25 in 2021, 23 in 2019)."""
        return [row.key for row in self.requests if row.form in (None, form)]


def names_of(label: str, variants: list[str]) -> frozenset[str]:
    """Every normal form under which a label may be met."""
    found: set[str] = set()
    for text in (label, *variants):
        read = read_label(text)
        found.update({read.core, read.stem})
    return frozenset(found - {""})


def _named(raw: dict[str, Any]) -> Named:
    variants = raw.pop("variants", [])
    return Named(names=names_of(raw["label"], variants), **raw)


@cache
def load_form() -> Form:
    """Read the form once."""
    raw = tomllib.loads(files("parsers").joinpath("form.toml").read_text(encoding="utf-8"))
    sections = tuple(
        SectionForm(s["key"], s["number"], s["heading"], s["en"], tuple(tuple(w) for w in s["words"]))
        for s in raw["section"]
    )
    blocks = tuple(
        BlockForm(b["form"], b["article"], tuple(map(_named, b["columns"])), tuple(map(_named, b["rows"])))
        for b in raw["block"]
    )
    names = ("applicant", "request", "request_group", "case", "outcome")
    applicants, requests, groups, cases, outcomes = (tuple(map(_named, raw[name])) for name in names)
    stand_ins = frozenset(read_label(text).core for text in raw["stand_ins"])
    return Form(sections, blocks, applicants, requests, groups, cases, outcomes, stand_ins)
