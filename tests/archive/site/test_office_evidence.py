"""From a number of a Word or Excel report, or of a picture, to its place in one click."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

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
from tests.support.scans import painted, printed, saved
from tests.support.serving import serving
from tests.support.web.written import FIGURES

WEB = build()
TRUE = {report.files[0].rsplit(".", 1)[1]: report for report in WEB.truth.reports if report.is_file}
OFFICE = ("doc", "docx", "xlsx")


@dataclass
class Archive:
    layout: Layout
    ids: dict[str, str]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    layout = Layout(tmp_path_factory.mktemp("office") / "data")
    files = {kind: (TRUE[kind].title, WEB.pages[TRUE[kind].files[0]].body) for kind in OFFICE}
    files["png"] = (
        "青石县水务局2023年政府信息公开工作年度报告",
        saved(painted(printed(FIGURES)), "PNG", dpi=(150, 150)),
    )
    with CaptureStore(layout, writable=True) as store:
        for kind, (title, body) in files.items():
            store.write(exchange(f"http://xxgk.example.gov.cn/report.{kind}", body, link_text=title))
    build_database(layout, full=True, workers=1, progress=lambda *_: None)
    with closing(sqlite3.connect(layout.database)) as db:
        ids = dict(db.execute("select format, id from reports where status in ('parsed', 'partial')"))
    assert ids.keys() == {*OFFICE, "png"}
    return Archive(layout, ids)


@pytest.fixture
async def site(archive: Archive) -> Site:
    opened = open_site(archive.layout)
    await opened.invoke_startup()
    return opened


async def marked(site: Site, report: str, path: str) -> html.HtmlElement:
    evidence = await site.client.get(f"/report/{report}/evidence?cell={path}")
    (frame,) = html.fromstring(evidence.text).xpath("//iframe/@src")
    (cell,) = html.fromstring((await site.client.get(frame.split("#")[0])).text).xpath("//*[@id='cell']")
    return cell


@pytest.mark.parametrize("kind", OFFICE)
async def test_the_very_cell_is_marked_in_the_tables_of_the_file(site: Site, archive: Archive, kind: str) -> None:
    for cell in TRUE[kind].file_cells[::9]:
        found = await marked(site, archive.ids[kind], cell.path)
        assert found.tag == "td"
        assert "".join(found.text_content().split()) == cell.raw, cell.path
        if cell.table == "requests":
            row = found.getparent().xpath("./td[not(@hidden)]")
            assert len(row) - 1 - row.index(found) == 6 - list(_columns(kind)).index(cell.column)


def _columns(kind: str) -> dict[str, None]:
    return dict.fromkeys(cell.column for cell in TRUE[kind].file_cells if cell.table == "requests")


async def test_a_box_is_marked_on_the_picture_as_it_came(site: Site, archive: Archive) -> None:
    with closing(sqlite3.connect(archive.layout.database)) as db:
        query = "select natural_person from requests where report_id = ? and \"row\" = 'new_requests'"
        assert db.execute(query, (archive.ids["png"],)).fetchone() == (12,)
    rect = await marked(site, archive.ids["png"], "requests/new_requests/natural_person")
    (sheet,) = rect.xpath("ancestor::*[local-name()='svg']")
    width, height = map(float, sheet.get("viewbox").split()[2:])
    assert (width, height) == pytest.approx((595, 842), abs=1)  # points, by the resolution that the file declares
    x, y, across, down = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
    assert 225 < x < x + across < 280  # the first column of figures as it was drawn
    assert 0 < y < y + down < height
    drawn = await site.client.get(f"/report/{archive.ids['png']}/capture/page/1.png")
    assert Image.open(BytesIO(drawn.content)).size == painted(printed(FIGURES)).size
    assert (await site.client.get(f"/report/{archive.ids['png']}/capture/page/2.png")).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["docx", "png"])
def test_one_click_leads_there(archive: Archive, kind: str) -> None:
    with serving(archive.layout.root) as base, browser() as opened:
        page = opened.new_page(viewport={"width": 1100, "height": 800})
        troubles = watch(page, base)
        page.goto(f"{base}/report/{archive.ids[kind]}")
        page.locator("td[id='requests/new_requests/natural_person'] > a").click()
        cell = page.frame_locator("iframe").locator("#cell")
        cell.wait_for()
        frame = page.locator("iframe").bounding_box()
        for _ in range(200):
            seen = cell.bounding_box()
            if seen and frame and frame["y"] <= seen["y"] <= frame["y"] + frame["height"]:
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail("the cell must be in sight inside the frame")
        assert troubles == []
