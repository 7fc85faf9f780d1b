"""Text that would harm stays text on every page, in every feed and in every file, whatever column it comes in."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree, html

from archive.captures import CaptureStore
from archive.layout import Layout
from archive.schema import load_schema
from archive.site.api import Address, load_api
from archive.site.app import Site, open_site
from archive.site.pages.api import examples
from tests.archive.site.test_pages import assert_inert
from tests.support.exchanges import exchange
from tests.support.report_pages import report_page
from tests.support.site_archive import rebuild

HARM = (
    '=HYPERLINK("http://evil.example","x")</title></textarea></p><x-harm onclick=alert(1)><script>alert(1)</script>'
    "<svg onload=alert(1)><style>*{display:none}</style><img src=http://evil.example/x onerror=alert(1)>"
    "\"'--><![CDATA[ ]]>{{7*7}}{%raw%}\u202e倒\u2066写\ufffe\ufdd0\x1b[31m恶意局"
)
PRINTED = {
    "agencies": ["name"],
    "reports": ["title", "agency", "agency_printed", "status_reason"],
    "sections": ["heading", "text"],
    "cells_not_plain": ["raw"],
    "extra_rows": ["label"],
    "problems": ["message"],
    "captures": ["content_type", "link_text", "url"],
    "sites": ["name", "reason"],
    "facts": ["sentence"],
    "metadata": ["value"],
}
"""Columns that hold what a page or a server said."""
LINKS = {"reports": "url", "sites": "url"}
FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.]|$|-+$|—)")


@pytest.fixture(scope="module")
def harmful(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The archive with harm in every column that others fill."""
    copy = Layout(tmp_path_factory.mktemp("harm") / "data")
    shutil.copytree(layout.root, copy.root, symlinks=True)
    with closing(sqlite3.connect(copy.database)) as connection:
        for table, columns in PRINTED.items():
            assert set(columns) <= set(load_schema().table(table).column_names())
            for column in columns:
                connection.execute(f'update "{table}" set "{column}" = ? where "{column}" is not null', (HARM,))
        for table, column in LINKS.items():
            connection.execute(f"update {table} set {column} = 'javascript:alert(1)//' || rowid")
        connection.commit()
    return copy


@pytest.fixture
async def site(harmful: Layout) -> Site:
    opened = open_site(harmful)
    await opened.invoke_startup()
    return opened


TABLES = [
    Address(f"/gongkai/{name}", f"/gongkai/{name}", "html", "", "", "")
    for name in (*PRINTED, "requests", "agency_years")
]
SHOWN = ("/search", "/report/<id>", "/problems", "/", "/agencies", "/agency/<id>", "/sites", "/gongkai/reports")


PAGES = [
    *(address for address in load_api() if address.format == "html" and "{run}" not in address.example),
    *TABLES,
    Address("/gongkai", "/gongkai?sql=select+title,agency+from+reports", "html", "", "", ""),
]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.path)
async def test_it_is_text_on_every_page(site: Site, address: Address) -> None:
    example = address.example_over(await examples(site))
    assert example
    for prefix in ("", "/en"):
        answer = await site.client.get(prefix + example)
        assert answer.status_code == 200, example
        root = html.fromstring(answer.text)
        assert_inert(root)
        assert not root.xpath("//x-harm | //style | //svg[@onload] | //img[contains(@src, 'evil')]")
        assert "49" not in re.findall(r"CDATA\[ \]\]>(\d*)", root.text_content())
        path = address.path.split("?")[0]
        assert path not in SHOWN or "<script>alert(1)</script>" in root.text_content(), example


async def test_it_is_text_in_json_and_feed(site: Site) -> None:
    known = await examples(site)
    whole = (await site.client.get(f"/report/{known['report']}.json")).json()
    assert whole["report"]["title"] == HARM
    assert {section["text"] for section in whole["sections"]} == {HARM}
    found = (await site.client.get("/search.json?q=公开")).json()
    assert {row["title"] for row in found["results"]} == {HARM}
    for prefix in ("", "/en"):
        feed = etree.fromstring((await site.client.get(f"{prefix}/feed.atom")).content)
        titles = feed.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
        assert {re.sub("[\x1b\ufffe]", "", HARM)} == set(titles)
        assert not feed.xpath("//*[local-name() = 'script' or local-name() = 'x-harm']")


@pytest.mark.parametrize("address", [a for a in load_api() if a.format == "csv"], ids=lambda address: address.path)
async def test_no_spreadsheet_runs_it(site: Site, address: Address) -> None:
    example = address.example_over(await examples(site))
    assert example
    text = (await site.client.get(example)).text
    fields = [field for line in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")) for field in line]
    assert fields
    assert [field for field in fields if FORMULA.match(field)] == []


async def test_no_workbook_holds_it_as_a_formula(site: Site) -> None:
    packed = (await site.client.get("/data/extract?format=xlsx&year=2023")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        book = openpyxl.load_workbook(io.BytesIO(files.read("gongkai.xlsx")))
    cells: list[Any] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


BROKEN = (
    b'\x81<script>alert(1)</script>\xff\xfe\xc0\xbc<svg onload=alert(1)>\x1b$B\x84\x31<x-harm a=\x81" onclick=alert(1)>'
)
"""Halves of characters before brackets and quotes, overlong forms, and a shift into another character set."""


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
async def test_broken_encodings_open_no_way_in(tmp_path: Path, charset: str) -> None:
    page = report_page("青禾县财政局2023年政府信息公开工作年度报告", overview="此处破损。").decode()
    body = page.replace("utf-8", charset).encode(charset).replace("此处".encode(charset), BROKEN)
    layout = Layout(tmp_path / "data")
    with CaptureStore(layout, writable=True) as store:
        store.write(
            exchange("http://xxgk.example.gov.cn/1.html", body, response_headers=(("Content-Type", "text/html"),))
        )
    rebuild(layout)
    opened = open_site(layout)
    await opened.invoke_startup()
    known = await examples(opened)
    for tail in ("", f"/evidence?cell={known['cell']}", f"/capture?cell={known['cell']}"):
        answer = await opened.client.get(f"/report/{known['report']}{tail}")
        assert answer.status_code == 200
        assert answer.content.decode("utf-8")
        root = html.fromstring(answer.text)
        assert_inert(root)
        assert not root.xpath("//x-harm | //svg[@onload]")
