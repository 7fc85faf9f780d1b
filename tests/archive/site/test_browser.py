"""A real browser walks from the first page to the very cell of a number: no error, nothing asked from outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from archive.layout import Layout
from scripts.pictures import browser, watch
from tests.support.serving import serving
from tests.support.site_archive import HOSTILE_CELL

pytestmark = pytest.mark.browser
WIDTHS = [(1280, 860), (390, 844)]


@pytest.fixture(scope="module")
def base(layout: Layout) -> Iterator[str]:
    with serving(layout.root) as address:
        yield address


@pytest.fixture(params=WIDTHS, ids=["desk", "phone"], scope="module")
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    with browser() as opened:
        yield opened.new_page(viewport={"width": width, "height": height})


def fits(page: Page) -> bool:
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def comes_in_sight(page: Page, cell: Locator) -> bool:
    """Whether the frame has scrolled to the cell, waiting up to twenty seconds for a busy machine."""
    for _ in range(200):
        box, frame = cell.bounding_box(), page.locator("iframe").bounding_box()
        assert box is not None
        assert frame is not None
        if frame["y"] <= box["y"] <= frame["y"] + frame["height"]:
            return True
        page.wait_for_timeout(100)
    return False


def test_from_home_to_the_very_cell(page: Page, base: str) -> None:
    troubles = watch(page, base)
    page.goto(base)
    assert fits(page)
    page.get_by_role("searchbox").fill("市场监督 2023年")
    page.get_by_role("button", name="检索").click()
    assert "临江市市场监督管理局" in page.locator("ol.results h2").first.inner_text()
    assert fits(page)
    page.locator("ol.results h2 a").first.click()
    assert fits(page)
    page.locator("td[id='requests/results.total/total'] > a").click()
    cell = page.frame_locator("iframe").locator("#cell")
    cell.wait_for()
    assert cell.inner_text() == "10"
    assert fits(page)
    assert comes_in_sight(page, cell), "the cell must be in sight inside the frame"
    assert troubles == []


def test_a_hostile_report_does_nothing(page: Page, base: str) -> None:
    troubles = watch(page, base)
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.goto(f"{base}/search?q=恶意局")
    page.locator("ol.results h2 a").first.click()
    page.locator("td[id='requests/new_requests/other'] > a").click()
    cell = page.frame_locator("iframe").locator("#cell")
    cell.wait_for()
    assert cell.inner_text() == HOSTILE_CELL
    assert troubles == []


@pytest.mark.parametrize(
    "path", ["/sites", "/problems", "/data", "/gongkai", "/gongkai/reports", "/gongkai?sql=select+1"]
)
def test_other_pages_fit_and_log_nothing(page: Page, base: str, path: str) -> None:
    troubles = watch(page, base)
    page.goto(base + path)
    assert fits(page)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Georgia")
    assert troubles == []
