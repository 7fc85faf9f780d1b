"""From a number of a PDF report to the page it stands on, drawn by us, with its very box marked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import html
from PIL import Image

from archive.build import build as build_database
from archive.captures import CaptureStore
from archive.demo.web import build
from archive.layout import Layout
from archive.site.app import Site, open_site
from scripts.pictures import browser, watch
from tests.support.exchanges import exchange
from tests.support.serving import serving

WEB = build()
TRUE = next(report for report in WEB.truth.reports if report.is_file)
BODY = WEB.pages[TRUE.files[0]].body
URL = "http://xxgk.example.gov.cn/report.pdf"


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(tmp_path_factory.mktemp("paper") / "data")
    with CaptureStore(layout, writable=True) as store:
        kind = (("Content-Type", "application/octet-stream"),)
        store.write(exchange(URL, BODY, link_text=TRUE.title, response_headers=kind))
    build_database(layout, full=True, workers=1, progress=lambda *_: None)
    return layout


@pytest.fixture
async def site(layout: Layout) -> Site:
    opened = open_site(layout)
    await opened.invoke_startup()
    return opened


@pytest.fixture
def report(layout: Layout) -> str:
    with closing(sqlite3.connect(layout.database)) as db:
        ((found, status),) = db.execute("select id, status from reports").fetchall()
    assert status == "parsed"
    return str(found)


def words_at(page: int, rect: html.HtmlElement) -> str:
    x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
    with closing(pdfium.PdfDocument(BODY)) as document:
        sheet = document[page - 1]
        top = sheet.get_size()[1]
        text = sheet.get_textpage().get_text_bounded(left=x, right=x + width, top=top - y, bottom=top - y - height)
    return "".join(text.split())


async def test_every_number_is_framed_where_it_is_printed(site: Site, report: str) -> None:
    for cell in TRUE.file_cells[::11]:
        evidence = await site.client.get(f"/report/{report}/evidence?cell={cell.path}")
        (frame,) = html.fromstring(evidence.text).xpath("//iframe/@src")
        answer = await site.client.get(frame.split("#")[0])
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        root = html.fromstring(answer.text)
        (rect,) = root.xpath("//*[@id='cell']")
        (source,) = root.xpath("//*[local-name()='image']/@href")
        page = int(Path(source).stem)
        assert words_at(page, rect) == "".join(cell.raw.split()), cell.path


async def test_the_page_is_drawn(site: Site, report: str) -> None:
    answer = await site.client.get(f"/report/{report}/capture/page/1.png")
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(BytesIO(answer.content))
    assert picture.size == (1190, 1684)
    low, high = picture.getextrema()
    assert (low < 100, high) == (True, 255)


async def test_pages_are_turned_and_none_is_invented(site: Site, report: str) -> None:
    with closing(pdfium.PdfDocument(BODY)) as document:
        pages = len(document)
    first = html.fromstring((await site.client.get(f"/report/{report}/capture")).text)
    links = first.xpath("//a/@href")
    assert len(links) == 1
    second = html.fromstring((await site.client.get(links[0])).text)
    assert second.xpath("//*[local-name()='image']/@href")[0].endswith("/page/2.png")
    assert (await site.client.get(f"/report/{report}/capture/page/{pages}.png")).status_code == 200
    assert (await site.client.get(f"/report/{report}/capture/page/{pages + 1}.png")).status_code == 404
    assert (await site.client.get(f"/report/{report}/capture/page/0.png")).status_code == 404
    beyond = await site.client.get(f"/report/{report}/capture?page={pages + 1}")
    assert (beyond.status_code, "there is no page" in beyond.text) == (200, True)


@pytest.mark.browser
def test_one_click_leads_from_the_number_to_its_box(layout: Layout, report: str) -> None:
    cell = next(one for one in TRUE.file_cells if one.kind == "number" and one.table == "requests")
    with serving(layout.root) as base, browser() as opened:
        page = opened.new_page(viewport={"width": 1100, "height": 800})
        troubles = watch(page, base)
        page.goto(f"{base}/report/{report}")
        with page.expect_response("**/capture/page/*.png") as drawn:
            page.locator(f"td[id='{cell.path}'] > a").click()
        assert drawn.value.ok
        box = page.frame_locator("iframe").locator("rect#cell")
        box.wait_for()
        frame = page.locator("iframe").bounding_box()
        for _ in range(200):
            seen = box.bounding_box()
            if seen and frame and frame["y"] <= seen["y"] <= frame["y"] + frame["height"]:
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail("the box must be in sight inside the frame")
        assert troubles == []
