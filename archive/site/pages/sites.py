"""The sites that were visited, and in plain words what came of it."""

from __future__ import annotations

from typing import Any

from archive.site.pages.common import page, rows

CHECKED = ("ok", "empty")


async def sites(datasette: Any, request: Any) -> Any:
    """``/sites``: could not check is never said as not published."""
    found = await rows(datasette, "select * from sites order by name, url")
    unchecked = [row for row in found if row["state"] not in CHECKED]
    checked = [row for row in found if row["state"] in CHECKED]
    return await page(datasette, request, "sites.html", here="/sites", unchecked=unchecked, checked=checked)
