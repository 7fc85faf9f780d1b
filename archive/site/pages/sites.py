"""The sites that were visited, and in plain words what came of it."""

from __future__ import annotations

from typing import Any

from archive.site.figures import kept
from archive.site.pages.common import one, page, rows, whole_number

PER_PAGE = 200
"""Sites of each part on a page."""
_IS_CHECKED = "state in ('ok', 'empty')"
_PARTS = {"unchecked": f"not {_IS_CHECKED}", "checked": _IS_CHECKED}
_COUNT = f"select sum(not {_IS_CHECKED}) as unchecked, sum({_IS_CHECKED}) as checked from sites"  # noqa: S608
_LIST = "select * from sites where {} order by name, url limit :limit offset :offset"


async def sites(datasette: Any, request: Any) -> Any:
    """``/sites?page=``: could not check is never said as not published."""
    number = whole_number(request, "page", 1) or 1
    params = {"limit": PER_PAGE + 1, "offset": (number - 1) * PER_PAGE}
    counted = await kept(datasette, "sites", lambda: one(datasette, _COUNT))
    found = {name: await rows(datasette, _LIST.format(part), params) for name, part in _PARTS.items()}
    shown = {name: part[:PER_PAGE] for name, part in found.items()}
    more = any(len(part) > PER_PAGE for part in found.values())
    return await page(
        datasette, request, "sites.html", here="/sites", **shown, counted=counted, number=number, more=more
    )
