"""The whole way in a real browser: search, filter, report, number, evidence, downloads; and the files counted by other tools."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from playwright.sync_api import Page

from archive.layout import Layout
from scripts.pictures import browser, watch
from tests.support.serving import serving

pytestmark = pytest.mark.browser
Ask = Callable[..., list[tuple[Any, ...]]]
CELL = "requests/results.not_disclosed.enforcement_case_file/natural_person"


@pytest.fixture(scope="module")
def page(layout: Layout) -> Iterator[Page]:
    with serving(layout.root) as base, browser() as opened:
        context = opened.new_context(base_url=base, accept_downloads=True, viewport={"width": 1280, "height": 860})
        yield context.new_page()


def saved(page: Page, folder: Path, click: Callable[[], None]) -> Path:
    """The file that a click saves."""
    with page.expect_download() as download:
        click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_from_a_word_to_the_number_its_evidence_and_its_files(page: Page, sql: Ask, tmp_path: Path) -> None:
    page.goto("/")
    troubles = watch(page, page.url.rstrip("/"))
    page.get_by_role("searchbox").fill("医疗保障")
    page.get_by_role("button", name="检索").click()
    (found,) = sql("select count(distinct id) from reports left join sections on report_id = id where instr(agency || title || text, '医疗保障')")  # fmt: skip
    assert page.locator("ol.results > li").count() == found[0] > 1

    page.get_by_text("缩小范围").click()
    page.get_by_label("年度").select_option("2023")
    page.get_by_role("button", name="检索").click()
    assert page.locator("ol.results > li").count() == 1
    listed = saved(page, tmp_path, lambda: page.get_by_role("link", name="下载全部结果").click())
    lines = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig"))))
    assert [(line["agency"], line["year"]) for line in lines] == [("临江市医疗保障局", "2023")]

    page.locator("ol.results h2 a").click()
    report = page.url.rsplit("/", 1)[1]
    assert report == lines[0]["id"]
    cells = saved(page, tmp_path, lambda: page.get_by_role("link", name="下载本报告数字").click())
    assert duckdb.sql(f"select count(*) from read_csv('{cells}')").fetchall() == sql("select cells from reports where id = ?", report)  # fmt: skip

    page.locator(f"td[id='{CELL}'] > a").click()
    assert CELL in page.url
    framed = page.frame_locator("iframe").locator("#cell")
    framed.wait_for()
    told = sql("select natural_person from requests where report_id = ? and 'requests/' || row || '/natural_person' = ?", report, CELL)  # fmt: skip
    assert framed.inner_text() == str(told[0][0]) == "1"
    assert page.frame_locator("iframe").locator("#cell").count() == 1
    assert framed.evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    row = framed.evaluate("cell => cell.parentElement.innerText")
    assert "行政执法案卷" in row
    assert troubles == []


def test_what_is_taken_away_counts_the_same_in_other_tools(page: Page, sql: Ask, tmp_path: Path) -> None:
    page.goto("/data")
    troubles = watch(page, page.url.removesuffix("/data"))
    database = saved(page, tmp_path, lambda: page.get_by_role("link", name="SQLite 数据库").click())
    with closing(sqlite3.connect(database)) as taken:
        for table in ("reports", "requests", "problems", "cells_not_plain"):
            assert taken.execute(f"select count(*) from {table}").fetchall() == sql(f"select count(*) from {table}")
    form = page.locator("form[action='/data/extract']")
    form.get_by_label("年度").select_option("2022")
    of_2022 = "select count(*), sum(total) from requests join reports on id = report_id where year = 2022"
    expected = sql(of_2022)

    form.get_by_label("格式").select_option("xlsx")
    zipped = saved(page, tmp_path, lambda: form.get_by_role("button").click())
    with zipfile.ZipFile(zipped) as files:
        workbook = openpyxl.load_workbook(io.BytesIO(files.read("gongkai.xlsx")), read_only=True)
    names, *rows = workbook["requests"].iter_rows(values_only=True)
    assert [(len(rows), sum(row[names.index("total")] or 0 for row in rows))] == expected

    form.get_by_label("格式").select_option("parquet")
    zipped = saved(page, tmp_path, lambda: form.get_by_role("button").click())
    with zipfile.ZipFile(zipped) as files:
        files.extract("requests.parquet", tmp_path)
    assert duckdb.sql(f"select count(*), sum(total) from '{tmp_path / 'requests.parquet'}'").fetchall() == expected
    assert troubles == []
