"""Reports that are files, from the list on a site to the numbers in the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.build import build
from archive.layout import Layout
from tests.support.web.crawling import Crawled, crawl
from tests.support.web.server import Host, running
from tests.support.web.written import Cells, Written, files_of_all_kinds

WIDE = {
    "requests": (
        "natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org", "other",
        "total",
    ),
    "reconsideration_and_litigation": ("upheld", "corrected", "other_outcome", "pending", "total"),
}  # fmt: skip
KINDS = ("docx", "doc", "xlsx", "pdf", "scan", "png", "jpeg")
SHOWN = ("png", "jpeg")
"""Pictures that a page shows: the report is the page's."""


@dataclass
class Read:
    host: Host
    written: dict[str, Written]
    crawled: Crawled
    database: Path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    with running() as web:
        host = web.host("files")
        written = files_of_all_kinds(host, "安水县")
        layout = Layout(tmp_path_factory.mktemp("files") / "archive")
        crawled = crawl(layout.root, [("安水县人民政府", host.home)])
    build(layout, full=True, workers=1, progress=lambda *_: None)
    return Read(host, written, crawled, layout.database)


def numbers(db: sqlite3.Connection, report: str) -> Cells:
    """The cells of a report as the tables hold them."""
    found: Cells = {}
    for row, column, value in db.execute(
        'SELECT "row", "column", value FROM proactive_disclosure WHERE report_id = ? AND value IS NOT NULL', (report,)
    ):
        found[f"proactive_disclosure/{row}/{column}"] = ("number", value)
    for table, columns in WIDE.items():
        for row, *values in db.execute(
            f'SELECT "row", {", ".join(columns)} FROM {table} WHERE report_id = ?', (report,)
        ):
            cells = zip(columns, values, strict=True)
            found |= {f"{table}/{row}/{column}": ("number", value) for column, value in cells if value is not None}
    for table, row, column, kind in db.execute(
        'SELECT "table", "row", "column", kind FROM cells_not_plain WHERE report_id = ? AND kind != \'number\'',
        (report,),
    ):
        found[f"{table}/{row}/{column}"] = (kind, None)
    return found


def test_every_file_and_every_page_that_leads_to_one_is_found_and_nothing_else(read: Read) -> None:
    expected = {read.host.url(path) for one in read.written.values() for path in (one.file, one.page) if path}
    assert read.crawled.found(read.host.home) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_every_kind_of_file_is_right_in_the_database(read: Read, kind: str) -> None:
    one = read.written[kind]
    with closing(sqlite3.connect(read.database)) as db:
        path = one.page if kind in SHOWN and one.page else one.file
        rows = db.execute("SELECT id, format FROM reports WHERE url = ?", (read.host.url(path),)).fetchall()
        assert [form for _, form in rows] == ["pictures" if kind in SHOWN else kind]
        assert len(one.cells) > 30
        assert numbers(db, rows[0][0]) == one.cells


def test_there_is_one_report_for_each_file(read: Read) -> None:
    with closing(sqlite3.connect(read.database)) as db:
        assert db.execute("SELECT count(*) FROM reports").fetchone()[0] == len(KINDS)
