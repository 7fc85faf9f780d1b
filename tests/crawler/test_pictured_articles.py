"""Reports that their page shows as pictures, a page each: all are captured, and they are one report that leads back to each of them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

import parsers
from archive.build import build
from archive.layout import Layout
from archive.site.app import open_site
from tests.support.command import PROGRAM
from tests.support.scans import pages_of, printed, saved
from tests.support.web.crawling import Crawled, crawl
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply, running

FOLDER = "/xxgk/xxgknb/202401/"
SHOWN, LINKED, LATE = "青石县水务局", "青石县林业局", "青石县审计局"
FIGURES = {
    SHOWN: (
        ("1206", "35", "0", "4", "0", "0", "1245"),
        ("18", "7", "0", "0", "0", "0", "25"),
        ("1190", "40", "0", "4", "0", "0", "1234"),
        ("1198", "41", "0", "4", "0", "0", "1243"),
        ("26", "1", "0", "0", "0", "0", "27"),
    ),
    LINKED: (
        ("12", "3", "0", "0", "0", "0", "15"),
        ("2", "0", "0", "0", "0", "0", "2"),
        ("9", "1", "0", "0", "0", "0", "10"),
        ("13", "3", "0", "0", "0", "0", "16"),
        ("1", "0", "0", "0", "0", "0", "1"),
    ),
}
FIGURES[LATE] = FIGURES[LINKED]
NAMES = {SHOWN: ("W1-1.jpg", "W1-2.png"), LINKED: ("p1.png", "p2.png"), LATE: ("s1.png", "s2.png")}
GONE, FAILS = "p2.png", "s2.png"
"""The second page of one report is not there, that of another comes at the next visit."""


def title(agency: str) -> str:
    return f"{agency}2023年政府信息公开工作年度报告"


def serve(host: Host) -> None:
    put_home(host, "青石县", "/xxgk/", "/xxgk/xxgknb/")
    items = []
    for number, (agency, names) in enumerate(NAMES.items()):
        for name, picture in zip(names, pages_of(FIGURES[agency]), strict=True):
            host.pages[FOLDER + name] = Reply(saved(picture, "JPEG" if name.endswith("jpg") else "PNG"), type="image/x")
        if agency == LINKED:
            shown = "".join(f'<p><a href="{name}">第{n}页</a></p>' for n, name in enumerate(names, 1))
        else:
            shown = "".join(f'<p><img src="{name}"></p>' for name in names)
        logo = '<img src="/i/logo.png">'
        host.pages[f"{FOLDER}{number}.html"] = Reply(page(title(agency), f"{logo}<h1>{title(agency)}</h1>{shown}"))
        items.append(Item(title(agency), f"{FOLDER}{number}.html"))
    host.pages["/i/logo.png"] = Reply(saved(Image.new("RGB", (120, 60), "navy"), "PNG"), type="image/png")
    del host.pages[FOLDER + GONE]
    host.pages[FOLDER + FAILS] = Reply("<html><body>Service Unavailable</body></html>", 503)
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))


@dataclass
class Visits:
    host: Host
    layout: Layout
    first: Crawled
    waiting: list[tuple[str, str, list[str]]]
    before: dict[str, tuple[str, str, list[str]]]
    asked_again: list[str]


def without_recognition(layout: Layout, folder: Path) -> list[tuple[str, str, list[str]]]:
    """What a build makes where the extra is not installed: address, status and captures of every report."""
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(Path.cwd())))}
    command = [*PROGRAM, "build", "--archive", str(layout.root), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode in (0, 1), done.stderr
    with closing(sqlite3.connect(layout.database)) as db:
        urls = "SELECT url FROM report_captures JOIN captures ON captures.id = capture_id WHERE report_id = ? AND role = 'part'"
        return [
            (url, status, sorted(part for (part,) in db.execute(urls, (key,))))
            for key, url, status in db.execute("SELECT id, url, status FROM reports ORDER BY url")
        ]


def reports(layout: Layout) -> dict[str, tuple[str, str, list[str]]]:
    """Address, status and rules of every report, by agency."""
    build(layout, full=False, workers=1, progress=lambda *_: None)
    with closing(sqlite3.connect(layout.database)) as db:
        query = "SELECT rule FROM problems WHERE report_id = ? AND rule IN ('S-PAGES', 'S-PICTURES') ORDER BY rule"
        return {
            agency: (url, status, [rule for (rule,) in db.execute(query, (key,))])
            for key, agency, url, status in db.execute("SELECT id, agency, url, status FROM reports")
        }


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    with running() as web:
        host = web.host("pictured")
        serve(host)
        folder = tmp_path_factory.mktemp("pictured")
        layout = Layout(folder / "archive")
        first = crawl(layout.root, [("青石县人民政府", host.home)])
        waiting = without_recognition(layout, folder)
        before, asked = reports(layout), host.paths()
        host.pages[FOLDER + FAILS] = Reply(saved(pages_of(FIGURES[LATE])[1], "PNG"), type="image/png")
        crawl(layout.root, [("青石县人民政府", host.home)])
        yield Visits(host, layout, first, waiting, before, host.paths()[len(asked) :])


def test_without_the_extra_each_article_is_one_report_that_waits_and_lists_its_pictures(visits: Visits) -> None:
    logo = visits.host.url("/i/logo.png")
    for number, names in enumerate(NAMES.values()):
        url, status, parts = visits.waiting[number]
        assert (url, status) == (visits.host.url(f"{FOLDER}{number}.html"), "needs_ocr")
        there = {visits.host.url(FOLDER + name) for name in names if name not in (GONE, FAILS)}
        assert there <= set(parts) <= there | {logo}  # an address is asked for once: the logo by one of the three
    assert len(visits.waiting) == len(NAMES)


def test_each_article_is_one_report_and_what_lacks_is_said(visits: Visits) -> None:
    urls = {agency: visits.host.url(f"{FOLDER}{number}.html") for number, agency in enumerate(NAMES)}
    assert visits.before == {
        SHOWN: (urls[SHOWN], "partial", ["S-PICTURES"]),
        LINKED: (urls[LINKED], "partial", ["S-PAGES", "S-PICTURES"]),
        LATE: (urls[LATE], "partial", ["S-PAGES", "S-PICTURES"]),
    }
    refused = {left.url for left in visits.first.site(visits.host.home).refused}
    assert {visits.host.url(FOLDER + name) for name in (GONE, FAILS)} <= refused


def test_the_next_visit_asks_for_the_picture_that_did_not_come_and_mends_the_report(visits: Visits) -> None:
    pictures = [path for path in visits.asked_again if path.startswith((FOLDER, "/i/"))]
    assert pictures == [FOLDER + FAILS]
    assert reports(visits.layout)[LATE][2] == ["S-PICTURES"]


async def test_every_number_leads_to_its_own_picture(visits: Visits) -> None:
    reports(visits.layout)
    truth = {cell.path: cell.value for cell in parsers.parse(printed(FIGURES[SHOWN])).cells}
    site = open_site(visits.layout)
    await site.invoke_startup()
    with closing(sqlite3.connect(visits.layout.database)) as db:
        (key,) = db.execute("SELECT id FROM reports WHERE agency = ?", (SHOWN,)).fetchone()
        found = db.execute("SELECT part, url FROM report_captures JOIN captures ON captures.id = capture_id "
                           "WHERE report_id = ? AND part IS NOT NULL", (key,)).fetchall()  # fmt: skip
    assert dict(found) == {2 + n: visits.host.url(FOLDER + name) for n, name in enumerate(NAMES[SHOWN])}
    for row, part in (("new_requests", 2), ("carried_over_out", 3)):
        path = f"requests/{row}/natural_person"
        told = json.loads((await site.client.get(f"/report/{key}/evidence.json?cell={path}")).text)
        assert (told["content"]["value"], told["locator"]["part"]) == (truth[path], part)
        assert told["capture"]["url"] == dict(found)[part]
        evidence = html.fromstring((await site.client.get(f"/report/{key}/evidence?cell={path}")).text)
        shown = html.fromstring((await site.client.get(evidence.xpath("//iframe/@src")[0].split("#")[0])).text)
        assert shown.xpath("//*[@id='cell']")
        (drawn,) = shown.xpath("//*[local-name()='image']/@href")
        body = visits.host.pages[FOLDER + NAMES[SHOWN][part - 2]].raw  # type: ignore[union-attr]
        with Image.open(BytesIO((await site.client.get(drawn)).content)) as one, Image.open(BytesIO(body)) as other:
            assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
        (saved_as,) = evidence.xpath("//a[contains(@href, '/capture/file')]/@href")
        assert (await site.client.get(saved_as)).content == body
    parts = html.fromstring((await site.client.get(f"/report/{key}/evidence")).text).xpath(
        "//a[contains(@href, '?part=')]"
    )
    assert [link.text_content() for link in parts] == ["2", "3"]
    assert (await site.client.get(f"/report/{key}/capture?part=9")).status_code == 404


def test_a_full_build_gives_the_same_rows(visits: Visits) -> None:
    def rows_of(table: str) -> list[str]:
        with closing(sqlite3.connect(visits.layout.database)) as db:
            return sorted(json.dumps(row) for row in db.execute(f"SELECT * FROM {table}"))

    tables = ("reports", "requests", "provenance", "report_captures", "problems", "files")
    reports(visits.layout)
    before = {table: rows_of(table) for table in tables}
    build(visits.layout, full=True, workers=2, progress=lambda *_: None)
    assert {table: rows_of(table) for table in tables} == before
