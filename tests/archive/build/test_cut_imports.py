"""Articles cut into several pages in web archives that others made: joined where all pages are there, and named where some lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from parsers import parse
from parsers.listings import first_addresses
from tests.support.archives import built, fill, rows, titled
from tests.support.command import gongkai
from tests.support.cut_pages import Pager, cut_pages, numbered, queried, scripted, whole
from tests.support.dumps import sorted_dump
from tests.support.exchanges import exchange
from tests.support.foreign import arc, record, write_wacz

FOLDER = "http://qhx.example.gov.cn/zfxxgk/202401/"
AGENCY = "云溪市青禾县水务局"
SHORT = {"text": {"overview": "各项工作平稳有序。"}}
"""With this the first page alone is too little for a report."""
WAYS: dict[str, tuple[Pager, list[str]]] = {
    "numbered": (numbered("t1_8"), ["t1_8.html", "t1_8_2.html", "t1_8_3.html"]),
    "scripted": (scripted("t1_8"), ["t1_8.html", "t1_8_1.html", "t1_8_2.html"]),
    "queried": (queried, ["show.jsp?id=7", "show.jsp?id=7&page=2", "show.jsp?id=7&page=3"]),
    "in a folder": (numbered("index"), ["", "index_2.html", "index_3.html"]),
}


def warc(path: Path, pages: list[tuple[str, bytes]]) -> None:
    path.write_bytes(b"".join(record(url, body) for url, body in pages))


def wacz(path: Path, pages: list[tuple[str, bytes]]) -> None:
    write_wacz(path, b"".join(record(url, body) for url, body in pages))


def arcs(path: Path, pages: list[tuple[str, bytes]]) -> None:
    path.write_bytes(b"".join(part for at, page in enumerate(pages) for part in arc(*page)[min(at, 1) :]))


CONTAINERS: dict[str, Callable[[Path, list[tuple[str, bytes]]], None]] = {
    "a.warc.gz": warc,
    "a.wacz": wacz,
    "a.arc": arcs,
}


def article(way: str, **change: object) -> list[tuple[str, bytes]]:
    pager, names = WAYS[way]
    return [(FOLDER + name, body) for name, body in zip(names, cut_pages(pager, **change), strict=True)]


def imported(folder: Path, name: str, pages: list[tuple[str, bytes]]) -> Layout:
    CONTAINERS[name](folder / name, pages)
    done = gongkai("import", folder / name, "--archive", folder / "archive")
    assert done.returncode == 0, done.stderr
    layout = Layout(folder / "archive")
    built(layout)
    return layout


@pytest.mark.parametrize(
    ("name", "way"), [("a.warc.gz", way) for way in WAYS] + [("a.wacz", "numbered"), ("a.arc", "queried")]
)
def test_all_pages_are_one_report(tmp_path: Path, name: str, way: str) -> None:
    pages = article(way)
    layout = imported(tmp_path, name, pages[::-1])  # the first page comes last
    assert rows(layout, "SELECT agency, year, status, url FROM reports") == [(AGENCY, 2023, "parsed", pages[0][0])]
    ((cells,),) = rows(layout, "SELECT cells FROM reports")
    assert cells == len(parse(whole().encode()).cells)
    held = "SELECT url, role FROM report_captures JOIN captures ON captures.id = capture_id ORDER BY url"
    assert rows(layout, held) == sorted([(pages[0][0], "current"), (pages[1][0], "part"), (pages[2][0], "part")])


def test_pages_that_come_one_by_one_are_joined_as_they_come(tmp_path: Path) -> None:
    pages = article("numbered")
    for number, status in ((1, None), (0, "partial"), (2, "parsed")):
        folder = tmp_path / str(number)
        folder.mkdir()
        warc(folder / "a.warc", pages[number : number + 1])
        gongkai("import", folder / "a.warc", "--archive", tmp_path / "archive")
        layout = Layout(tmp_path / "archive")
        built(layout)
        found = rows(layout, "SELECT status FROM reports WHERE url = ?", pages[0][0])
        assert found == ([(status,)] if status else [])
    assert rows(layout, "SELECT count(*) FROM reports") == [(1,)]
    after = sorted_dump(layout.database)
    built(layout, full=True)
    assert sorted_dump(layout.database) == after


def test_a_first_page_alone_with_too_little_is_listed_and_named(tmp_path: Path) -> None:
    pages = article("numbered", **SHORT)
    layout = imported(tmp_path, "a.warc.gz", pages[:1])
    ((agency, year, status, reason),) = rows(layout, "SELECT agency, year, status, status_reason FROM reports")
    assert (agency, year, status) == (AGENCY, 2023, "unreadable")
    assert pages[1][0] in reason


def test_a_crawled_first_page_alone_is_listed_by_its_link(tmp_path: Path) -> None:
    (url, body), *_ = article("numbered", **SHORT)
    layout = fill(tmp_path, exchange(url, body, via=FOLDER, link_text=titled(2023, AGENCY)))
    built(layout)
    assert rows(layout, "SELECT agency, year, status, title FROM reports") == [
        (AGENCY, 2023, "unreadable", titled(2023, AGENCY))
    ]


def test_a_numbered_neighbour_that_the_pager_does_not_name_is_another_article(tmp_path: Path) -> None:
    one, other = whole(), whole(agency="云溪市青禾县林业局")
    layout = imported(
        tmp_path, "a.warc.gz", [(f"{FOLDER}2023.html", one.encode()), (f"{FOLDER}2023_2.html", other.encode())]
    )
    assert rows(layout, "SELECT agency, status FROM reports ORDER BY url") == [
        (AGENCY, "parsed"),
        ("云溪市青禾县林业局", "parsed"),
    ]


def test_pages_of_two_years_at_the_same_addresses_are_not_mixed(tmp_path: Path) -> None:
    pages: list[tuple[str, bytes, int]] = []
    for year, total in ((2022, "3"), (2023, "4")):
        dated = {"period": f"{year}年1月1日起至{year}年12月31日止", "published": f"{year + 1}-01-20"}
        change = {**dated, "title": titled(year, AGENCY), "cells": {"requests/new_requests/total": total}}
        pages += [(url, body, year - 2020 + at) for at, (url, body) in enumerate(article("numbered", **change))]
    pages = [(url, body, minute + 5 * (at // 3)) for at, (url, body, minute) in enumerate(pages)]
    layout = fill(tmp_path, *(exchange(url, body, minute, source="import") for url, body, minute in pages))
    built(layout)
    sql = "SELECT year, status, total, id FROM reports JOIN requests ON report_id = id AND row = 'new_requests' ORDER BY 1"
    found = rows(layout, sql)
    assert [row[:3] for row in found] == [(2022, "parsed", 3), (2023, "parsed", 4)]
    with CaptureStore(layout) as store:
        moments = {capture.id: capture.captured_at.minute for capture in store.captures()}
    held = "SELECT capture_id FROM report_captures WHERE report_id = ?"
    assert [sorted(moments[key] for (key,) in rows(layout, held, row[3])) for row in found] == [[2, 3, 4], [8, 9, 10]]


def test_the_addresses_that_a_page_may_go_on_from() -> None:
    assert first_addresses(f"{FOLDER}t1_8_2.html") == {f"{FOLDER}t1_8.html"}
    assert first_addresses(f"{FOLDER}index-3.html") == {f"{FOLDER}index.html", FOLDER}
    assert first_addresses(f"{FOLDER}show.jsp?id=7&page=2") == {
        f"{FOLDER}show.jsp?id=7", f"{FOLDER}show.jsp?id=7&page=0", f"{FOLDER}show.jsp?id=7&page=1",
    }  # fmt: skip
    assert first_addresses(f"{FOLDER}show.jsp?id=7") == set()
    assert first_addresses(f"{FOLDER}t1.html") == set()
