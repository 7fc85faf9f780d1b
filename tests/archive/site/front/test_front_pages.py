"""Home, places, bodies: every sum on a page is the sum that SQL makes, and says what it rests on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from archive.site.app import Site

Ask = Callable[..., list[tuple[Any, ...]]]
ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def agency(sql: Ask) -> str:
    """The agency with most reports."""
    return str(sql("select id from agencies order by reports desc, id limit 1")[0][0])


def cells(text: str, row: str) -> list[str]:
    """What stands in the cells of a row of the table of years, tags taken out."""
    found = re.search(rf'<th scope="row">{row}(?:<|\b).*?</tr>', text, re.DOTALL)
    assert found, row
    return [re.sub(r"<[^>]+>", " ", cell).split()[0] for cell in re.findall(r"<td.*?</td>", found[0], re.DOTALL)]


async def test_an_agency_shows_each_year_what_its_report_says(site: Site, sql: Ask, agency: str) -> None:
    text = (await site.client.get(f"/agency/{agency}")).text
    years = dict(
        sql(
            "select r.year, q.total from reports r join requests q on q.report_id = r.id and q.row = 'new_requests'"
            " where r.agency_id = ? and r.variant_of is null",
            agency,
        )
    )
    shown = cells(text, "本年新收申请")
    every = range(min(years), max(years) + 1)
    assert shown == [f"{years[year]:,}" if years.get(year) is not None else "—" for year in every]


async def test_a_rate_of_few_cases_is_not_shown(site: Site, sql: Ask) -> None:
    for (agency,) in sql("select id from agencies"):
        text = (await site.client.get(f"/agency/{agency}")).text
        for whole in re.findall(r'<b>[\d.]+%</b> <span class="of">[\d,]+/([\d,]+)', text):
            assert int(whole.replace(",", "")) >= 10


async def test_sums_of_the_first_page_are_those_of_sql(site: Site, sql: Ask) -> None:
    text = (await site.client.get("/")).text
    for year, total, bodies in sql(
        "select y.year, sum(y.new_requests), count(y.new_requests) from agency_years y"
        " where basis = 'parts' and y.new_requests is not null group by 1"
    ):
        assert f"{year}: {total:,}" in text
        assert f">n={bodies}<" in text
    assert f"<b>{sql('select count(*) from reports')[0][0]:,}</b>" in text


@pytest.mark.parametrize("kind", ["agency", "nation"])
async def test_the_download_holds_the_figures_of_the_page(site: Site, sql: Ask, agency: str, kind: str) -> None:
    path = f"/agency/{agency}.csv" if kind == "agency" else "/nation.csv"
    answer = await site.client.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    found = {
        int(row["year"]): row["total"]
        for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))
        if row["indicator"] == "new_requests" and row["basis"] == "parts"
    }
    where = "agency_id = ?" if kind == "agency" else "? is not null"
    wanted = dict(
        sql(f"select year, sum(new_requests) from agency_years where {where} and basis = 'parts' group by 1", agency)
    )
    assert found == {year: str(total) for year, total in wanted.items() if total is not None}


async def test_a_region_adds_up_all_below_it(site: Site, sql: Ask) -> None:
    for (code,) in sql("select distinct code from sums where grouping = 'region'"):
        text = (await site.client.get(f"/region/{code}")).text
        for year, total in sql(
            "with recursive b(code) as (select ? union select r.code from regions r join b on r.parent_code = b.code)"
            " select y.year, sum(y.new_requests) from agency_years y join agencies a on a.id = y.agency_id"
            " where a.region_code in (select code from b) and y.basis = 'parts' group by 1",
            code,
        ):
            assert total is None or f"{year}: {total:,}" in text


async def test_agencies_are_found_by_name(site: Site) -> None:
    text = (await site.client.get("/agencies?q=" + quote("医疗保障"))).text
    assert "临江市医疗保障局" in text
    assert "青禾县人民政府办公室" not in text
    assert "没有符合的机关" in (await site.client.get("/agencies?q=%25")).text


@pytest.mark.parametrize("path", ["/agency/none", "/region/000000", "/agency/none.csv", "/sitemap-99.xml"])
async def test_what_is_not_there_is_said(site: Site, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


async def test_hostile_names_are_text(site: Site, sql: Ask) -> None:
    for (agency,) in sql("select id from agencies where name like '%<%' or name like '%恶意%'"):
        text = (await site.client.get(f"/agency/{agency}")).text
        assert "<script>alert" not in text
    for path in ("/agencies", "/", "/feed.atom"):
        assert "<script>alert" not in (await site.client.get(path)).text


async def test_the_feed_is_atom_and_names_the_newest(site: Site, sql: Ask) -> None:
    for prefix in ("", "/en"):
        feed = ET.fromstring((await site.client.get(f"{prefix}/feed.atom")).content)
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == min(50, sql("select count(*) from reports")[0][0])
        link = entries[0].find(f"{ATOM}link")
        assert link is not None
        assert (await site.client.get(urlsplit(link.attrib["href"]).path)).status_code == 200


async def test_the_sitemap_lists_every_report_once(site: Site, sql: Ask) -> None:
    index = ET.fromstring((await site.client.get("/sitemap.xml")).content)
    listed: list[str] = []
    for part in index.iter(f"{MAPS}loc"):
        inside = ET.fromstring((await site.client.get(urlsplit(part.text or "").path)).content)
        listed += [loc.text or "" for loc in inside.iter(f"{MAPS}loc")]
    reports = sorted(url.rsplit("/", 1)[1] for url in listed if "/report/" in url)
    assert reports == sorted(row[0] for row in sql("select id from reports"))
    assert len(listed) == len(set(listed))
