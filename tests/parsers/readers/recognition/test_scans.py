"""Reports that are pictures are read as the same report in text is: whole, with places on the picture as it came."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import parsers
from archive.isolation import Isolation, parse_isolated
from parsers.model import Refusal, Report
from tests.support.scans import AGENCY, TITLE, painted, printed, saved, scan_pdf, scanned, stamped

FIGURES = (
    ("1206", "35", "0", "4", "/", "", "1245"),
    ("18", "7", "0", "0", "—", "", "25"),
    ("1190", "40", "0", "4", "/", "无", "1234"),
    ("1198", "41", "0", "4", "/", "无", "1243"),
    ("26", "1", "0", "0", "0", "0", "27"),
)


@cache
def text_report() -> Report:
    return parsers.parse(printed(FIGURES))


@cache
def page() -> Image.Image:
    return painted(printed(FIGURES))


def cells(report: Report) -> list[tuple[str, str, object]]:
    return [(cell.path, cell.kind, cell.value) for cell in report.cells]


def off(one: Report, other: Report, scale: float) -> float:
    """How far the boxes of cells of a picture lie from those of the text, in points."""
    pairs = zip(one.cells, other.cells, strict=True)
    sides = [(a * scale, b) for x, y in pairs for a, b in zip(x.locator["box"], y.locator["box"], strict=True)]
    return max(abs(a - b) for a, b in sides)


def test_a_clean_picture_gives_the_report_and_boxes_in_its_pixels() -> None:
    report = parsers.parse(saved(page(), "PNG"))
    assert (report.title, report.agency, report.year) == (TITLE, AGENCY, 2023)
    assert cells(report) == cells(text_report())
    assert off(report, text_report(), 72 / 150) < 2
    assert report.metadata["format"].value == "png"


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_page_on_its_side_or_head_is_read_with_places_on_it_as_it_came(turn: Image.Transpose) -> None:
    lying = page().transpose(turn)
    report = parsers.parse(saved(lying, "PNG"))
    assert cells(report) == cells(text_report())
    scale = 150 / 72
    for cell, plain in zip(report.cells, text_report().cells, strict=True):
        x0, y0, x1, y1 = (side * scale for side in plain.locator["box"])
        width, height = page().size
        on_its_side, on_its_head = (y0, width - x1, y1, width - x0), (width - x1, height - y1, width - x0, height - y0)
        wanted = on_its_side if turn is Image.Transpose.ROTATE_90 else on_its_head
        assert cell.locator["box"] == pytest.approx(wanted, abs=4)


def test_a_scan_turned_stamped_and_grainy_in_a_pdf_is_read_by_a_worker_with_its_own_bounds() -> None:
    scan = scan_pdf([scanned(stamped(page(), (720, 760)))])
    with Isolation() as isolation:
        report = parse_isolated(scan, isolation=isolation)
    missed = {a[0] for a, b in zip(cells(report), cells(text_report()), strict=True) if a != b}
    named = {path for problem in report.problems if problem.rule == "S-UNREADABLE" for path in problem.cells}
    assert missed <= named
    assert len(missed) <= 1  # the seal stands over six cells
    assert {cell.locator["page"] for cell in report.cells} == {1}
    assert off(report, text_report(), 1) < 25  # by 1.7 degrees, half a page from its middle


def test_a_printed_slip_is_read_as_it_is_printed_and_flagged_not_healed() -> None:
    wrong = [list(row) for row in FIGURES]
    wrong[0][6] = "1246"
    report = parsers.parse(saved(painted(printed(wrong)), "PNG"))
    total = next(cell for cell in report.cells if cell.path == "requests/new_requests/total")
    assert (total.raw, total.value, total.derived) == ("1246", 1246, None)
    assert [p.cells for p in report.problems if p.rule == "T3-ROW" and total.path in p.cells]


def test_a_page_without_anything_on_it_is_no_report() -> None:
    with pytest.raises(Refusal) as refusal:
        parsers.parse(saved(Image.new("L", (600, 800), 250), "JPEG"))
    assert refusal.value.code == "not_a_report"


@pytest.mark.parametrize("cut", [40, 2000])
def test_a_torn_picture_is_broken(cut: int) -> None:
    with pytest.raises(Refusal) as refusal:
        parsers.parse(saved(page(), "PNG")[:cut])
    assert refusal.value.code == "broken"


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refusal) as refusal:
        parsers.parse(saved(Image.new("1", (60_000, 20_000)), "PNG"))
    assert refusal.value.code == "too_large"


def test_without_the_extra_a_scan_is_told_and_waits(tmp_path: Path) -> None:
    """The interpreter is given a package that is not there, as if only the base were installed; the worker too."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None\n")
    (tmp_path / "scan.png").write_bytes(saved(page(), "PNG"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path.cwd())))}
    command = [sys.executable, "-c", "from archive.cli import main; main()", "parse", str(tmp_path / "scan.png")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "[needs_ocr]" in done.stderr


def test_reading_asks_no_network(tmp_path: Path) -> None:
    """Any socket that is opened while a picture is read fails the reading."""
    (tmp_path / "page.png").write_bytes(saved(page(), "PNG"))
    script = (
        "import json, socket, sys\n"
        "def closed(*_, **__): raise AssertionError('the network was asked for')\n"
        "socket.socket.__init__ = closed\nsocket.getaddrinfo = closed\n"
        "import parsers\n"
        "report = parsers.parse(open(sys.argv[1], 'rb').read())\n"
        "print(json.dumps([report.title, len(report.cells)]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "page.png")], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout) == [TITLE, 35], done.stderr
