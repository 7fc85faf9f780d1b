"""Search on the site: the same finds on our page, in its CSV and in Datasette's own tables; counts said honestly."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from lxml import html

from archive.search import finder
from archive.site.app import Site
from archive.site.pages import finding
from archive.site.pages import search as search_page

Ask = Callable[..., list[tuple[str]]]
QUERIES = ["公", "公开", "医疗保障", "临江市医疗保障局2023年", "跨省直接结算", "公开 青禾", "500条", "〇", "2023"]


def like(sql: Ask, query: str) -> set[str]:
    """Reports that hold every word in title, agency or text, by a scan of the raw text."""
    found = []
    for word in query.split():
        text = "select report_id from sections where instr(heading || char(10) || text, ?)"
        found.append(
            set(sql(f"{text} union select id from reports where instr(title || char(10) || agency, ?)", word, word))
        )
    return {report for (report,) in set.intersection(*found)}


async def ids(site: Site, path: str) -> list[str]:
    root = html.fromstring((await site.client.get(path)).text)
    return [link.rsplit("/", 1)[1] for link in root.xpath("//ol[@class='results']//h2/a/@href")]


@pytest.mark.parametrize("query", QUERIES)
async def test_page_csv_and_datasette_find_what_a_scan_finds(site: Site, sql: Ask, query: str) -> None:
    expected = like(sql, query)
    assert set(await ids(site, f"/search?q={query}")) == expected
    lines = csv.DictReader(StringIO((await site.client.get(f"/search.csv?q={query}")).text.lstrip("\ufeff")))
    assert {line["id"] for line in lines} == expected
    table = (await site.client.get(f"/gongkai/reports.json?_search={query}&_shape=array&_size=max")).json()
    assert {row["id"] for row in table} == expected
    assert (await in_tables(site, query))["reports"] == len(expected)


async def in_tables(site: Site, query: str) -> dict[str, int]:
    """Rows of each table that the page over all tables and its JSON tell, alike."""
    root = html.fromstring((await site.client.get(f"/-/search?q={query}")).text)
    shown = dict(zip(root.xpath("//h2/span/text()"), root.xpath("//p/a/b/text()"), strict=True))
    told = (await site.client.get(f"/-/search.json?q={query}")).json()["tables"]
    assert {one["table"]: f"{one['count']:,}" for one in told} == shown
    return {one["table"]: one["count"] for one in told}


def test_the_queries_are_worth_asking(sql: Ask) -> None:
    sizes = {query: len(like(sql, query)) for query in QUERIES}
    assert sizes["〇"] == 0
    assert 0 < sizes["跨省直接结算"] < sizes["公"]
    assert sizes["临江市医疗保障局2023年"] == 1


async def test_a_year_narrows_the_result(site: Site, sql: Ask) -> None:
    of_2022 = {report for (report,) in sql("select id from reports where year = 2022")}
    expected = like(sql, "公开") & of_2022
    assert expected
    assert set(await ids(site, "/search?q=公开&year=2022")) == expected


FILTERS = {
    "year=2022,2023": "year in (2022, 2023)",
    "problems=error": "errors > 0",
    "status=unreadable": "status = 'unreadable'",
    "form=2019&year=2020": "form = '2019' and year = 2020",
}


@pytest.mark.parametrize(("asked", "condition"), FILTERS.items())
@pytest.mark.parametrize("query", ["公开", ""])
async def test_filters_narrow_page_csv_and_json_alike(
    site: Site, sql: Ask, asked: str, condition: str, query: str
) -> None:
    expected = {report for (report,) in sql(f"select id from reports where {condition}")}
    expected &= like(sql, query) if query else expected
    assert expected
    address = f"q={query}&{asked}"
    assert set(await ids(site, f"/search?{address}")) == expected
    lines = csv.DictReader(StringIO((await site.client.get(f"/search.csv?{address}")).text.lstrip("\ufeff")))
    assert {line["id"] for line in lines} == expected
    whole = (await site.client.get(f"/search.json?{address}")).json()
    assert ({row["id"] for row in whole["results"]}, whole["count"]) == (expected, len(expected))


async def test_a_section_is_searched_by_itself(site: Site, sql: Ask) -> None:
    asked = "select report_id from sections where key = ? and instr(heading || char(10) || text, ?)"
    for section, word in (("overview", "跨省"), ("requests", "跨省"), ("other_matters", "收取")):
        expected = {report for (report,) in sql(asked, section, word)}
        assert set(await ids(site, f"/search?q={word}&section={section}")) == expected
    assert (await site.client.get("/search?q=a&section=none")).status_code == 400


async def test_choices_tell_how_many_finds_they_leave(site: Site, sql: Ask) -> None:
    root = html.fromstring((await site.client.get("/search?q=公开")).text)
    told = {
        option.get("value"): option.text.split("（")[1].rstrip("）")
        for option in root.xpath("//select[@name='year']/option")
        if option.get("value")
    }
    for year, count in told.items():
        assert len(await ids(site, f"/search?q=公开&year={year}")) == int(count)
    assert set(told) == {str(year) for (year,) in sql("select distinct year from reports where year is not null")}


async def test_a_filter_in_force_is_said_and_can_be_taken_off(site: Site) -> None:
    root = html.fromstring((await site.client.get("/search?q=公开&year=2022")).text)
    (chip,) = root.xpath("//a[@class='chip']")
    assert "2022" in chip.text
    assert set(await ids(site, chip.get("href"))) == set(await ids(site, "/search?q=公开"))


async def test_finds_are_marked_in_title_and_passages(site: Site) -> None:
    root = html.fromstring((await site.client.get("/search?q=跨省直接结算 临江市医疗保障局")).text)
    assert {mark.text for mark in root.iter("mark")} == {"跨省直接结算", "临江市医疗保障局"}


async def test_past_the_cap_the_count_is_said_as_more_than(
    site: Site, sql: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (finder, finding, search_page):
        monkeypatch.setattr(module, "COUNT_TO", 3)
    monkeypatch.setattr(finding, "RANK_TO", 3)
    text = html.fromstring((await site.client.get("/search?q=公开")).text).text_content()
    assert "超过 3 份报告" in text
    found = await ids(site, "/search?q=公开")
    named = {report for (report,) in sql("select id from reports where instr(title, '公开')")}
    assert found == sorted(found, key=lambda report: (report in named, report), reverse=True)
    lines = (await site.client.get("/search.csv?q=公开")).text.strip().splitlines()
    assert len(lines) - 1 == len(like(sql, "公开")) > 3


async def test_nothing_found_does_not_say_there_is_nothing(site: Site) -> None:
    text = html.fromstring((await site.client.get("/search?q=没有这个词")).text).text_content()
    assert "只说明已收录的报告中没有" in text


async def test_pages_of_a_long_result_hold_every_report_once(
    site: Site, sql: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "PER_PAGE", 5)
    pages = [await ids(site, f"/search?q=公开&page={number}") for number in (1, 2, 3, 4)]
    every = [report for page in pages for report in page]
    assert len(pages[0]) == 5
    assert pages[3] == []
    assert sorted(every) == sorted(like(sql, "公开"))
