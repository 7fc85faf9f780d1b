"""Reports that a site cuts into several pages: all pages are captured, and they are one report with every number in its place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from lxml import html

from archive.build import build
from archive.build.provenance import locate
from archive.captures import CaptureStore
from archive.layout import Layout
from archive.site.app import open_site
from parsers import parse
from tests.support.cut_pages import cut_pages, numbered, queried, scripted, whole
from tests.support.web.crawling import Crawled, crawl
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply, running

FOLDER = "/xxgk/xxgknb/202401/"
ARTICLES = {
    "云溪市青禾县水务局": (numbered("t1_8"), "t1_8.html", ["t1_8_2.html", "t1_8_3.html"]),
    "云溪市青禾县林业局": (scripted("t2_8"), "t2_8.html", ["t2_8_1.html", "t2_8_2.html"]),
    "云溪市青禾县审计局": (scripted("t3_8"), "t3_8.html", ["t3_8_2.html", "t3_8_3.html"]),
    "云溪市青禾县商务局": (queried, "show.jsp?id=7", ["show.jsp?id=7&page=2", "show.jsp?id=7&page=3"]),
    "云溪市青禾县交通局": (numbered("t5_8"), "t5_8.html", ["t5_8_2.html", "t5_8_3.html"]),
    "云溪市青禾县文旅局": (numbered("t6_8"), "t6_8.html", ["t6_8_2.html", "t6_8_3.html"]),
}
"""Agency, pager, first page, further pages."""
LATE, GONE = "t5_8_3.html", "t6_8_3.html"


def title(agency: str) -> str:
    return f"{agency}2023年政府信息公开工作年度报告"


def serve(host: Host) -> None:
    """A column whose list goes on on a second page, and articles that do so too."""
    put_home(host, "云溪市青禾县", "/xxgk/", "/xxgk/xxgknb/")
    for agency, (pager, first, others) in ARTICLES.items():
        bodies = cut_pages(pager, agency=agency, within_table=agency.endswith("商务局"))
        for name, body in zip([first, *others], bodies, strict=True):
            host.pages[FOLDER + name] = Reply(body)
    host.pages[FOLDER + LATE] = Reply("<html><body>Service Unavailable</body></html>", 503)
    del host.pages[FOLDER + GONE]
    items = [Item(title(agency), FOLDER + first) for agency, (_, first, _) in ARTICLES.items()]
    pager = '<script>createPageHTML(2, 0, "index", "html");</script>'
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items[:3]) + pager, column_head()))
    host.pages["/xxgk/xxgknb/index_1.html"] = Reply(page("年报", rows(items[3:]) + pager, column_head()))


@dataclass
class Visits:
    host: Host
    layout: Layout
    first: Crawled
    asked: list[str]
    before: dict[str, tuple[str, list[str]]]
    asked_again: list[str]


def reports(layout: Layout) -> dict[str, tuple[str, list[str]]]:
    """Status and rules broken of every report, by agency."""
    build(layout, full=False, workers=1, progress=lambda *_: None)
    with closing(sqlite3.connect(layout.database)) as db:
        query = "SELECT rule FROM problems WHERE report_id = ? AND severity = 'error'"
        return {
            agency: (status, [rule for (rule,) in db.execute(query, (key,))])
            for key, agency, status in db.execute("SELECT id, agency, status FROM reports")
        }


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    with running() as web:
        host = web.host("cut")
        serve(host)
        layout = Layout(tmp_path_factory.mktemp("cut") / "archive")
        first = crawl(layout.root, [("青禾县人民政府", host.home)])
        before, asked = reports(layout), host.paths()
        host.pages[FOLDER + LATE] = Reply(cut_pages(numbered("t5_8"), agency="云溪市青禾县交通局")[2])
        crawl(layout.root, [("青禾县人民政府", host.home)])
        yield Visits(host, layout, first, asked, before, host.paths()[len(asked) :])


def test_every_article_is_found_once_and_all_its_pages_are_asked_for(visits: Visits) -> None:
    firsts = {visits.host.url(FOLDER + first) for _, first, _ in ARTICLES.values()}
    assert visits.first.found(visits.host.home) == firsts
    assert visits.first.site(visits.host.home).counts["lists"] == 2
    for _, _, others in ARTICLES.values():
        assert {FOLDER + other for other in others} <= set(visits.asked)
    assert len(visits.asked) == len(set(visits.asked)) + 1, "only the page that failed is asked for twice"


def test_there_is_one_report_for_each_article_and_what_lacks_is_said(visits: Visits) -> None:
    whole_ones = {agency: ("parsed", []) for agency in ARTICLES}
    lacking = dict.fromkeys(("云溪市青禾县交通局", "云溪市青禾县文旅局"), ("partial", ["S-PAGES"]))
    assert visits.before == whole_ones | lacking
    refused = {left.url for left in visits.first.site(visits.host.home).refused}
    assert {visits.host.url(FOLDER + name) for name in (LATE, GONE)} <= refused


def test_the_next_visit_asks_for_the_page_that_did_not_come_and_mends_the_report(visits: Visits) -> None:
    assert FOLDER + LATE in visits.asked_again
    assert not [path for path in visits.asked_again if path.startswith(FOLDER) and path != FOLDER + LATE]
    after = reports(visits.layout)
    assert after["云溪市青禾县交通局"] == ("parsed", [])
    assert {agency: state for agency, state in after.items() if agency != "云溪市青禾县交通局"} == {
        agency: state for agency, state in visits.before.items() if agency != "云溪市青禾县交通局"
    }


@pytest.mark.parametrize("agency", [agency for agency in ARTICLES if not agency.endswith(("交通局", "文旅局"))])
def test_every_number_is_that_of_the_report_on_one_page(visits: Visits, agency: str) -> None:
    expected = {cell.path: cell.value for cell in parse(whole(agency=agency).encode()).cells}
    with closing(sqlite3.connect(visits.layout.database)) as db:
        db.row_factory = sqlite3.Row
        key = db.execute("SELECT id FROM reports WHERE agency = ?", (agency,)).fetchone()["id"]
        found = {
            f"{table}/{row['row']}/{column}": row[column]
            for table in ("requests", "reconsideration_and_litigation")
            for row in db.execute(f"SELECT * FROM {table} WHERE report_id = ?", (key,))
            for column in row.keys()[2:]
        }
    assert found == {path: value for path, value in expected.items() if not path.startswith("proactive")}


async def test_the_evidence_of_a_number_is_the_page_that_it_stands_on(visits: Visits) -> None:
    agency = "云溪市青禾县林业局"
    _, first, others = ARTICLES[agency]
    with closing(sqlite3.connect(visits.layout.database)) as db:
        (key,) = db.execute("SELECT id FROM reports WHERE agency = ?", (agency,)).fetchone()
        roles = dict(
            db.execute(
                "SELECT url, role FROM report_captures JOIN captures ON captures.id = capture_id WHERE report_id = ?",
                (key,),
            )
        )
        place = locate(db, key, "requests")["new_requests", "total"]
    assert roles == {visits.host.url(FOLDER + name): "part" for name in others} | {
        visits.host.url(FOLDER + first): "current"
    }
    assert place["part"] == 2
    site = open_site(visits.layout)
    await site.invoke_startup()
    evidence = html.fromstring((await site.client.get(f"/report/{key}/evidence?cell=requests/new_requests/total")).text)
    shown = html.fromstring((await site.client.get(evidence.xpath("//iframe/@src")[0].split("#")[0])).text)
    (cell,) = shown.xpath("//*[@id='cell']")
    assert cell.text_content() == "5"
    assert "本年新收" in cell.getparent().text_content()
    (saved,) = evidence.xpath("//a[contains(@href, '/capture/file')]/@href")
    with CaptureStore(visits.layout) as store:
        newest = store.latest(visits.host.url(FOLDER + others[0]))
        assert newest is not None
        assert (await site.client.get(saved)).content == store.body(newest)


def test_a_full_build_gives_the_same_rows(visits: Visits) -> None:
    def rows_of(table: str) -> list[str]:
        with closing(sqlite3.connect(visits.layout.database)) as db:
            return sorted(json.dumps(row) for row in db.execute(f"SELECT * FROM {table}"))

    tables = ("reports", "requests", "provenance", "report_captures", "problems")
    build(visits.layout, full=False, workers=1, progress=lambda *_: None)
    before = {table: rows_of(table) for table in tables}
    build(visits.layout, full=True, workers=1, progress=lambda *_: None)
    assert {table: rows_of(table) for table in tables} == before
