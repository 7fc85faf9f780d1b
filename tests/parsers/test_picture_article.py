"""A report that its page shows as pictures is read as one: pages in their order, each cell with its picture, what lacks said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

import parsers
from parsers.formats import load_limits
from parsers.model import Refusal, Report
from parsers.parts import Part
from tests.support.report_pages import report_page
from tests.support.scans import AGENCY, TITLE, pages_of, printed, saved

FIGURES = (
    ("1206", "35", "0", "4", "0", "0", "1245"),
    ("18", "7", "0", "0", "0", "0", "25"),
    ("1190", "40", "0", "4", "0", "0", "1234"),
    ("1198", "41", "0", "4", "0", "0", "1243"),
    ("26", "1", "0", "0", "0", "0", "27"),
)
FOLDER = "http://qsx.example.gov.cn/slj/202401/"
URL = f"{FOLDER}t1.html"
WAITS = replace(load_limits(), recognition_pages=0)


@cache
def scans() -> tuple[bytes, bytes]:
    first, second = pages_of(FIGURES)
    return saved(first, "JPEG", quality=85), saved(second, "PNG")


@cache
def ornament(side: int) -> bytes:
    return saved(Image.new("RGB", (side, side), "navy"), "PNG")


def article(shown: str, title: str = TITLE, title_tag: str = TITLE) -> bytes:
    head = f'<title>{title_tag}</title><meta name="PubDate" content="2024-01-20 08:00">'
    foot = '<div><img src="/i/code.png">主办：青石县人民政府办公室</div>'
    return f"<html><head>{head}</head><body><h1>{title}</h1><p>日期：2024-01-20</p>{shown}{foot}</body></html>".encode()


def part(name: str, body: bytes) -> Part:
    return Part(FOLDER + name, body)


def read(shown: str, *parts: Part) -> Report:
    return parsers.parse(article(shown), url=URL, parts=parts)


def values(report: Report) -> dict[str, float | None]:
    return {cell.path: cell.value for cell in report.cells}


def said(report: Report, rule: str) -> list[tuple[str, str]]:
    return [(problem.severity, problem.message) for problem in report.problems if problem.rule == rule]


def test_pictures_are_one_report_in_the_order_in_which_the_page_shows_them() -> None:
    """They are given in another; the table goes on from one to the next, and the first names its columns."""
    first, second = scans()
    shown = '<p><img src="z.jpg"></p><p><img src="a.png"></p>'
    report = read(shown, part("a.png", second), part("z.jpg", first), Part(f"{FOLDER[:-11]}i/code.png", ornament(90)))
    assert (report.title, report.agency, report.year, report.published_on) == (TITLE, AGENCY, 2023, "2024-01-20")
    assert values(report) == values(parsers.parse(printed(FIGURES)))
    parts = {cell.row: cell.locator["part"] for cell in report.cells}
    assert {row: parts[row] for row in ("new_requests", "carried_over_in", "carried_over_out")} == {
        "new_requests": 2,
        "carried_over_in": 2,
        "carried_over_out": 3,
    }
    assert {cell.locator["page"] for cell in report.cells} == {1}
    assert [section.key for section in report.sections] == [s.key for s in parsers.parse(printed(FIGURES)).sections]
    assert report.metadata["format"].value == "pictures"
    assert report.metadata["pages"].where == {"urls": [f"{FOLDER}z.jpg", f"{FOLDER}a.png"]}
    assert not said(report, "S-PAGES")


def test_a_place_is_that_on_its_own_picture() -> None:
    first, second = scans()
    report = read('<img src="1.jpg"><img src="2.png">', part("1.jpg", first), part("2.png", second))
    low = next(cell for cell in report.cells if cell.row == "carried_over_out" and cell.column == "natural_person")
    high = next(cell for cell in report.cells if cell.row == "new_requests" and cell.column == "natural_person")
    scale = 150 / 72
    for cell, top in ((high, 240 + 22), (low, 60 + 22)):
        wanted = [230 * scale, top * scale, 275 * scale, (top + 22) * scale]
        assert cell.locator["box"] == pytest.approx(wanted, abs=4)


def test_linked_pictures_are_pages_too() -> None:
    first, second = scans()
    shown = '<p><a href="1.jpg">第1页</a> <a href="2.png"><img src="small.png">第2页</a></p>'
    report = read(shown, part("1.jpg", first), part("2.png", second))
    assert values(report) == values(parsers.parse(printed(FIGURES)))


def test_pages_that_lack_are_said_and_ornaments_are_told_from_them() -> None:
    first, _ = scans()
    shown = '<img src="1.jpg"><img src="2.png"><img src="3.png"><img src="line.png">'
    torn = part("2.png", scans()[1][:3000])
    report = read(shown, part("1.jpg", first), torn, part("line.png", ornament(400)))
    ((severity, message),) = said(report, "S-PAGES")
    assert (severity, report.status) == ("error", "partial")
    assert f"{FOLDER}2.png、{FOLDER}3.png。" in message
    ((severity, message),) = said(report, "S-PICTURES")
    assert severity == "info"
    assert "line.png" in message
    assert "code.png" in message


def test_without_recognition_the_article_waits_as_one_and_names_its_pictures() -> None:
    first, second = scans()
    parts = (part("1.jpg", first), part("2.png", second))
    with pytest.raises(Refusal) as refusal:
        parsers.parse(article('<img src="1.jpg"><img src="2.png">'), url=URL, parts=parts, limits=WAITS)
    assert (refusal.value.code, refusal.value.kind) == ("needs_ocr", "pictures")
    assert f"{FOLDER}1.jpg、{FOLDER}2.png" in str(refusal.value)


def test_where_no_picture_can_be_read_the_reason_is_that_of_the_pictures() -> None:
    with pytest.raises(Refusal) as refusal:
        read('<img src="1.jpg">', part("1.jpg", scans()[0][:200]))
    assert (refusal.value.code, refusal.value.kind) == ("broken", "pictures")
    with pytest.raises(Refusal) as refusal:
        read('<img src="1.png">', part("1.png", ornament(400)))
    assert (refusal.value.code, refusal.value.kind) == ("not_a_report", "pictures")


def test_a_list_that_links_to_pictures_of_reports_is_no_report() -> None:
    """They are read by themselves: the pictures here would be of other years."""
    shown = "".join(
        f'<p><a href="{year}.jpg">{AGENCY}{year}年政府信息公开工作年度报告</a></p>' for year in (2022, 2023)
    )
    body = article(shown, "政府信息公开年报", "政府信息公开年报")
    parts = [part(f"{year}.jpg", scans()[0]) for year in (2022, 2023)]
    for some in (parts, parts[1:]):
        with pytest.raises(Refusal) as refusal:
            parsers.parse(body, url=URL, parts=some, limits=WAITS)
        assert (refusal.value.code, refusal.value.kind) == ("not_a_report", "")


def test_a_page_whose_text_is_the_report_is_read_as_text() -> None:
    body = report_page(TITLE).replace(b"</body>", b'<img src="1.jpg"></body>')
    report = parsers.parse(body, url=URL, parts=[part("1.jpg", scans()[0])])
    assert report.metadata["format"].value == "html"
    assert "pages" not in report.metadata
