"""Findings over all reports: by rule, cause, year and agency, each one click from its report and its cells."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import BadRequest

from archive.export import open_database
from archive.site.figures import kept
from archive.site.pages.common import page, rows, whole_number
from archive.site.streams import csv_stream, json_stream

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

PER_PAGE = 50
AGENCIES = 60
"""Agencies that the page lists; the others stand in the files."""
FILE_COLUMNS = ("report_id", "agency", "year", "region_code", "rule", "severity", "message", "cells", "cause", "url")
_FROM = "from problems cross join reports on reports.id = problems.report_id"
_VERDICT = "json_extract(problems.cause, '$.verdict')"
_EDIT = "json_extract(problems.cause, '$.edits[0].edit')"
_CONDITIONS = {
    "severity": "problems.severity = :severity",
    "rule": "problems.rule = :rule",
    "verdict": f"problems.cause is not null and {_VERDICT} = :verdict",
    "edit": f"problems.cause is not null and {_EDIT} = :edit",
    "agency": "problems.report_id in (select id from reports where agency_id = :agency)",
}
_NEWEST_FIRST = "problems.report_id desc, problems.position desc"
"""Ids of reports begin with the year, and every index of the table ends with them: no sorting."""
_CAUSES = (
    f"select {_VERDICT} as verdict, {_EDIT} as edit, count(*) as n from problems where cause is not null group by 1, 2"  # noqa: S608
)
_COUNTS = {
    "rules": "select rule, severity, count(*) as n from problems group by rule, severity"
    " order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, n desc, rule",
    "causes": _CAUSES,
    "years": "select year, count(*) as n, sum(errors > 0) as doubtful, sum(errors) as errors from reports where year is not null"
    " group by year order by year desc",
    "agencies": "select agency_id, agency, sum(errors) as errors, sum(errors > 0) as doubtful from reports"  # noqa: S608
    f" where errors > 0 and agency_id is not null group by agency_id order by errors desc, agency_id limit {AGENCIES}",
}


async def problems(datasette: Any, request: Any) -> Any:
    """``/problems?severity=…&rule=…&verdict=…&edit=…&year=…&agency=…&page=…``"""
    number = whole_number(request, "page", 1) or 1
    wanted, where, params = _asked(request)
    found = await rows(
        datasette,
        f"select problems.*, reports.title, reports.agency, reports.year {_FROM} where {where}"
        f" order by {_NEWEST_FIRST} limit {PER_PAGE + 1} offset {(number - 1) * PER_PAGE}",
        params,
    )
    listed = [read(row) for row in found[:PER_PAGE]]
    agency = next((row["agency"] for row in found if wanted.get("agency")), None)
    return await page(
        datasette, request, "problems.html", here="/problems", problems=listed, wanted=wanted, number=number, agency=agency,
        more=len(found) > PER_PAGE, query=urlencode(wanted), with_=_with(wanted), **await _counted(datasette),
    )  # fmt: skip


async def problems_csv(datasette: Any, request: Any) -> Any:
    """``/problems.csv``: every finding that the filters leave."""
    return csv_stream(datasette, "gongkai-problems.csv", FILE_COLUMNS, _rows(request))


async def problems_json(datasette: Any, request: Any) -> Any:
    """``/problems.json``"""
    return json_stream(datasette, {"filters": _asked(request)[0]}, FILE_COLUMNS, _rows(request), name="problems")


def read(row: Any) -> dict[str, Any]:
    """A row of `problems` with its cells and its cause as what they are."""
    cause = json.loads(row["cause"]) if row["cause"] else None
    return {**dict(row), "paths": json.loads(row["cells"] or "[]"), "cause": cause}


def _asked(request: Any) -> tuple[dict[str, str], str, dict[str, Any]]:
    wanted = {name: str(request.args.get(name)) for name in _CONDITIONS if request.args.get(name)}
    conditions, params = [_CONDITIONS[name] for name in wanted], dict[str, Any](wanted)
    if (year := whole_number(request, "year")) is not None:
        if not 1000 <= year <= 9999:
            raise BadRequest("年度须为四位数。A year has four digits.")
        wanted["year"] = str(year)
        conditions.append("problems.report_id >= :first and problems.report_id < :after")
        params |= {"first": f"{year}-", "after": f"{year}."}  # a full stop comes right after the hyphen
    return wanted, " and ".join(conditions) or "1", params


def _with(wanted: dict[str, str]) -> Callable[..., str]:
    """A function that gives the query string with other filters; an empty one goes."""

    def with_(**changes: Any) -> str:
        return urlencode({name: value for name, value in {**wanted, **changes}.items() if value})

    return with_


def _rows(request: Any) -> Callable[[sqlite3.Connection], Any]:
    _, where, params = _asked(request)
    names = {name: f"problems.{name}" for name in ("report_id", "rule", "severity", "message", "cells", "cause")}
    columns = ", ".join(names.get(name, f"reports.{name}") for name in FILE_COLUMNS)
    sql = f"select {columns} {_FROM} where {where} order by {_NEWEST_FIRST}"
    return lambda connection: connection.execute(sql, params)


async def _counted(datasette: Any) -> dict[str, list[Any]]:
    """Figures over the whole database, counted once and outside the time limit of pages."""
    path = datasette.get_database().path
    return await kept(datasette, "problems", lambda: asyncio.to_thread(_count, path))


def _count(path: str) -> dict[str, list[dict[str, Any]]]:
    with closing(open_database(path)) as connection:
        found = {}
        for name, sql in _COUNTS.items():
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description]
            found[name] = [dict(zip(names, row, strict=True)) for row in cursor]
    return found
