"""Findings over all reports, by rule and severity, each one click from its report and its cells."""

from __future__ import annotations

import json
from typing import Any

from archive.site.pages.common import page, rows, whole_number

PER_PAGE = 50


async def problems(datasette: Any, request: Any) -> Any:
    """``/problems?severity=…&rule=…&page=…``"""
    number = whole_number(request, "page", 1) or 1
    wanted = {name: request.args.get(name) for name in ("severity", "rule") if request.args.get(name)}
    where = " and ".join(f"problems.{name} = :{name}" for name in wanted) or "1"
    found = await rows(
        datasette,
        "select problems.*, reports.title, reports.agency, reports.year from problems"  # noqa: S608  names of ours
        f" join reports on reports.id = problems.report_id where {where}"
        " order by reports.rowid desc, problems.position"
        f" limit {PER_PAGE + 1} offset {(number - 1) * PER_PAGE}",
        wanted,
    )
    listed = [{**dict(row), "paths": json.loads(row["cells"] or "[]")} for row in found[:PER_PAGE]]
    counted = datasette.gongkai.counted
    if "rules" not in counted:
        counted["rules"] = await rows(
            datasette,
            "select rule, severity, count(*) as n, count(distinct report_id) as reports from problems"
            " group by rule, severity"
            " order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, n desc",
        )
    return await page(
        datasette, request, "problems.html", here="/problems", problems=listed, rules=counted["rules"], wanted=wanted,
        number=number, more=len(found) > PER_PAGE,
    )  # fmt: skip
