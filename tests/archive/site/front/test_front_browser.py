"""The front in a real browser: from home to a report and back in English; no serious finding by axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from archive.layout import Layout
from scripts.pictures import WIDTHS, browser, watch
from tests.support.serving import serving

pytestmark = pytest.mark.browser
FIXED = (
    "/",
    "/en/",
    "/regions",
    "/agencies",
    "/about",
    "/en/about",
    "/glossary",
    "/search?q=公开",
    "/problems",
    "/sites",
    "/data",
)


@pytest.fixture(scope="module")
def base(layout: Layout) -> Iterator[str]:
    with serving(layout.root) as address:
        yield address


@pytest.fixture(params=list(WIDTHS), scope="module")
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    with browser() as opened:
        yield opened.new_page(viewport={"width": width, "height": height}, bypass_csp=False)


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]


def test_from_home_to_agency_to_report_to_english_and_back(page: Page, base: str) -> None:
    troubles = watch(page, base)
    page.goto(base)
    page.get_by_role("navigation").get_by_role("link", name="机关", exact=True).click()
    page.get_by_role("searchbox").fill("医疗保障")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="临江市医疗保障局").click()
    assert page.locator("svg.columns").count() == 1
    page.locator("table.years thead a").last.click()
    assert "/report/" in page.url
    here = page.url
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    assert page.url == here
    assert troubles == []


def test_axe_finds_nothing_serious(page: Page, base: str) -> None:
    page.goto(f"{base}/agencies")
    agency = page.locator("td a[href*='/agency/']").first.get_attribute("href") or ""
    page.goto(base + agency)
    report = page.locator("td a[href*='/report/']").first.get_attribute("href") or ""
    found = {}
    for path in (*FIXED, agency, f"/en{agency}", report):
        page.goto(base + path)
        if said := serious(page):
            found[path] = said
    assert found == {}
