"""Everything can be taken away whole: the file, every table, the dictionary. And nothing can be changed or blocked."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from lxml import html

from archive.layout import Layout
from archive.schema import load_schema
from archive.site.app import Site

Ask = Callable[..., list[tuple[Any, ...]]]


async def test_the_database_is_downloaded_byte_for_byte(site: Site, layout: Layout) -> None:
    assert (await site.client.get("/gongkai.db")).content == layout.database.read_bytes()


@pytest.mark.parametrize("table", [table.name for table in load_schema().tables])
async def test_the_link_to_each_table_gives_all_its_rows(site: Site, sql: Ask, table: str) -> None:
    root = html.fromstring((await site.client.get("/data")).text)
    (link,) = [href for href in root.xpath("//a/@href") if href.startswith(f"/gongkai/{table}.csv")]
    text = (await site.client.get(link)).text
    lines = list(csv.reader(StringIO(text)))
    names = ", ".join(f'"{name}"' for name in load_schema().table(table).column_names())
    rows = sql(f"select {names} from {table}")
    kept = [lines[0].index(name) for name in load_schema().table(table).column_names()]
    assert sorted([line[at] for at in kept] for line in lines[1:]) == sorted(
        ["" if value is None else str(value) for value in row] for row in rows
    )


async def test_rows_past_the_page_limit_are_streamed(site: Site, sql: Ask) -> None:
    (count,) = sql("select count(*) from requests")[0]
    site.max_returned_rows = 20
    text = (await site.client.get("/gongkai/requests.csv?_stream=on&_size=max")).text
    assert len(list(csv.reader(StringIO(text)))) == count + 1 > 21


async def test_the_dictionary_tells_every_column(site: Site) -> None:
    text = (await site.client.get("/data/dictionary.csv")).text.lstrip("\ufeff")
    told = {(line["table"], line["column"]) for line in csv.DictReader(StringIO(text))}
    assert told == {(table.name, column.name) for table in load_schema().tables for column in table.columns}


async def test_column_descriptions_are_on_datasettes_own_pages(site: Site) -> None:
    text = html.fromstring((await site.client.get("/gongkai/requests")).text).text_content()
    assert all(
        column.about.zh in text and column.about.en in text for column in load_schema().table("requests").columns
    )


@pytest.mark.parametrize(
    "statement", ["delete from reports", "update reports set year = 1", "drop table reports", "attach 'x' as y"]
)
async def test_nothing_can_be_written(site: Site, layout: Layout, statement: str) -> None:
    before = layout.database.read_bytes()
    assert (await site.client.get("/gongkai.json", params={"sql": statement})).status_code == 400
    assert not site.get_database().is_mutable
    assert layout.database.read_bytes() == before


async def test_a_query_without_end_is_stopped(site: Site) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    answer = await site.client.get("/gongkai.json", params={"sql": endless})
    assert answer.status_code == 400
    assert answer.json()["title"] == "SQL Interrupted"
    page = html.fromstring((await site.client.get("/gongkai", params={"sql": endless})).text)
    assert "查询超过时限" in page.text_content()
    assert not page.xpath("//script | //@style")


async def test_markup_in_a_query_stays_text(site: Site) -> None:
    query = {"sql": "select '<script>alert(1)</script>' as 摘要, '\"><img src=x onerror=alert(1)>' as b"}
    root = html.fromstring((await site.client.get("/gongkai", params=query)).text)
    assert not root.xpath("//script | //img")
    assert "<script>alert(1)</script>" in root.text_content()
