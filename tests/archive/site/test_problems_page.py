"""Findings by rule, cause, year and agency: the page and its files hold the same, each one click from its evidence."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from lxml import html

from archive.site.app import Site

Ask = Callable[..., list[tuple[Any, ...]]]
CASES = {
    "": "1",
    "severity=error": "severity = 'error'",
    "rule=T3-FLOW&severity=error": "rule = 'T3-FLOW' and severity = 'error'",
    "verdict=agency": "json_extract(cause, '$.verdict') = 'agency'",
    "edit=digit&verdict=agency": "json_extract(cause, '$.edits[0].edit') = 'digit'",
    "year=2023": "report_id in (select id from reports where year = 2023)",
    "year=2020&severity=error": "severity = 'error' and report_id in (select id from reports where year = 2020)",
}


@pytest.mark.parametrize(("asked", "condition"), CASES.items())
async def test_page_csv_and_json_hold_what_sql_finds(site: Site, sql: Ask, asked: str, condition: str) -> None:
    expected = sorted(sql(f"select report_id, rule, message from problems where {condition}"))
    page = html.fromstring((await site.client.get(f"/problems?{asked}")).text)
    listed = page.xpath("//ol[@class='results']/li/p/span[@class='en']/text()")
    assert sorted(listed) == sorted(rule for _, rule, _ in expected)
    lines = csv.DictReader(StringIO((await site.client.get(f"/problems.csv?{asked}")).text.lstrip("\ufeff")))
    assert sorted((line["report_id"], line["rule"], line["message"]) for line in lines) == expected
    told = (await site.client.get(f"/problems.json?{asked}")).json()
    assert sorted((row["report_id"], row["rule"], row["message"]) for row in told["problems"]) == expected
    assert told["count"] == len(expected)


async def test_findings_of_an_agency(site: Site, sql: Ask) -> None:
    agency, name = sql("select agency_id, agency from reports where errors > 0 limit 1")[0]
    expected = sql(
        "select count(*) from problems where report_id in (select id from reports where agency_id = ?)", agency
    )
    root = html.fromstring((await site.client.get(f"/problems?agency={agency}")).text)
    assert len(root.xpath("//ol[@class='results']/li")) == expected[0][0] > 0
    assert name in root.text_content()


async def test_every_group_leads_to_what_it_counts(site: Site) -> None:
    root = html.fromstring((await site.client.get("/problems")).text)
    chips = [
        chip
        for chip in root.xpath("//details//a[@class='chip']")
        if "year=" not in chip.get("href") and "agency=" not in chip.get("href")
    ]
    counted = [
        (chip.get("href"), int(chip.findtext("span").replace(",", "")))
        for chip in chips
        if chip.find("span") is not None
    ]
    assert len(counted) > 3
    for address, count in counted:
        listed = html.fromstring((await site.client.get(address)).text)
        assert len(listed.xpath("//ol[@class='results']/li")) == count, address


async def test_each_cell_of_a_finding_is_one_click_from_its_evidence(site: Site) -> None:
    root = html.fromstring((await site.client.get("/problems?rule=T3-FLOW&severity=error")).text)
    links = [link for link in root.xpath("//ol[@class='results']//a/@href") if "/evidence?cell=" in link]
    assert links
    for link in links:
        assert (await site.client.get(link)).status_code == 200


@pytest.mark.parametrize("asked", ["year=abc", "year=99", "page=x"])
async def test_wrong_filters_are_refused(site: Site, asked: str) -> None:
    assert (await site.client.get(f"/problems?{asked}")).status_code == 400
