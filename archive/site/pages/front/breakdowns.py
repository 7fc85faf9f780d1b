"""An agency's cells year by year: whose requests, on what ground refused, how challenges ended, each as its report has it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.site.pages.values import values_by_report
from parsers.form import load_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archive.site.pages.values import Value
    from parsers.form import Named


class Line(NamedTuple):
    """One cell of the form: its path ``table/row/column`` and its label in both languages."""

    path: str
    zh: str
    en: str


class Breakdown(NamedTuple):
    """What is set side by side under one heading, in the order of the form."""

    key: str
    zh: str
    en: str
    lines: tuple[Line, ...]


class Detail(NamedTuple):
    """A breakdown over the years: for each line the year's report and its cell, None where the page has no such cell."""

    breakdown: Breakdown
    lines: tuple[tuple[Line, tuple[tuple[int, str, Value | None], ...]], ...]


@cache
def load_breakdowns() -> tuple[Breakdown, ...]:
    """Read ``breakdowns.toml`` against the statutory form, once."""
    raw = tomllib.loads(files("archive.site.pages.front").joinpath("breakdowns.toml").read_text(encoding="utf-8"))
    return tuple(Breakdown(b["key"], b["zh"], b["en"], tuple(_lines(b))) for b in raw["breakdown"])


def _lines(raw: Mapping[str, str]) -> Iterator[Line]:
    form, table = load_form(), raw["table"]
    if "below" in raw:
        found = [row for row in form.requests if row.key.startswith(raw["below"])]
        yield from (_line(row, f"{table}/{row.key}/{raw['column']}") for row in found)
    else:
        columns = form.applicants if raw["columns"] == "applicants" else form.outcomes
        yield from (_line(column, f"{table}/{raw['row']}/{column.key}") for column in columns)


def _line(named: Named, path: str) -> Line:
    return Line(path, named.label, named.en)


async def details_of(datasette: Any, report_of: Mapping[int, str]) -> list[Detail]:
    """Every breakdown over the reports of an agency, by year; lines and headings that no report has are left out."""
    values = await values_by_report(datasette, sorted(set(report_of.values())))
    reports = sorted(report_of.items())
    details = (Detail(b, tuple(_side_by_side(b, reports, values))) for b in load_breakdowns())
    return [detail for detail in details if detail.lines]


def _side_by_side(
    breakdown: Breakdown, reports: Sequence[tuple[int, str]], values: Mapping[str, Mapping[str, Value]]
) -> Iterator[tuple[Line, tuple[tuple[int, str, Value | None], ...]]]:
    for line in breakdown.lines:
        cells = tuple((year, report_id, values[report_id].get(line.path)) for year, report_id in reports)
        if any(cell for _, _, cell in cells):
            yield line, cells
