"""Places: all of them as a tree, and one with its bodies, its years and what could not be checked there."""

from __future__ import annotations

from typing import Any

from archive.site.figures import kept
from archive.site.language import current
from archive.site.pages.common import named, one, page, rows, whole_number
from archive.site.pages.front.downloads import years_csv
from archive.site.pages.front.home import TOP_REGIONS, province_tiles
from archive.site.pages.front.years import charts_of, outcome_legend, sums_of

PER_PAGE = 100

OUTSIDE = ("710000", "810000", "820000")
"""Taiwan, Hong Kong and Macao: the Regulations do not apply there, so that no report is missing."""

_UNPLACED = "select count(*) as n, sum(reports) as reports from agencies where region_code is null"
_BELOW = """select regions.code, regions.name, regions.name_en, regions.level, regions.valid_to, coalesce(sum(sums.total), 0) as reports
  from regions left join sums on sums.grouping = 'region' and sums.code = regions.code and sums.indicator = 'reports'
  where regions.parent_code = :code group by regions.code order by regions.code"""
_BODIES = """select id, name, agency_kind, sector, admin_level, reports, first_year, last_year from agencies
  where region_code = :code order by reports desc, name"""
_SITES = "select name, url, state, reason, last_visit from sites where region_code = :code order by state <> 'ok', name"
_ABOVE = """with recursive up(code, name, name_en, parent_code, n) as (
    select code, name, name_en, parent_code, 0 from regions where code = :code
    union all select r.code, r.name, r.name_en, r.parent_code, up.n + 1 from up join regions r on r.code = up.parent_code where up.n < 6
  ) select code, name, name_en from up where n > 0 order by n desc"""


async def regions(datasette: Any, request: Any) -> Any:
    """``/regions``; what grows with the archive is counted once for each database that is opened."""
    counted = await kept(datasette, f"regions-{current()}", lambda: _all(datasette))
    return await page(datasette, request, "regions.html", here="/regions", **counted)


async def _all(datasette: Any) -> dict[str, Any]:
    return {
        "map": await province_tiles(datasette),
        "top": await rows(datasette, TOP_REGIONS),
        "unplaced": await one(datasette, _UNPLACED),
    }


async def region(datasette: Any, request: Any) -> Any:
    """``/region/<code>``"""
    found = await find_region(datasette, request)
    number = whole_number(request, "page", 1) or 1
    code = {"code": found["code"]}
    bodies = await rows(
        datasette,
        f"{_BODIES} limit :limit offset :offset",
        {**code, "limit": PER_PAGE + 1, "offset": (number - 1) * PER_PAGE},
    )
    sums = await sums_of(datasette, "region", found["code"])
    return await page(
        datasette,
        request,
        "region.html",
        here="/regions",
        region=found,
        above=await rows(datasette, _ABOVE, code),
        below=await rows(datasette, _BELOW, code),
        bodies=bodies[:PER_PAGE],
        more=len(bodies) > PER_PAGE,
        number=number,
        sums=sums,
        charts={basis: charts_of(years, basis, resting=True) for basis, years in sums.items()},
        legend={basis: outcome_legend(basis) for basis in sums},
        sites=await rows(datasette, _SITES, code),
        outside=OUTSIDE,
        successor=await one(
            datasette, "select code, name, name_en from regions where code = :code", {"code": found["successor_code"]}
        ),
    )


async def region_facts(datasette: Any, code: str) -> dict[str, list[Any]]:
    """What lies around a place and in it, whole: places above and below, agencies, sites."""
    asked = {"above": _ABOVE, "below": _BELOW, "agencies": _BODIES, "sites": _SITES}
    return {name: await rows(datasette, sql, {"code": code}) for name, sql in asked.items()}


async def region_csv(datasette: Any, request: Any) -> Any:
    """``/region/<code>.csv``: every sum on the page, with how many bodies it rests on."""
    found = await find_region(datasette, request)
    sums = await sums_of(datasette, "region", found["code"])
    return years_csv(f"gongkai-{found['code']}.csv", found["code"], found["name"], sums.values())


async def nation_csv(datasette: Any, request: Any) -> Any:  # noqa: ARG001  Datasette passes both
    """``/nation.csv``: the sums on the first page."""
    return years_csv("gongkai-nation.csv", "CN", "全国", (await sums_of(datasette, "nation", "CN")).values())


async def find_region(datasette: Any, request: Any) -> Any:
    """The region that a URL names; `NotFound` where there is none."""
    missing = "没有代码为 {} 的行政区划。There is no region with this code."
    return await named(datasette, request, "select * from regions where code = :code", "code", missing)
