"""Pages that are turned, two tables side by side, page numbers and feet between the rows of a table."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest

from parsers import parse
from parsers.document import Grid, Paragraph
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper
from tests.support.scans import APPLICANTS, SECTIONS, TITLE

XS = [60.0, 160.0, 220.0, 280.0]
YS = [100.0, 130.0, 160.0, 190.0]
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
    "（七）总计",
    "四、结转下年度继续办理",
)
ROWS = [["信息内容", "本年制发", "本年废止"], ["规章", "1", "2"], ["许可", "3", "4"]]


def texts(block: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def turned(body: bytes, degrees: int) -> bytes:
    """The same page with the attribute that has it shown turned."""
    with pdfium.PdfDocument(body) as document:
        for page in document:
            page.set_rotation(degrees)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def sideways(degrees: int, *, ruled: bool) -> bytes:
    """A page drawn sideways so that, turned by the attribute, it reads upright."""
    paper = Paper((842, 595))
    canvas = paper.canvas
    canvas.setPageSize((595, 842))
    shift = {90: (595, 0, 90), 180: (595, 842, 180), 270: (0, 842, 270)}[degrees]
    canvas.translate(*shift[:2])
    canvas.rotate(shift[2])
    paper.size = (595, 842) if degrees == 180 else (842, 595)
    if ruled:
        paper.table(XS, YS, ROWS)
    else:
        for row, y in zip(ROWS, YS, strict=False):
            for words, x in zip(row, XS, strict=False):
                paper.text(x, y + 20, words)
    return turned(paper.done(), degrees)


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_on_a_turned_page_is_read_as_it_is_shown(degrees: int, ruled: bool) -> None:
    (grid,) = read(sideways(degrees, ruled=ruled), load_limits()).grids()
    assert texts(grid) == ROWS
    page, left, top, right, foot = grid.rows[0][0].address
    assert (page, left < 165, right < 165, 98 < top < foot < 132) == (1, True, True, True)


def test_two_ruled_tables_side_by_side_are_two() -> None:
    paper = Paper()
    paper.table(XS, YS, ROWS)
    other = [["信息内容", "上年制发", "上年废止"], ["规章", "5", "6"], ["许可", "7", "8"]]
    paper.table([x + 250 for x in XS], YS, other)
    grids = [texts(grid) for grid in read(paper.done(), load_limits()).grids()]
    assert sorted(grids) == sorted([ROWS, other])


def two_years(*, ruled: bool) -> bytes:
    """A report whose table three has the columns of two years side by side."""
    paper = Paper((1000, 700))
    paper.text(500, 50, TITLE, 16, align="center")
    for i, (heading, words) in enumerate(SECTIONS[:2]):
        paper.text(60, 90 + 50 * i, heading, 12)
        paper.text(84, 112 + 50 * i, words)
    paper.text(60, 190, "三、收到和处理政府信息公开申请情况", 12)
    xs = [50.0, 240.0, *(240.0 + 50 * i for i in range(1, 15))]
    for half, year in ((415, "2023年"), (765, "2022年")):
        paper.text(half, 215, year, 9, align="center")
        paper.text(half, 232, "法人或其他组织", 8, align="center")
    for i, words in enumerate(APPLICANTS * 2):
        paper.text(xs[1] + 25 + 50 * i, 250, words, 7, align="center")
    for i, label in enumerate(LABELS):
        paper.text(60, 274 + 22 * i, label, 9)
        for k in range(14):
            paper.text(xs[1] + 25 + 50 * k, 274 + 22 * i, str(10 * i + k), 9, align="center")
    if ruled:
        paper.grid(xs, [238.0 + 22 * i for i in range(len(LABELS) + 2)])
    return paper.done()


@pytest.mark.parametrize("ruled", [True, False])
def test_two_years_side_by_side_are_left_open_and_said(ruled: bool) -> None:
    report = parse(two_years(ruled=ruled))
    assert not [cell for cell in report.cells if cell.value is not None]
    said = {path for problem in report.problems if problem.severity == "warning" for path in problem.cells}
    assert {f"requests/{row}/total" for row in ("new_requests", "carried_over_in", "results.disclosed")} <= said


def test_a_page_number_between_the_rows_of_a_table_is_no_value() -> None:
    paper = Paper()
    for number in (1, 2, 3):
        paper.table(
            XS, [740.0, 770.0, 800.0, 830.0], [[f"甲{number}", "5", "6"], ["", "", ""], [f"乙{number}", "7", "8"]]
        )
        paper.text(190, 789, f"- {number} -", align="center")
        paper.page()
    blocks = read(paper.done(), load_limits()).blocks
    cells = [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells()]
    assert not any("-" in text for text in cells)
    assert cells.count("5") == cells.count("8") == 3


def test_a_foot_inside_a_table_without_rulings_is_no_row() -> None:
    paper = Paper()
    for number in (1, 2, 3):
        for i, label in enumerate(("规章", "行政许可", "行政处罚")):
            paper.text(60, 690 + 24 * i, label)
            paper.text(300, 690 + 24 * i, str(10 * number + i))
        paper.text(60, 790, "某县人民政府办公室编印")
        paper.text(297, 815, f"- {number} -", align="center")
        paper.page()
    blocks = read(paper.done(), load_limits()).blocks
    words = " ".join(cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells())
    words += " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert "编印" not in words
    assert all(str(10 * number + i) in words for number in (1, 2, 3) for i in range(3))
