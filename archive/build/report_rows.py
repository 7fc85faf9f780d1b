"""One report as rows of the published tables. What the page says is kept as it stands; nothing is filled in."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from archive.build.provenance import encode
from archive.schema import load_schema, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import Cell, Fact, Report

_WIDE = ("requests", "reconsideration_and_litigation")
_LARGEST = 2**63


def report_rows(report_id: str, report: Report) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Table and row for all that a report holds, apart from its row of `reports`."""
    for position, section in enumerate(report.sections, 1):
        row = (report_id, position, section.number, section.key, clean(section.heading), clean(section.text))
        yield "sections", row
    yield from _numbers(report_id, report)
    for position, extra in enumerate(report.extra_rows, 1):
        packed = (as_json(extra.raw), as_json(extra.locator))
        yield "extra_rows", (report_id, position, extra.table, clean(extra.label), *packed)
    for position, problem in enumerate(report.problems, 1):
        cause = as_json(problem.cause) if problem.cause else None
        said = (problem.rule, problem.severity, clean(problem.message), as_json(problem.cells), cause)
        yield "problems", (report_id, position, *said)
    for position, fact in enumerate(report.facts, 1):
        yield "facts", (report_id, position, *_fact(fact))
    for name, known in sorted(report.metadata.items()):
        yield "metadata", (report_id, name, *_known(known))


def _fact(fact: dict[str, Any]) -> tuple[Any, ...]:
    """A figure of the narrative, in the order of the schema."""
    said = (fact["key"], _number(fact["value"]), fact.get("unit") or None, clean(fact["sentence"]))
    place = (clean(fact["section"]) or None, fact["offset"])
    reach = (fact.get("of"), fact.get("year"), fact.get("scope"), fact.get("part"))
    return (*said, *place, *reach, int(bool(fact.get("explicit_zero"))), int(bool(fact.get("approximate"))))


def _known(fact: Fact) -> tuple[Any, ...]:
    """A piece of metadata, in the order of the schema."""
    where = fact.where or {}
    locator = as_json(where["locator"]) if "locator" in where else None
    text, source = where.get("text") or None, where.get("meta") or where.get("url") or None
    told = (clean(str(fact.value)), fact.basis, int(fact.inferred), text and clean(text), locator)
    return (*told, where.get("offset"), source and clean(source))


def as_json(value: Any) -> str:
    """Compact JSON, Chinese as it is."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def clean(text: str) -> str:
    """Text without NUL, which ends a text for many readers of SQLite and CSV."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _numbers(report_id: str, report: Report) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for table, group in groupby(sorted(report.cells, key=lambda cell: cell.table), key=lambda cell: cell.table):
        cells = list(group)
        if table in _WIDE:
            yield from _wide(report_id, table, cells)
        elif table == "proactive_disclosure":
            form = report.forms.get(table)
            for c in cells:
                yield table, (report_id, c.row, c.column, _number(c.value), c.unit or unit_of(c.row, c.column, form))
        else:
            for c in cells:
                yield table, (report_id, c.row, None, c.unit, _number(c.value))
        for c in cells:
            if not _is_plain(c):
                said = (clean(c.raw), c.kind, c.unit, int(c.merged), _number(c.derived))
                yield "cells_not_plain", (report_id, table, c.row, c.column, *said)
        yield "provenance", (report_id, table, encode(cells))


def _wide(report_id: str, table: str, cells: list[Cell]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    columns = load_schema().table(table).column_names()[2:]
    rows: dict[str, dict[str, int | float | None]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = _number(cell.value)
    for row, values in rows.items():
        if unknown := values.keys() - set(columns):
            raise ValueError(f"{table}/{row}: columns that the schema does not know: {sorted(unknown)}")
        yield table, (report_id, row, *(values.get(column) for column in columns))


def _is_plain(cell: Cell) -> bool:
    """Whether the number tells all that stands on the page."""
    plain = cell.kind == "number" and cell.unit is None and not cell.merged and cell.derived is None
    return plain and cell.raw.strip() == str(cell.value)


def _number(value: float | None) -> int | float | None:
    """A number that SQLite can hold; what is printed stands in `cells_not_plain` when it differs."""
    return float(value) if isinstance(value, int) and not -_LARGEST <= value < _LARGEST else value
