"""The pages as JSON: the same facts, under the page's address with ``.json`` behind it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.site.api import load_api
from archive.site.pages.common import rows
from archive.site.pages.evidence import cell_of, locator_of
from archive.site.pages.front.about import about_sections, glossary_groups
from archive.site.pages.front.agencies import all_details, find_agency, reports_of, where_of, years_of
from archive.site.pages.front.downloads import CELLS_HEADER, HEADER, cell_lines, figure_lines
from archive.site.pages.front.home import TOP_REGIONS
from archive.site.pages.front.regions import find_region, region_facts
from archive.site.pages.front.years import sums_of
from archive.site.pages.pieces import piece_of
from archive.site.pages.report import find_report
from archive.site.pages.runs import newest_report, run_reports
from archive.site.streams import json_stream

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive.site.pages.front.years import Years

_SITES = "select * from sites order by name, url"
AGENCIES = (
    "id", "name", "region_code", "admin_level", "agency_kind", "sector", "parent_id", "reports", "first_year", "last_year",
)  # fmt: skip


async def nation_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001  Datasette passes arguments by name
    """``/nation.json``: what the first page shows: totals of the archive and the indicators of the country by year."""
    totals = {row["key"]: row["value"] for row in await rows(datasette, "select key, value from totals")}
    sums = await sums_of(datasette, "nation", "CN")
    return Response.json({"totals": totals, "figures": _figures("CN", "全国", sums.values())})


async def regions_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/regions.json``: the provinces with their numbers of reports."""
    found = await rows(datasette, TOP_REGIONS)
    return Response.json(
        {"regions": [{"code": r["code"], "name": r["name"], "name_en": r["name_en"], "reports": r["n"]} for r in found]}
    )


async def region_json(datasette: Any, request: Any) -> Any:
    """``/region/<code>.json``: one place, those above and below, its agencies, its figures, its sites."""
    found = await find_region(datasette, request)
    sums = await sums_of(datasette, "region", found["code"])
    facts = {name: _dicts(part) for name, part in (await region_facts(datasette, found["code"])).items()}
    figures = _figures(found["code"], found["name"], sums.values())
    return Response.json({"region": dict(found), **facts, "figures": figures})


async def agencies_json(datasette: Any, request: Any) -> Any:
    """``/agencies.json``: every agency that the filters leave."""
    wanted, where = where_of(request)

    def found(connection: sqlite3.Connection) -> Any:
        names = ", ".join(f"agencies.{name}" for name in AGENCIES)
        return connection.execute(f"select {names} from agencies {where} order by agencies.name", wanted)  # noqa: S608

    return json_stream(datasette, {"filters": wanted}, AGENCIES, found, name="agencies")


async def agency_json(datasette: Any, request: Any) -> Any:
    """``/agency/<id>.json``: one agency, its reports, its figures and the cells of its breakdowns."""
    found = await find_agency(datasette, request)
    sums = await years_of(datasette, found["id"])
    figures = _figures(found["id"], found["name"], sums.values())
    reports = _dicts(await reports_of(datasette, found["id"]))
    lines = cell_lines(found["id"], found["name"], await all_details(datasette, found["id"]))
    cells = [dict(zip(CELLS_HEADER, line, strict=True)) for line in lines]
    return Response.json({"agency": dict(found), "reports": reports, "figures": figures, "cells": cells})


async def sites_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/sites.json``: every site and what came of it."""
    return Response.json({"sites": _dicts(await rows(datasette, _SITES))})


async def evidence_json(datasette: Any, request: Any) -> Any:
    """``/report/<id>/evidence.json?cell=…``: what stands in a cell and where that is in which capture."""
    report = await find_report(datasette, request)
    path, value = await cell_of(datasette, request, report)
    locator = await locator_of(datasette, report, path)
    piece = await piece_of(datasette, request, report, locator)
    captures = await rows(datasette, "select * from captures where id = :id", {"id": piece.capture_id})
    shown = None if value is None else {"kind": value.kind, "value": value.value, "raw": value.raw, "unit": value.unit}
    where = {"locator": locator, "capture": next(iter(_dicts(captures)), None)}
    return Response.json({"report": report["id"], "cell": path, "content": shown, **where})


async def health_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/health.json``: every region and site as the last run left it; null before the first run."""
    report = await newest_report(datasette)
    return Response.json(asdict(report) if report else None)


async def runs_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/runs.json``: the runs, newest first, without their sites."""
    return Response.json({"runs": await asyncio.to_thread(_runs, datasette)})


async def about_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/about.json``"""
    return Response.json(about_sections())


async def glossary_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/glossary.json``"""
    groups = [
        {"zh": zh, "en": en, "words": [dict(zip(("key", "zh", "en"), word, strict=True)) for word in words]}
        for zh, en, words in glossary_groups()
    ]
    return Response.json({"groups": groups})


async def api_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001
    """``/api.json``: every address of this site, what it gives, and an example."""
    return Response.json({"addresses": [asdict(address) for address in load_api()]})


def _figures(code: str, name: str, sums: Iterable[Years]) -> list[dict[str, Any]]:
    return [dict(zip(HEADER, line, strict=True)) for line in figure_lines(code, name, sums)]


def _dicts(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in found]


def _runs(datasette: Any) -> list[dict[str, Any]]:
    left_out = ("sites", "regions")
    return [
        {name: value for name, value in asdict(report).items() if name not in left_out}
        for report in run_reports(datasette)
    ]
