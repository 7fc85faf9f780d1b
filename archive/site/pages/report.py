"""One report as it was published: its record, its sections, its tables in the form's own layout, its problems."""

from __future__ import annotations

import json
from typing import Any

from archive.site.form import Label, layout
from archive.site.pages.cited import cited
from archive.site.pages.common import named, one, page, rows
from archive.site.pages.problems import read
from archive.site.pages.values import Value, values_of

FORMS = ("2021", "2019")
TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation")
GRAVEST_FIRST = ("error", "warning", "info")
_PARTS = """SELECT part, captures.id, captures.url FROM report_captures JOIN captures ON captures.id = capture_id
  WHERE report_id = :id AND role = 'part' ORDER BY part, url"""


async def report(datasette: Any, request: Any) -> Any:
    """``/report/<id>``"""
    row = await find_report(datasette, request)
    values = await values_of(datasette, row["id"])
    problems = await problems_of(datasette, row["id"])
    _attach(problems, values)
    sections = await rows(
        datasette, "select * from sections where report_id = :id order by position", {"id": row["id"]}
    )
    tables = {table: _table(table, row[f"{table}_form"] or row["form"], values) for table in TABLES}
    laid_out = {path for table in tables.values() for path in table["paths"]}
    return await page(
        datasette,
        request,
        "report.html",
        report=row,
        capture=await one(datasette, "select * from captures where id = :id", {"id": row["capture_id"]}),
        parts=await rows(datasette, _PARTS, {"id": row["id"]}),
        region=await one(
            datasette, "select name, name_en from regions where code = :code", {"code": row["region_code"]}
        ),
        sections=sections,
        tables={table: content for table, content in tables.items() if content["paths"]},
        tables_without_section=set(TABLES) - {section["key"] for section in sections},
        other_values=[value for path, value in values.items() if path not in laid_out],
        problems=problems,
        values=values,
        cited=await cited(datasette, request, row),
        extra_rows=await extra_rows_of(datasette, row["id"]),
    )


async def find_report(datasette: Any, request: Any) -> Any:
    """The row of the report that a URL names; `NotFound` where there is none."""
    missing = "档案中没有编号为 {} 的报告。There is no report with this id."
    return await named(datasette, request, "select * from reports where id = :id", "id", missing)


async def problems_of(datasette: Any, report_id: str) -> list[dict[str, Any]]:
    """The findings on a report, gravest first, numbered from 1, with the paths of their cells."""
    found = await rows(datasette, "select * from problems where report_id = :id order by position", {"id": report_id})
    ordered = sorted(found, key=lambda row: GRAVEST_FIRST.index(row["severity"]))
    return [{**read(row), "number": number} for number, row in enumerate(ordered, 1)]


async def extra_rows_of(datasette: Any, report_id: str) -> list[dict[str, Any]]:
    """Rows of the report's tables that the form has no key for, with their cells as printed."""
    sql = "select * from extra_rows where report_id = :id order by position"
    return [{**dict(row), "printed": json.loads(row["raw"])} for row in await rows(datasette, sql, {"id": report_id})]


def _attach(problems: list[dict[str, Any]], values: dict[str, Value]) -> None:
    for problem in problems:
        for path in problem["paths"]:
            if path in values:
                values[path].problems.append(problem["number"])
                values[path].tone = values[path].tone or problem["severity"]


def _table(table: str, form: str, values: dict[str, Value]) -> dict[str, Any]:
    """Rows ready for the template, in the form version that has a place for most of the table's cells."""
    mine = {path for path in values if path.startswith(f"{table}/")}
    fits = {version: _paths(table, version) & mine for version in FORMS}
    best = max(FORMS, key=lambda version: (len(fits[version]), version == form))
    lines = [
        {
            "head": row.is_head,
            "cells": [
                {"label": cell}
                if isinstance(cell, Label)
                else {"path": f"{table}/{cell.row}/{cell.column}", "cols": cell.cols}
                for cell in row.cells
            ],
        }
        for row in layout(table, best)
    ]
    return {"rows": lines, "form": best, "paths": fits[best]}


def _paths(table: str, form: str) -> set[str]:
    cells = (cell for row in layout(table, form) for cell in row.cells)
    return {f"{table}/{cell.row}/{cell.column}" for cell in cells if not isinstance(cell, Label)}
