"""Pictures in an archive are the pages of one report, in the order of their numbers; what lies beside them is told."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

import parsers
from parsers.archives.members import Member
from parsers.archives.pictures import sets_of
from parsers.formats import load_limits
from parsers.model import Refusal, Report
from tests.support.scans import TITLE, pages_of, printed, saved

FIGURES = (
    ("1206", "35", "0", "4", "0", "0", "1245"),
    ("18", "7", "0", "0", "0", "0", "25"),
    ("1190", "40", "0", "4", "0", "0", "1234"),
    ("1198", "41", "0", "4", "0", "0", "1243"),
    ("26", "1", "0", "0", "0", "0", "27"),
)
PNG = b"\x89PNG\r\n\x1a\n"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def said(report: Report, rule: str) -> list[tuple[str, str]]:
    return [(problem.severity, problem.message) for problem in report.problems if problem.rule == rule]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (("年报/10.jpg", "年报/9.jpg", "年报/附件.docx"), [["年报/9.jpg", "年报/10.jpg"], ["年报/附件.docx"]]),
        (("第三页.png", "第一页.png", "第二页.png"), [["第一页.png", "第二页.png", "第三页.png"]]),
        (("a/2.png", "b/1.png", "a/1.png"), [["a/1.png", "a/2.png"], ["b/1.png"]]),
    ],
)
def test_pictures_of_a_folder_belong_together_in_the_order_of_their_numbers(
    names: tuple[str, ...], order: list[list[str]]
) -> None:
    members = [Member(name, b"PK" if name.endswith("docx") else PNG) for name in names]
    assert sorted([member.name for member in own] for own in sets_of(members)) == sorted(order)


def test_pictures_in_an_archive_are_one_report() -> None:
    first, second = pages_of(FIGURES)
    files = {
        "扫描/10.png": saved(second, "PNG"),
        "扫描/9.jpg": saved(first, "JPEG", quality=85),
        "扫描/11.jpg": b"\xff\xd8\xff\xe0 torn",
        "扫描/logo.png": saved(Image.new("RGB", (150, 80), "navy"), "PNG"),
    }
    report = parsers.parse(packed(files))
    truth = parsers.parse(printed(FIGURES))
    assert (report.title, report.status) == (TITLE, "partial")
    assert {cell.path: cell.value for cell in report.cells} == {cell.path: cell.value for cell in truth.cells}
    assert {cell.row: cell.locator["part"] for cell in report.cells}["new_requests"] == 1
    assert {cell.row: cell.locator["part"] for cell in report.cells}["carried_over_out"] == 2
    assert report.metadata["pages"].where == {"text": "扫描/9.jpg\n扫描/10.png"}
    ((severity, message),) = said(report, "S-PAGES")
    assert (severity, "扫描/11.jpg" in message) == ("error", True)
    ((severity, message),) = said(report, "S-PICTURES")
    assert (severity, "扫描/logo.png" in message) == ("info", True)


def test_without_recognition_they_wait_together() -> None:
    body = packed({f"{n}.png": PNG + b"x" for n in (1, 2, 3)})
    with pytest.raises(Refusal) as refusal:
        parsers.parse(body, limits=replace(load_limits(), recognition_pages=0))
    assert refusal.value.code == "needs_ocr"
    assert "3 pictures" in str(refusal.value)
