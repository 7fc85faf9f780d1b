"""Sites that put this year's report where last year's stood: the crawl fetches the new one whole, and both are in the archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from archive.build import build
from archive.layout import Layout
from archive.runs import SiteRun
from tests.support.cut_pages import cut_pages, numbered
from tests.support.dumps import sorted_dump
from tests.support.report_pages import report_page
from tests.support.web.crawling import crawl
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply, running

PLACE = "云溪市青禾县"
OWN, CUT, LISTED = "/xxgk/ndbg/", "/xxgk/cut/", "/xxgk/list/"
"""Columns: the report itself; the report itself, on three pages; a list whose one item always has the same address."""
ARTICLE = "/xxgk/list/report.html"
COLUMNS = {"own": OWN, "cut": CUT, "listed": LISTED}


def agency(name: str) -> str:
    return PLACE + {"own": "水务局", "cut": "林业局", "listed": "审计局"}[name]


def serve(host: Host, name: str, year: int) -> None:
    """What the site shows in the year after `year`."""
    column, total = COLUMNS[name], str(year - 2000)
    put_home(host, PLACE, "/xxgk/", column)
    title = f"{agency(name)}{year}年政府信息公开工作年度报告"
    if name == "own":
        host.pages[column] = Reply(report_page(title, changes={"requests/new_requests/total": total}))
    elif name == "listed":
        host.pages[column] = Reply(page("年报", rows([Item(title, ARTICLE)]), column_head()))
        host.pages[ARTICLE] = Reply(report_page(title, changes={"requests/new_requests/total": total}))
    else:
        dated = {"period": f"{year}年1月1日起至{year}年12月31日止", "published": f"{year + 1}-01-20"}
        changed = {"agency": agency(name), "title": title, "cells": {"requests/new_requests/total": total}}
        bodies = cut_pages(numbered("index"), **dated, **changed)
        for path, body in zip(["", "index_2.html", "index_3.html"], bodies, strict=True):
            host.pages[column + path] = Reply(body)


@dataclass
class Visited:
    layout: Layout
    runs: list[SiteRun]
    asked: list[list[str]]


@pytest.fixture(scope="module", params=COLUMNS)
def visited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Visited]]:
    """Three visits: in the second year, again with nothing new, and in the third."""
    name: str = request.param
    with running() as web:
        host = web.host(name)
        seen = Visited(Layout(tmp_path_factory.mktemp(name) / "archive"), [], [])
        for year in (2022, 2023, 2023):
            serve(host, name, year)
            before = len(host.paths())
            seen.runs.append(crawl(seen.layout.root, [(PLACE, host.home)]).site(host.home))
            seen.asked.append(host.paths()[before:])
            build(seen.layout, full=False, workers=1, progress=lambda *_: None)
        yield name, seen


def test_both_years_are_reports_with_their_own_numbers(visited: tuple[str, Visited]) -> None:
    name, seen = visited
    sql = """SELECT it.agency, it.year, it.status, total, now.year FROM reports AS it JOIN requests ON report_id = it.id
      AND row = 'new_requests' LEFT JOIN reports AS now ON now.id = it.replaced_by ORDER BY it.year"""
    with closing(sqlite3.connect(seen.layout.database)) as db:
        assert db.execute(sql).fetchall() == [
            (agency(name), 2022, "parsed", 22, 2023),
            (agency(name), 2023, "parsed", 23, None),
        ]


def test_the_run_says_what_is_new(visited: tuple[str, Visited]) -> None:
    _, seen = visited
    assert [(run.state, len(run.found), run.counts["new"]) for run in seen.runs[:2]] == [("ok", 1, 1), ("ok", 1, 1)]
    assert "2023" in seen.runs[1].found[0].title


def test_what_stays_the_same_is_not_asked_for_again(visited: tuple[str, Visited]) -> None:
    name, seen = visited
    assert seen.asked[2] == ["/robots.txt", COLUMNS[name]]


def test_a_full_build_gives_the_same_rows(visited: tuple[str, Visited]) -> None:
    _, seen = visited
    before = sorted_dump(seen.layout.database)
    build(seen.layout, full=True, workers=1, progress=lambda *_: None)
    assert sorted_dump(seen.layout.database) == before
    assert json.dumps(before["reports"]).count('"2023-') >= 1
