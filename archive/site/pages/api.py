"""The documentation of the addresses, with examples that work over the archive shown."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

from archive.health import report_paths
from archive.site.api import load_groups
from archive.site.canned import load_canned
from archive.site.figures import kept
from archive.site.pages.common import one, page
from archive.site.prebuilt import prebuilt

CELL = "requests/new_requests/total"
_REPORT = """select report_id as id from requests where "row" = 'new_requests' and total is not null limit 1"""
_AGENCY = "select id, region_code from agencies where region_code is not null limit 1"


async def api(datasette: Any, request: Any) -> Any:
    """``/api``: every address, what it gives, an example; and the common questions."""
    context = {"groups": load_groups(), "known": await examples(datasette), "questions": load_canned()}
    return await page(datasette, request, "api.html", here="/data", **context)


async def examples(datasette: Any) -> dict[str, str]:
    """What stands in the places of the examples: names that this archive has."""
    examples = await kept(datasette, "examples", lambda: _examples(datasette))
    ready = await asyncio.to_thread(_of_files, datasette.gongkai.layout)
    return {**examples, **ready}


async def _examples(datasette: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    if (report := await one(datasette, _REPORT)) is not None:
        found |= {"report": quote(report["id"], safe=""), "cell": CELL}
    if (agency := await one(datasette, _AGENCY)) is not None:
        found |= {"agency": quote(agency["id"], safe=""), "region": agency["region_code"]}
    return found


def _of_files(layout: Any) -> dict[str, str]:
    """The newest run and the first file made in advance; they come and go beside the database."""
    runs = report_paths(layout.run_reports)
    found = {"run": f"/runs/{runs[0].stem}"} if runs else {}
    for kind, export in prebuilt(layout).items():
        for name in export.files:
            found.setdefault("export", f"/data/files/{kind}/{name}")
    return found
