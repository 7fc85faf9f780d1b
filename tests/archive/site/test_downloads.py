"""Files made in advance and extracts: whole, resumable, told by their descriptors, and equal to the database."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from archive.export import bare, export
from archive.layout import Layout
from archive.schema import load_schema
from archive.site.app import Site, open_site
from archive.site.pages import extract as extract_page
from tests.archive.export.reading import from_csv, from_parquet, from_workbooks, stored

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ready(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A copy of the archive with whole exports in their place."""
    copy = Layout(tmp_path_factory.mktemp("ready") / "data")
    shutil.copytree(layout.root, copy.root)
    for kind in ("csv", "parquet", "xlsx"):
        export(copy.database, copy.exports / kind, kind, progress=lambda *_: None)
    return copy


async def test_every_file_offered_is_the_file_told_of(ready: Layout) -> None:
    site = open_site(ready)
    root = html.fromstring((await site.client.get("/data")).text)
    links = {link for link in root.xpath("//a/@href") if link.startswith("/data/files/")}
    told = (await site.client.get("/data.json")).json()
    for made in told["exports"]:
        for file in made["files"]:
            link = f"/data/files/{made['format']}/{file['path']}"
            assert link in links
            answer = await site.client.get(link)
            assert hashlib.sha256(answer.content).hexdigest() == file["hash"].removeprefix("sha256:")
            assert int(answer.headers["content-length"]) == file["bytes"]
    assert {made["format"] for made in told["exports"]} == {"csv", "parquet", "xlsx"}
    assert "早于本库" not in root.text_content()
    assert {table["name"]: table["rows"] for table in told["tables"]} == {
        table.name: len(stored(ready.database, table)) for table in load_schema().tables
    }


async def test_a_download_is_resumed_where_it_broke_off(ready: Layout) -> None:
    site = open_site(ready)
    whole = await site.client.get("/data/files/csv/requests.csv")
    tag = whole.headers["etag"]
    rest = await site.client.get("/data/files/csv/requests.csv", headers={"range": "bytes=100-", "if-range": tag})
    assert (rest.status_code, whole.content[:100] + rest.content) == (206, whole.content)
    assert rest.headers["content-range"] == f"bytes 100-{len(whole.content) - 1}/{len(whole.content)}"
    tail = await site.client.get("/data/files/csv/requests.csv", headers={"range": "bytes=-7"})
    assert tail.content == whole.content[-7:]
    other = await site.client.get("/data/files/csv/requests.csv", headers={"range": "bytes=9-", "if-range": '"x"'})
    assert (other.status_code, other.content) == (200, whole.content)


async def test_nothing_but_the_files_told_of_is_sent(ready: Layout) -> None:
    site = open_site(ready)
    (ready.exports / "csv" / "secret.txt").write_text("mine", encoding="utf-8")
    for path in ("csv/secret.txt", "csv/..%2f..%2fcaptures.db", "sqlite/gongkai.db", "csv/none.csv", "other/x"):
        answer = await site.client.get(f"/data/files/{path}", follow_redirects=True)
        assert answer.status_code == 404, path


async def test_files_of_another_database_are_said_to_be_older(ready: Layout, tmp_path: Path) -> None:
    copy = Layout(tmp_path / "data")
    shutil.copytree(ready.root, copy.root)
    described = copy.exports / "csv" / "datapackage.json"
    package = json.loads(described.read_text(encoding="utf-8"))
    package["resources"][0]["rowCount"] -= 1
    described.write_text(json.dumps(package), encoding="utf-8")
    root = html.fromstring((await open_site(copy).client.get("/data")).text)
    assert [
        row.xpath("string(td[1])").startswith("csv") for row in root.xpath("//tr[.//span[contains(@class,'tag')]]")
    ] == [True]


@pytest.mark.parametrize(("kind", "read"), [("csv", from_csv), ("parquet", from_parquet), ("xlsx", from_workbooks)])
async def test_an_extract_holds_all_rows_of_its_reports(
    site: Site, sql: Ask, layout: Layout, tmp_path: Path, kind: str, read: Any
) -> None:
    answer = await site.client.get(f"/data/extract?format={kind}&year=2022&problems=&region=")
    assert answer.status_code == 200, answer.text
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    reports = {row[0] for row in sql("select id from reports where year = 2022")}
    for table in load_schema().tables:
        if "report_id" in table.column_names():
            at = table.column_names().index("report_id")
            assert read(tmp_path, table) == [row for row in stored(layout.database, table) if row[at] in reports]
    assert {row[0] for row in read(tmp_path, load_schema().table("reports"))} == reports


async def test_one_table_is_streamed_whatever_its_length(site: Site, sql: Ask) -> None:
    answer = await site.client.get("/data/extract/cells_not_plain.csv?year=2023")
    _, *found = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))
    names = ", ".join(f'"{name}"' for name in load_schema().table("cells_not_plain").column_names())
    asked = "in (select id from reports where year = 2023) order by 1, 2, 3, 4"
    expected = sql(f"select {names} from cells_not_plain where report_id {asked}")
    assert [[bare(text) for text in line] for line in found] == [
        ["" if value is None else str(value) for value in row] for row in expected
    ]
    assert any(line[4].startswith("'") for line in found) or found


async def test_an_extract_is_refused_rather_than_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(extract_page.MOST, "csv", 2)
    answer = await site.client.get("/data/extract?year=2022")
    assert answer.status_code == 400
    assert "gongkai export --where" in answer.text
    for asked in ("", "?year=1999", "?year=x", "?format=doc&year=2022"):
        assert (await site.client.get(f"/data/extract{asked}")).status_code == 400
    assert (await site.client.get("/data/extract/none.csv?year=2022")).status_code == 404
