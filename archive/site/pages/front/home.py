"""The first page: what this is, one search box, the nation in figures, ways in, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.charts import Tile, tiles
from archive.site.charts.tiles import PLACES
from archive.site.language import current, say
from archive.site.pages.common import page, rows
from archive.site.pages.front.years import charts_of, outcome_legend, sums_of

if TYPE_CHECKING:
    from markupsafe import Markup

RECENT = 8
SHORT = {"150000": "内蒙", "230000": "黑龙江"}
"""Names that are not the first two characters."""


async def home(datasette: Any, request: Any) -> Any:
    """``/``"""
    counted = datasette.gongkai.counted
    key = f"home-{current()}"
    if key not in counted:
        counted[key] = await _count(datasette)
    return await page(datasette, request, "home.html", here="/", **counted[key])


async def _count(datasette: Any) -> dict[str, Any]:
    recent = await rows(
        datasette,
        "select id, title, agency, year, published_on, first_seen_at, status from reports"
        " order by first_seen_at desc, published_on desc, rowid desc limit :n",
        {"n": RECENT},
    )
    nation = (await sums_of(datasette, "nation", "CN")).get("parts")
    years = await rows(
        datasette, "select year, total as n from sums where grouping = 'nation' and indicator = 'reports'"
    )
    return {
        "totals": {row["key"]: row["value"] for row in await rows(datasette, "select key, value from totals")},
        "nation": nation,
        "latest": _latest(nation),
        "charts": charts_of(nation, "nation", resting=True) if nation else {},
        "legend": outcome_legend("nation"),
        "map": await province_tiles(datasette),
        "top_regions": await rows(datasette, TOP_REGIONS),
        "kinds": await rows(datasette, KINDS),
        "sites": await rows(datasette, "select state, count(*) as n from sites group by state order by n desc"),
        "visited": await rows(datasette, "select min(last_visit) as first, max(last_visit) as last from sites"),
        "recent": recent,
        "years": sorted({row["year"] for row in years}, reverse=True),
    }


def _latest(nation: Any) -> int | None:
    """The newest year that half as many bodies speak for as for the best year: a year under way says little."""
    if nation is None:
        return None
    bodies = {year: nation.figure("new_requests", year).bodies for year in nation.years}
    enough = [year for year, n in bodies.items() if n * 2 >= max(bodies.values())]
    return max(enough, default=None)


TOP_REGIONS = """select regions.code, regions.name, regions.name_en, sum(sums.total) as n from regions
  join sums on sums.grouping = 'region' and sums.code = regions.code and sums.indicator = 'reports'
  where regions.level = 'province'
  group by regions.code order by regions.code"""
KINDS = """select code, sum(total) as n from sums where grouping = 'kind' and indicator = 'reports'
  group by code order by n desc, code"""


async def province_tiles(datasette: Any) -> Markup | None:
    """The provinces with their reports as tiles; None where the archive has no report of any."""
    found = await rows(
        datasette,
        "select regions.code, regions.name, regions.name_en, coalesce(sum(sums.total), 0) as n from regions"
        " left join sums on sums.grouping = 'region' and sums.code = regions.code and sums.indicator = 'reports'"
        " where regions.level = 'province' group by regions.code order by regions.code",
    )
    shown = [
        Tile(
            row["code"],
            SHORT.get(row["code"], row["name"][:2]),
            str(datasette.urls.path(f"/region/{row['code']}")),
            int(row["n"]),
        )
        for row in found
        if row["code"] in PLACES
    ]
    if not any(tile.value for tile in shown):
        return None
    return tiles(shown, say("各省级行政区的报告数", "Reports by province"), "provinces")
