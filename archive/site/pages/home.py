"""The first page: what this is, one search box, what is in it, and what could not be checked."""

from __future__ import annotations

from typing import Any

from archive.site.pages.common import one, page, rows

REQUEST_COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org",
    "other", "total",
)  # fmt: skip
OUTCOME_COLUMNS = ("upheld", "corrected", "other_outcome", "pending", "total")
RECENT = 8


async def home(datasette: Any, request: Any) -> Any:
    """``/``"""
    counted = datasette.gongkai.counted
    if "home" not in counted:
        counted["home"] = await _count(datasette)
    return await page(datasette, request, "home.html", here="/", **counted["home"])


async def _count(datasette: Any) -> dict[str, Any]:
    totals = await one(
        datasette,
        "select count(*) as reports, count(distinct coalesce(agency_id, agency)) as agencies, min(year) as first, max(year) as last,"
        " count(distinct year) as years from reports",
    )
    problems = await rows(
        datasette,
        "select severity, count(*) as n, count(distinct report_id) as reports from problems group by severity",
    )
    recent = await rows(
        datasette,
        "select id, title, agency, year, published_on, first_seen_at, status from reports"
        " order by first_seen_at desc, published_on desc, rowid limit :n",
        {"n": RECENT},
    )
    years = await rows(
        datasette, "select year, count(*) as n from reports where year is not null group by year order by year desc"
    )
    return {
        "totals": totals,
        "numbers": await _numbers(datasette),
        "problems": {row["severity"]: row for row in problems},
        "sites": await rows(datasette, "select state, count(*) as n from sites group by state order by n desc"),
        "recent": recent,
        "years": years,
    }


async def _numbers(datasette: Any) -> int:
    """How many plain numbers the statutory tables hold."""
    wide = {"requests": REQUEST_COLUMNS, "reconsideration_and_litigation": OUTCOME_COLUMNS}
    sums = [f"(select {' + '.join(f'count({c})' for c in columns)} from {t})" for t, columns in wide.items()]  # noqa: S608
    long = [f"(select count(value) from {table})" for table in ("proactive_disclosure", "statistics")]  # noqa: S608
    row = await one(datasette, f"select {' + '.join(sums + long)} as n")
    return int(row["n"])
