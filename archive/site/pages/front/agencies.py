"""Bodies: a list to choose from, and one with its years side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from archive.indicators import load_indicators
from archive.site.pages.common import named, one, page, rows, whole_number
from archive.site.pages.front.breakdowns import details_of
from archive.site.pages.front.downloads import details_csv, years_csv
from archive.site.pages.front.years import Figure, Years, charts_of, outcome_legend, span

if TYPE_CHECKING:
    from archive.site.pages.front.breakdowns import Detail

PER_PAGE = 100
FILTERS = {"kind": "agency_kind", "sector": "sector", "level": "admin_level", "region": "region_code"}
APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org", "other",
)  # fmt: skip


async def agencies(datasette: Any, request: Any) -> Any:
    """``/agencies?q=&kind=&sector=&level=&region=&page=``"""
    number = whole_number(request, "page", 1) or 1
    wanted, where = where_of(request)
    found = await rows(
        datasette, _LIST.format(where=where), {**wanted, "limit": PER_PAGE + 1, "offset": (number - 1) * PER_PAGE}
    )
    return await page(
        datasette,
        request,
        "agencies.html",
        here="/agencies",
        agencies=found[:PER_PAGE],
        next=urlencode({**wanted, "page": number + 1}) if len(found) > PER_PAGE else "",
        wanted=wanted,
        kinds=await rows(datasette, _GROUPS, {"grouping": "kind"}),
        sectors=await rows(datasette, _GROUPS, {"grouping": "sector"}),
    )


def where_of(request: Any) -> tuple[dict[str, str], str]:
    """The filters of an address as parameters, and the condition that they make."""
    wanted = {name: value for name in ("q", *FILTERS) if (value := (request.args.get(name) or "").strip())}
    tests = [f"agencies.{FILTERS[name]} = :{name}" for name in wanted if name != "q"]
    tests += ["instr(agencies.name, :q) > 0"] if "q" in wanted else []
    return wanted, f"where {' and '.join(tests)}" if tests else ""


_LIST = """select agencies.*, regions.name as region from agencies left join regions on regions.code = agencies.region_code
  {where} order by agencies.name limit :limit offset :offset"""
_GROUPS = """select code, sum(total) as n from sums where grouping = :grouping and indicator = 'reports'
  group by code order by n desc, code"""


async def agency(datasette: Any, request: Any) -> Any:
    """``/agency/<id>``"""
    found = await find_agency(datasette, request)
    by_basis = await years_of(datasette, found["id"])
    report_of = await _reports_by_year(datasette, found["id"])
    reports = await reports_of(datasette, found["id"])
    return await page(
        datasette,
        request,
        "agency.html",
        here="/agencies",
        agency=found,
        region=await one(
            datasette, "select code, name, name_en from regions where code = :code", {"code": found["region_code"]}
        ),
        reports=reports,
        sums=by_basis,
        charts={basis: charts_of(years, basis, resting=False) for basis, years in by_basis.items()},
        legend={basis: outcome_legend(basis) for basis in by_basis},
        report_of={(basis, year): report for basis, by_year in report_of.items() for year, report in by_year.items()},
        details={basis: await details_of(datasette, by_year) for basis, by_year in report_of.items()},
    )


async def reports_of(datasette: Any, agency_id: str) -> list[Any]:
    """The reports of an agency, newest first."""
    columns = "id, title, year, form, status, published_on, variant_of, scope, errors"
    sql = f"select {columns} from reports where agency_id = :id order by year desc, id"  # noqa: S608
    return await rows(datasette, sql, {"id": agency_id})


async def _reports_by_year(datasette: Any, agency_id: str) -> dict[str, dict[int, str]]:
    """By basis and year the report whose figures stand; where a year has two, the first."""
    found: dict[str, dict[int, str]] = {}
    for row in await _agency_years(datasette, agency_id):
        found.setdefault(row["basis"], {}).setdefault(row["year"], row["report_id"])
    return found


async def agency_details_csv(datasette: Any, request: Any) -> Any:
    """``/agency/<id>/cells.csv``: every cell of the breakdowns on the page, as its report has it."""
    found = await find_agency(datasette, request)
    details = await all_details(datasette, found["id"])
    return details_csv(f"gongkai-{found['id']}-cells.csv", found["id"], found["name"], details)


async def all_details(datasette: Any, agency_id: str) -> dict[str, list[Detail]]:
    """The breakdowns of an agency by basis."""
    by_basis = await _reports_by_year(datasette, agency_id)
    return {basis: await details_of(datasette, by_year) for basis, by_year in by_basis.items()}


async def agency_csv(datasette: Any, request: Any) -> Any:
    """``/agency/<id>.csv``: every figure on the page."""
    found = await find_agency(datasette, request)
    sums = await years_of(datasette, found["id"])
    return years_csv(f"gongkai-{found['id']}.csv", found["id"], found["name"], sums.values())


async def years_of(datasette: Any, agency_id: str) -> dict[str, Years]:
    """The counts and shares of an agency by basis, ``parts`` first."""
    found = await _agency_years(datasette, agency_id)
    by_basis: dict[str, Years] = {}
    for basis in ("parts", "consolidated"):
        mine = [row for row in found if row["basis"] == basis]
        if mine:
            by_basis[basis] = Years(basis, span([row["year"] for row in mine]), _figures(mine))
    return by_basis


def _figures(found: list[Any]) -> dict[str, dict[int, Figure]]:
    """The figures of an agency's reports; where a year has two, those of the first stand."""
    figures: dict[str, dict[int, Figure]] = {}
    for row in reversed(found):
        for count in load_indicators().counts:
            if row[count.key] is not None:
                figures.setdefault(count.key, {})[row["year"]] = Figure(row[count.key], 1)
        for share in load_indicators().shares:
            if all(row[key] is not None for key in (*share.part, *share.whole, *share.less)):
                whole = sum(row[key] for key in share.whole) - sum(row[key] for key in share.less)
                part = sum(row[key] for key in share.part)
                figures.setdefault(share.key, {})[row["year"]] = Figure(part, 1, whole)
    return figures


async def _agency_years(datasette: Any, agency_id: str) -> list[Any]:
    return await rows(
        datasette, "select * from agency_years where agency_id = :id order by year, report_id", {"id": agency_id}
    )


async def find_agency(datasette: Any, request: Any) -> Any:
    """The agency that a URL names; `NotFound` where there is none."""
    missing = "没有编号为 {} 的机关。There is no agency with this id."
    return await named(datasette, request, "select * from agencies where id = :id", "id", missing)
