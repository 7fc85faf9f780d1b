"""The keys of the statutory form, as codebook and as the values that columns may take."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.metadata.agency import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.form import Named

TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation", "statistics")
ALL_FORMS = "all"


class Code(NamedTuple):
    """One key: the table and field it stands in, the form version it belongs to, and how that form labels it."""

    table: str
    field: str
    key: str
    form: str
    position: int
    label: str
    label_en: str | None
    unit: str | None


@cache
def codebook() -> tuple[Code, ...]:
    """Every key of the form, sorted by table, field, key and form. `position` is the place in its form, from 1."""
    form = load_form()
    codes = [
        *_proactive(),
        *_codes("requests", "row", form.requests),
        *_codes("requests", "column", form.applicants),
        *_codes("reconsideration_and_litigation", "row", form.cases),
        *_codes("reconsideration_and_litigation", "column", form.outcomes),
        *_agencies(),
    ]
    return tuple(sorted(codes))


@cache
def allowed(keys: str) -> tuple[str, ...]:
    """The values of a column declared with ``keys``: ``table``, or ``<table>.<field>``."""
    if keys == "table":
        return TABLES
    table, _, field = keys.partition(".")
    return tuple(sorted({code.key for code in codebook() if (code.table, code.field) == (table, field)}))


@cache
def unit_of(row: str, column: str, form: str | None) -> str | None:
    """The unit that the form sets for a number of table two, or None where it sets none."""
    for version in (form, "2021", "2019"):
        block = load_form().block(version, row) if version else None
        named = next((c for c in block.columns if c.key == column), None) if block else None
        if named is not None:
            return named.unit or None
    return None


def _codes(table: str, field: str, named: tuple[Named, ...]) -> Iterator[Code]:
    for position, item in enumerate(named, 1):
        yield Code(table, field, item.key, item.form or ALL_FORMS, position, item.label, item.en or None, "件")


def _agencies() -> Iterator[Code]:
    for field, name in (("admin_level", "level"), ("agency_kind", "kind"), ("sector", "sector")):
        for position, item in enumerate(vocabulary()[name], 1):
            yield Code("agencies", field, item["key"], ALL_FORMS, position, item["zh"], item["en"], None)


def _proactive() -> Iterator[Code]:
    seen: set[tuple[str, str, str]] = set()
    for position, block in enumerate(load_form().blocks, 1):
        for field, items in (("row", block.rows), ("column", block.columns)):
            for item in items:
                if (field, item.key, block.form) in seen:
                    continue
                seen.add((field, item.key, block.form))
                unit = item.unit or None if field == "column" else None
                yield Code("proactive_disclosure", field, item.key, block.form, position, item.label, item.en, unit)
