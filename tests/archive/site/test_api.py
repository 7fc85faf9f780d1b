"""The documented addresses: all routes are there, every example works, every page has its facts as JSON."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from lxml import html

from archive.site.api import Address, load_api
from archive.site.app import Site
from archive.site.canned import load_canned
from archive.site.pages.api import examples
from archive.site.routes import ROUTES
from tests.archive.site.test_pages import assert_inert

Ask = Callable[..., list[tuple[Any, ...]]]
ANY = {"report": "x", "cell": "a/b/c", "agency": "x", "region": "11", "run": "/runs/x", "export": "/data/files/csv/x"}
NOT_HERE = {"run", "export"}
"""What the tests' archive lacks: it was not made by a scheduled run."""
TYPES = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "xml": "application/",
    "text": "text/plain",
    "file": "application/",
}


def bare(address: Address) -> str:
    """The path of an address with something in every place."""
    filled = address.example_over(ANY) or re.sub("<[a-z]+>", "1", address.path)
    return filled.split("?")[0]


def matching(path: str) -> str | None:
    return next((pattern for pattern, _ in ROUTES if re.match(pattern, path)), None)


def test_every_route_is_documented_and_every_page_says_where_its_data_is() -> None:
    documented = {matching(bare(address)) for address in load_api()}
    assert {pattern for pattern, _ in ROUTES} - documented == set()
    for address in load_api():
        assert (address.format == "html") == (address.json is not None), address.path
        if address.json:
            data = address.json_over(ANY)
            assert data is not None
            assert matching(data), address.json
            assert any(bare(other) == data for other in load_api() if other.format == "json"), address.json


@pytest.mark.parametrize("address", load_api(), ids=lambda address: address.path)
async def test_the_example_works(site: Site, address: Address) -> None:
    known = await examples(site)
    example = address.example_over(known)
    if example is None:
        assert not address.example or any(f"{{{name}}}" in address.example for name in NOT_HERE)
        return
    for prefix in ("", "/en"):
        answer = await site.client.get(prefix + example)
        assert answer.status_code == 200, (example, answer.text[:300])
        assert answer.headers["content-type"].startswith(TYPES[address.format]), example
        assert answer.content or example == "/-/metrics"  # no run yet
        if address.format == "json":
            assert isinstance(answer.json(), dict | list) or example == "/health.json"
        if address.format == "csv":
            assert len(answer.text.splitlines()) > 1, example


async def test_the_page_lists_them_all_in_both_languages(site: Site) -> None:
    for prefix in ("", "/en"):
        root = html.fromstring((await site.client.get(f"{prefix}/api")).text)
        assert_inert(root)
        assert [code.text for code in root.iter("code")] == [address.path for address in load_api()]
        links = root.xpath("//main//a/@href")
        assert all(link.startswith(prefix) for link in links)
        assert {f"{prefix}/gongkai/{name}" for name in load_canned()} <= set(links)


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.lstrip("\ufeff"))))


async def test_figures_are_the_same_as_csv_and_as_json(site: Site) -> None:
    known = await examples(site)
    for path in ("/nation", f"/region/{known['region']}", f"/agency/{known['agency']}"):
        found = (await site.client.get(f"{path}.json")).json()["figures"]
        assert found
        as_text = [{name: "" if value is None else str(value) for name, value in line.items()} for line in found]
        assert as_text == lines((await site.client.get(f"{path}.csv")).text)


async def test_lists_as_json_are_whole(site: Site, sql: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.site.pages import sites

    monkeypatch.setattr(sites, "PER_PAGE", 1)
    found = (await site.client.get("/agencies.json")).json()
    ids = [row for (row,) in sql("select id from agencies order by name")]
    assert [agency["id"] for agency in found["agencies"]] == ids
    assert found["count"] == len(ids)
    some = (await site.client.get("/agencies.json?q=医疗")).json()["agencies"]
    assert {agency["id"] for agency in some} == {
        row for (row,) in sql("select id from agencies where name like '%医疗%'")
    }
    states = [(row["url"], row["state"]) for row in (await site.client.get("/sites.json")).json()["sites"]]
    assert sorted(states) == sql("select url, state from sites order by url")
    shown: list[str] = []
    for number in range(1, len(states) + 1):
        root = html.fromstring((await site.client.get(f"/sites?page={number}")).text)
        shown += root.xpath("//table//tbody//td[1]/descendant-or-self::*[not(*)]/text()")
    assert sorted(shown) == sorted(name for (name,) in sql("select name from sites"))


async def test_evidence_as_json_leads_to_the_bytes(site: Site, sql: Ask) -> None:
    known = await examples(site)
    found = (await site.client.get(f"/report/{known['report']}/evidence.json?cell={known['cell']}")).json()
    value = sql("select total from requests where report_id = ? and row = 'new_requests'", found["report"])[0][0]
    assert found["content"]["value"] == value
    digest = sql(
        "select sha256 from captures join reports on capture_id = captures.id where reports.id = ?", found["report"]
    )
    assert found["capture"]["sha256"] == digest[0][0]
    assert found["locator"]
    assert (await site.client.get(f"/report/{known['report']}/evidence.json?cell=a/b/c")).status_code == 404
