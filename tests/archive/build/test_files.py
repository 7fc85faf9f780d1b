"""One report in several files: grouped, compared cell by cell, the best reading published and named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archive.captures import Exchange
from archive.layout import Layout
from tests.support.archives import AGENCY, built, fill, page, rows, titled
from tests.support.exchanges import exchange
from tests.support.files import blocks_of
from tests.support.files.docx import write_docx
from tests.support.files.ofd import write_ofd
from tests.support.files.xlsx import write_xlsx
from tests.support.paper import Paper
from tests.support.scans import write_sections

PAGE = "http://www.linjiang.gov.cn/2023.html"
COVER = f"<html><body><p>{titled()}见附件</p></body></html>".encode()
CELL = "proactive_disclosure/administrative_licensing/decisions_this_year"
FILES = "SELECT url, role, format, status, chosen, compared, differing FROM files ORDER BY url"


def file(name: str, body: bytes, **more: Any) -> Exchange:
    kind = (("Content-Type", "application/octet-stream"),)
    return exchange(f"http://www.linjiang.gov.cn/{name}", body, 1, **{"via": PAGE, "response_headers": kind, **more})


def docx(**changes: str) -> bytes:
    return write_docx(blocks_of(page(changes=changes or None).decode()))


def _built(root: Path, *exchanges: Exchange) -> Layout:
    layout = fill(root, *exchanges)
    built(layout)
    return layout


def test_page_and_attachment_that_agree_are_one_report(tmp_path: Path) -> None:
    layout = _built(tmp_path, exchange(PAGE, page()), file("a.docx", docx()))
    assert rows(layout, "SELECT url, format, variant_of FROM reports") == [(PAGE, "html", None)]
    ((cells,),) = rows(layout, "SELECT cells FROM reports")
    assert rows(layout, FILES) == [
        (PAGE, "page", "html", "parsed", 1, None, None),
        ("http://www.linjiang.gov.cn/a.docx", "file", "docx", "parsed", 0, cells, 0),
    ]
    assert rows(layout, "SELECT count(*) FROM problems WHERE rule = 'F-DIFFER'") == [(0,)]


def test_a_cell_in_which_page_and_attachment_differ_is_a_finding_that_shows_both(tmp_path: Path) -> None:
    layout = _built(tmp_path, exchange(PAGE, page()), file("a.docx", docx(**{CELL: "77"})))
    assert len(rows(layout, "SELECT id FROM reports")) == 1
    assert [row[-1] for row in rows(layout, FILES)] == [None, 1]
    ((severity, cells, cause, message),) = rows(
        layout, "SELECT severity, cells, cause, message FROM problems WHERE rule = 'F-DIFFER'"
    )
    assert severity == "warning"
    assert json.loads(cells) == [CELL]
    first, second = json.loads(cause)["files"]
    assert (first["format"], second["format"], second["raw"], second["value"]) == ("html", "docx", "77", 77)
    assert first["raw"] in message
    assert "77" in message
    assert set(second["locator"]) == {"table", "row", "cell"}
    ((published,),) = rows(
        layout,
        "SELECT value FROM proactive_disclosure WHERE row = 'administrative_licensing' AND column LIKE 'decisions%'",
    )
    assert published == first["value"]


def test_two_editions_behind_a_cover_page_are_one_report_of_the_better(tmp_path: Path) -> None:
    ofd = write_ofd(blocks_of(page().decode()))
    cover = exchange(PAGE, COVER, link_text=titled())
    layout = _built(tmp_path, cover, file("a.ofd", ofd), file("a.docx", docx()))
    assert rows(layout, "SELECT format, variant_of FROM reports") == [("docx", None)]
    assert [(row[2], row[4], row[6]) for row in rows(layout, FILES)] == [("docx", 1, None), ("ofd", 0, 0)]


def test_a_scan_beside_a_text_edition_is_its_file_and_no_second_report(tmp_path: Path) -> None:
    cover = exchange(PAGE, COVER, link_text=titled())
    scan = file("b.png", b"\x89PNG\r\n\x1a\n scan", link_text=titled() + "（图片版）")
    layout = _built(tmp_path, cover, file("a.docx", docx()), scan)
    assert rows(layout, "SELECT format FROM reports") == [("docx",)]
    assert [(row[1], row[3], row[4]) for row in rows(layout, FILES)] == [
        ("file", "parsed", 1),
        ("file", "unreadable", 0),
    ]


def test_tables_in_a_workbook_and_the_text_of_their_page_make_one_report(tmp_path: Path) -> None:
    whole = blocks_of(page().decode())
    tables = [block for block in whole if hasattr(block, "rows")]
    text = page().decode()
    while "<table" in text:
        text = text[: text.index("<table")] + text[text.index("</table>") + 8 :]
    layout = _built(tmp_path, exchange(PAGE, text.encode()), file("t.xlsx", write_xlsx(*[[table] for table in tables])))
    assert rows(layout, "SELECT agency, year, format FROM reports") == [(AGENCY, 2023, "xlsx")]
    assert [(row[1], row[4]) for row in rows(layout, FILES)] == [("page", 1), ("file", 1)]
    assert rows(layout, "SELECT role, part FROM files ORDER BY role") == [("file", "tables"), ("page", "text")]
    assert len(rows(layout, "SELECT key FROM sections")) == 6
    assert rows(layout, "SELECT rule FROM problems WHERE rule LIKE 'S-%'") == []
    roles = rows(layout, "SELECT role FROM report_captures ORDER BY role")
    assert roles == [("current",), ("page",)]


def test_files_of_other_years_and_bodies_stay_reports_of_their_own(tmp_path: Path) -> None:
    other = write_docx(blocks_of(page(2022).decode()))
    body = write_docx(blocks_of(page(agency="青禾县人民政府").decode()))
    layout = _built(tmp_path, exchange(PAGE, page()), file("a.docx", other), file("b.docx", body))
    assert len(rows(layout, "SELECT id FROM reports")) == 3


def test_a_report_on_a_page_alone_has_no_row_here(tmp_path: Path) -> None:
    assert rows(_built(tmp_path, exchange(PAGE, page())), FILES) == []


def test_grouping_piece_by_piece_gives_what_a_full_build_gives(tmp_path: Path) -> None:
    steps = [
        exchange(PAGE, page()),
        file("a.docx", docx(**{CELL: "77"})),
        file("a.ofd", write_ofd(blocks_of(page().decode()))),
    ]
    for step in steps:
        layout = _built(tmp_path / "steps", step)
    whole = _built(tmp_path / "whole", *steps)
    for table in ("reports", "files", "problems", "report_captures"):
        assert rows(layout, f"SELECT * FROM {table}") == rows(whole, f"SELECT * FROM {table}"), table


def test_a_title_left_among_a_files_properties_does_not_say_whose_report_it_is(tmp_path: Path) -> None:
    sheet = Paper()
    sheet.canvas.setTitle("白河县民政局2023年政府信息公开工作年度报告")
    sheet.text(60, 80, "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。")
    write_sections(sheet, [["1", "0", "0", "0", "0", "0", "1"]] * 5)
    layout = _built(tmp_path, file("a.pdf", sheet.done(), link_text=titled()))
    assert rows(layout, "SELECT agency_printed, title, title_basis FROM reports") == [(AGENCY, titled(), "link")]
