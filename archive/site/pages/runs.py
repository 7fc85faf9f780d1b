"""What the scheduled runs did, and how each source stands: read from the run reports in the archive folder."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Response

from archive.health import RunReport, load_report, report_paths
from archive.health.metrics import metrics
from archive.site.pages.common import page, rows

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 60
"""Runs in the list, newest first."""
WORST_FIRST = {"red": 0, "amber": 1, "green": 2}


async def health(datasette: Any, request: Any) -> Any:
    """``/health``: green, amber or red for each region and site, and the age of its last good visit."""
    report = await newest_report(datasette)
    names = await _names(datasette)
    sites = sorted(report.sites, key=lambda site: (WORST_FIRST[site.level], site.name)) if report else []
    regions = sorted(report.regions, key=lambda region: (WORST_FIRST[region.level], region.code)) if report else []
    context = {"report": report, "sites": sites, "regions": regions, "names": names}
    return await page(datasette, request, "health.html", here="/health", **context)


async def runs(datasette: Any, request: Any) -> Any:
    """``/runs``: the history of runs."""
    found = await asyncio.to_thread(run_reports, datasette)
    return await page(datasette, request, "runs.html", here="/health", runs=found)


def run_reports(datasette: Any) -> list[RunReport]:
    """The reports on the last runs, newest first."""
    paths = report_paths(datasette.gongkai.layout.run_reports)[:SHOWN]
    return [report for path in paths if (report := _load(path))]


async def run(datasette: Any, request: Any) -> Any:
    """``/runs/<id>``: per site what was asked, found, new, changed, gone and refused, what could not be read, and the mend."""
    report = await _named(datasette, request.url_vars["id"])
    return await page(datasette, request, "run.html", here="/health", report=report, names=await _names(datasette))


async def run_json(datasette: Any, request: Any) -> Any:
    """``/runs/<id>.json``: the report as it was written."""
    await _named(datasette, request.url_vars["id"])
    path = datasette.gongkai.layout.run_reports / f"{request.url_vars['id']}.json"
    text = await asyncio.to_thread(path.read_text, "utf-8")
    return Response(text, content_type="application/json; charset=utf-8")


async def run_metrics(datasette: Any) -> Any:
    """``/-/metrics``: figures of the last run in the Prometheus text format."""
    report = await newest_report(datasette)
    paths = report_paths(datasette.gongkai.layout.run_reports)
    last = next((r.finished_at for path in paths if (r := _load(path)) and r.published), None) if report else None
    text = metrics(report, last) if report else ""
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


async def newest_report(datasette: Any) -> RunReport | None:
    """The report on the last run; None before the first."""
    paths = report_paths(datasette.gongkai.layout.run_reports)
    return await asyncio.to_thread(_load, paths[0]) if paths else None


async def _named(datasette: Any, name: str) -> RunReport:
    paths = {path.stem: path for path in report_paths(datasette.gongkai.layout.run_reports)}
    report = await asyncio.to_thread(_load, paths[name]) if name in paths else None
    if report is None:
        raise NotFound("没有这次运行。There is no such run.")
    return report


async def _names(datasette: Any) -> dict[str, str]:
    return {
        row["code"]: row["name"]
        for row in await rows(datasette, "select code, name from regions where length(code) = 6")
    }


def _load(path: Path) -> RunReport | None:
    """A report, or None where it is gone or of another making: no page breaks for it."""
    try:
        return load_report(path)
    except (OSError, ValueError, TypeError, KeyError):
        return None
