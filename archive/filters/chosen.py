"""Filters with their values, as a reader names them: ``region=33``, ``year=2019-2023``, ``level=county,prefecture``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.filters.model import FINDINGS, Filter, load_filters, significant
from archive.reference import load_regions
from archive.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive.schema import Column

_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?")
_EARLIEST, _LATEST = 2000, 2100
_NAMES_SHOWN = 12


class BadFilter(Exception):
    """Raised by `parse`; the message says what was wrong and what would be right, in both languages."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for: the values of each filter, of which a report must have one."""

    values: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.values)

    def sql(self) -> tuple[str, dict[str, Any]]:
        """A condition on the table `reports`, and its parameters."""
        conditions: list[str] = []
        params: dict[str, Any] = {}
        for name, values in self.values.items():
            item = load_filters()[name]
            parts = []
            for at, value in enumerate(values):
                condition, more = _condition(item, value, f"{name}{at}")
                parts.append(condition)
                params |= more
            conditions.append(f"({' OR '.join(parts)})")
        return " AND ".join(conditions) or "1", params

    def tokens(self) -> list[list[str]]:
        """Tokens of the full text index: a report has one of each list."""
        return [
            [token for value in values for token in _tokens(load_filters()[name], value)]
            for name, values in self.values.items()
        ]

    def as_text(self) -> str:
        """The filters as one would write them, so that an extract can say what it is."""
        return " ".join(f"{name}={','.join(values)}" for name, values in self.values.items())


def parse(asked: Iterable[tuple[str, str]]) -> Chosen:
    """Read pairs of name and value; several values are divided by commas.

    Raises:
        BadFilter: there is no such filter or value, or a filter is named twice.
    """
    names = {alias: item for item in load_filters().values() for alias in (item.name, *item.aliases)}
    values: dict[str, tuple[str, ...]] = {}
    for name, text in asked:
        item = names.get(name.strip())
        if item is None:
            raise BadFilter(
                f"没有“{name}”这一条件 there is no filter {name!r}; take one of {', '.join(load_filters())}"
            )
        if item.name in values:
            raise BadFilter(
                f"{item.name} 只能写一次，多个值用逗号隔开 name {item.name} once, several values with commas"
            )
        given = [part.strip() for part in re.split("[,，、]", text) if part.strip()]
        if not given:
            raise BadFilter(f"{item.name} 没有值 {item.name} has no value; {item.help_zh} {item.help_en}")
        values[item.name] = tuple(dict.fromkeys(_value(item, part) for part in given))
    return Chosen({name: values[name] for name in load_filters() if name in values})


def _value(item: Filter, text: str) -> str:
    readers = {"code": _code, "years": _years, "findings": _finding, "value": _listed}
    return readers[item.kind](item, text)


def _code(item: Filter, text: str) -> str:
    if text.isascii() and text.isdecimal() and 2 <= len(text) <= 6 and len(text) % 2 == 0:
        return significant(text)
    codes = [region.code for region in load_regions() if text == region.name]
    if len(codes) == 1:
        return significant(codes[0])
    if codes:
        listed = ", ".join(codes[:_NAMES_SHOWN])
        raise BadFilter(f"叫“{text}”的地区不止一个，请用代码 {text} names several regions; take a code: {listed}")
    raise BadFilter(f"没有“{text}”这个地区 there is no region {text!r}; {item.help_zh} {item.help_en}")


def _years(item: Filter, text: str) -> str:
    found = _YEARS.fullmatch(text)
    if found is None or not any(found.group(1, 3)) or (found[3] and not found[2]):
        raise BadFilter(f"“{text}”不是年度 {text!r} is no year; {item.help_zh} {item.help_en}")
    first, last = found[1] or "", found[3] or ""
    if first and last and first > last:
        raise BadFilter(f"{text}：起始年度在后 the first year is after the last")
    return f"{first}{found[2] or ''}{last}"


def _finding(item: Filter, text: str) -> str:
    if text not in FINDINGS:
        raise BadFilter(f"没有“{text}”这个值 {item.name} has no value {text!r}; take one of {', '.join(FINDINGS)}")
    return text


def _listed(item: Filter, text: str) -> str:
    values = _column(item).values
    if values and text not in values:
        listed = ", ".join(map(str, values))
        raise BadFilter(f"没有“{text}”这个值 {item.name} has no value {text!r}; take one of {listed}")
    return text


def _column(item: Filter) -> Column:
    return next(column for column in load_schema().table("reports").columns if column.name == item.column)


def _condition(item: Filter, value: str, name: str) -> tuple[str, dict[str, Any]]:
    column = f'reports."{item.column}"'
    if item.kind == "code":
        if significant(value) == "10":  # the code of the state: everything with a region lies in it
            return f"{column} IS NOT NULL", {}
        return f"({column} >= :{name} AND {column} < :{name}_after)", {name: value, f"{name}_after": value + ":"}
    if item.kind == "years":
        first, last = _bounds(value)
        return f"{column} BETWEEN :{name}_first AND :{name}_last", {f"{name}_first": first, f"{name}_last": last}
    if item.kind == "findings":
        said = {"error": "reports.errors > 0", "warning": "reports.warnings > 0"}
        return said.get(value, "(reports.errors = 0 AND reports.warnings = 0)"), {}
    return f"{column} = :{name}", {name: value}


def _bounds(value: str) -> tuple[int, int]:
    first, dash, last = value.partition("-")
    return int(first or _EARLIEST), int(last or (_LATEST if dash else first))


def _tokens(item: Filter, value: str) -> list[str]:
    if item.kind == "years":
        first, last = _bounds(value)
        return [item.token(year) for year in range(max(first, _EARLIEST), min(last, _LATEST) + 1)]
    return [item.token(value)]
