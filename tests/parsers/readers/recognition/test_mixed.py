"""PDF files of which some pages are pictures: these are read too, or it is said that they were not, and what was read instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.lib.utils import ImageReader

import parsers
from archive.isolation import Isolation, parse_isolated
from parsers.formats import load_limits
from parsers.model import Refusal, Report
from tests.support.paper import Paper
from tests.support.scans import AGENCY, TITLE, half_scanned, painted, printed, searchable

FIGURES = (
    ("1206", "35", "0", "4", "0", "0", "1245"),
    ("18", "7", "0", "0", "0", "0", "25"),
    ("1190", "40", "0", "4", "0", "0", "1234"),
    ("1198", "41", "0", "4", "0", "0", "1243"),
    ("26", "1", "0", "0", "0", "0", "27"),
)
TEXT_ALONE = replace(load_limits(), recognition_pages=-1)


def values(report: Report) -> list[float | None]:
    return [cell.value for cell in report.cells]


def said(report: Report, rule: str) -> list[tuple[str, str]]:
    return [(problem.severity, problem.message) for problem in report.problems if problem.rule == rule]


def test_a_pictured_page_among_pages_of_text_is_read_with_them() -> None:
    with Isolation() as isolation:
        report = parse_isolated(half_scanned(FIGURES), isolation=isolation)
    assert (report.title, report.agency) == (TITLE, AGENCY)
    assert values(report) == [float(one) for row in FIGURES for one in row]
    assert {cell.locator["page"] for cell in report.cells} == {2}
    assert all(0 < cell.locator["box"][0] < cell.locator["box"][2] < 595 for cell in report.cells)
    whole = parsers.parse(printed(FIGURES))
    assert [(one.key, one.text) for one in report.sections] == [(one.key, one.text) for one in whole.sections]
    assert not said(report, "S-PAGES")


def test_a_pictured_page_that_is_not_read_is_told_and_the_report_is_partial() -> None:
    body = printed(FIGURES, then=painted(printed(FIGURES)))
    report = parsers.parse(body, limits=TEXT_ALONE)
    assert (report.title, report.status) == (TITLE, "partial")
    ((severity, message),) = said(report, "S-PAGES")
    assert severity == "error"
    assert "第 2 页" in message


def test_pages_that_are_waited_for_are_not_passed_over() -> None:
    with pytest.raises(Refusal) as refusal:
        parsers.parse(half_scanned(FIGURES), limits=replace(load_limits(), recognition_pages=0))
    assert refusal.value.code == "needs_ocr"


def test_pages_of_text_that_are_no_report_leave_it_to_the_pictures() -> None:
    paper = Paper()
    paper.text(60, 100, "附件一：各单位目录，由办公室汇总后印发。")
    paper.page()
    paper.canvas.drawImage(ImageReader(painted(printed(FIGURES))), 0, 0, *paper.size)
    with pytest.raises(Refusal) as refusal:
        parsers.parse(paper.done(), limits=TEXT_ALONE)
    assert refusal.value.code == "needs_ocr"


def test_of_a_scan_with_a_hidden_text_the_picture_is_read_and_it_is_told() -> None:
    garbled = [[one.replace("1", "7") for one in row] for row in FIGURES]
    body = searchable(painted(printed(FIGURES)), garbled)
    report = parsers.parse(body)
    assert values(report) == [float(one) for row in FIGURES for one in row]
    assert [severity for severity, _ in said(report, "S-LAYER")] == ["info"]
    hidden = parsers.parse(body, limits=TEXT_ALONE)
    assert values(hidden) == [float(one) for row in garbled for one in row]
    assert [severity for severity, _ in said(hidden, "S-LAYER")] == ["warning"]
