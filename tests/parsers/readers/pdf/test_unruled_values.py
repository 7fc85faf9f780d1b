"""Values of tables without rulings that narrow columns and page breaks cut, and headers of table four that pages cut short."""

from __future__ import annotations

from pathlib import Path

from parsers.document import Grid
from parsers.formats import load_limits
from parsers.readers.pdf import read
from parsers.readers.pdf.engine import opened, read_pages
from tests.parsers.readers.pdf.test_unruled_forms import FULL, MIDDLES, OUTCOMES, form, headed, row, rows
from tests.support.paper import Paper

DASH = "\u2014"


def grids(paper: Paper) -> list[list[list[str]]]:
    blocks = read(paper.done(), load_limits()).blocks
    return [[[cell.text for cell in one] for one in block.rows] for block in blocks if isinstance(block, Grid)]


def test_a_long_dash_that_a_narrow_column_sets_over_two_lines_is_one() -> None:
    paper = headed()
    form(paper)
    row(paper, 300, ["1.属于国家秘密"], ["1", "", "0", "", "0", "0", "1"])
    for x in (MIDDLES[1], MIDDLES[3]):
        for y in (293, 307):
            paper.text(x, y, DASH, align="center")
    assert rows(paper)["1.属于国家秘密"] == ["1", DASH * 2, "0", DASH * 2, "0", "0", "1"]


def test_as_many_zeros_as_there_are_columns_are_one_for_each() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], [])
    for i in range(7):
        paper.text(300 + 12 * i, 290, "\uff10")
    assert rows(paper)["1.属于国家秘密"] == ["\uff10"] * 7


def test_a_subtotal_lends_no_doubt_to_the_blank_row_below_it() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["小计"], FULL)
    row(paper, 315, ["1.信访举报投诉类申请"], [])
    assert rows(paper)["1.信访举报投诉类申请"] == [""] * 7


def test_units_that_a_page_break_parts_from_their_figures() -> None:
    paper = headed()
    form(paper)
    row(paper, 790, ["（七）总计"], ["3件", "0件", "0件", "0件", "0件", "0件", "3"])
    paper.page()
    paper.text(MIDDLES[6], 60, "件", align="center")
    row(paper, 100, ["四、结转下年度继续办理"], ["1件", "0件", "0件", "0件", "0件", "0件", "1件"], x=60)
    found = rows(paper)
    assert found["（七）总计"][-1] == "3件"
    assert found["四、结转下年度继续办理"] == ["1件", *["0件"] * 5, "1件"]


def challenges(names: list[str]) -> Paper:
    """The header of table four over two lines of names, some of which a page may leave out."""
    paper = Paper((900, 400))
    paper.text(120, 60, "行政复议", align="center")
    paper.text(500, 60, "行政诉讼", align="center")
    paper.text(380, 75, "未经复议直接起诉", align="center")
    paper.text(640, 75, "复议后起诉", align="center")
    for i, words in enumerate(names * 3):
        for line, part in enumerate(words.split("|")):
            paper.text(40 + 52 * i, 95 + 12 * line, part, align="center", size=9)
    return paper


def test_names_of_table_four_whose_second_line_is_left_out() -> None:
    paper = challenges(["结果", "结果", "其他", "尚未", "总计"])
    for i in range(5, 15):
        paper.text(40 + 52 * i, 115, str(i), align="center", size=9)
    paper.text(40, 180, "五、存在的主要问题及改进情况")
    (table,) = grids(paper)
    assert table[-1] == ["", "", "", "", "", *map(str, range(5, 15))]


def test_a_table_four_without_any_value_under_a_sentence_and_over_a_heading_without_a_number() -> None:
    paper = challenges(OUTCOMES)
    paper.text(60, 45, "该部分以表格形式报告。表格如下：")
    paper.text(40, 180, "存在的主要问题及改进情况")
    (table,) = grids(paper)
    assert table[-1] == [""] * 15


def test_a_figure_of_table_four_cut_over_lines_is_whole_where_its_group_s_sum_says_so() -> None:
    for end, count in (("4", 15), ("5", 16)):
        paper = challenges(OUTCOMES)
        for i, value in enumerate(["0"] * 5 + ["200", "20", "61", "43", "32"] + ["0"] * 5):
            paper.text(40 + 52 * i, 135, value, align="center", size=9)
        paper.text(40 + 52 * 9 - 2, 148, end, align="center", size=9)
        paper.text(40, 200, "五、存在的主要问题及改进情况")
        (table,) = grids(paper)
        assert len(table[-1]) == count
        assert ("324" in table[-1]) is (count == 15)


def test_blank_rows_of_table_four_whose_cases_stand_below_one_another() -> None:
    paper = Paper()
    for i, name in enumerate(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")):
        paper.text(200 + 70 * i, 60, name, align="center")
    paper.text(60, 80, "行政复议")
    for i in (0, 4):
        paper.text(200 + 70 * i, 80, "1", align="center")
    paper.text(60, 100, "未经复议直接起诉")
    paper.text(60, 120, "复议后起诉")
    paper.text(40, 160, "五、存在的主要问题及改进情况")
    (table,) = grids(paper)
    assert table[1:] == [
        ["行政复议", "1", "", "", "", "1"],
        ["未经复议直接起诉", *[""] * 5],
        ["复议后起诉", *[""] * 5],
    ]


def test_a_dash_is_as_high_as_it_is_wide_where_the_font_has_only_its_ink() -> None:
    file = Path(__file__).parents[3] / "fixtures" / "pdf" / "flat_dashes.pdf"  # printed by Chromium in Noto Sans CJK
    with opened(file.read_bytes(), load_limits()) as document:
        (page,) = read_pages(document, load_limits())
    assert [(glyph.text, round(glyph.size)) for glyph in page.glyphs] == [(DASH, 6)] * 2


def test_a_remark_in_brackets_belongs_to_the_name_of_a_column() -> None:
    paper = Paper()
    for x, words in (
        (60, "信息内容"),
        (200, "本年制发件数"),
        (300, "本年废止件数"),
        (400, "现行有效件数"),
        (470, "（截"),
        (500, "至年底）"),
    ):
        paper.text(x, 60, words)
    for y, values in ((80, ("规章", "1", "2", "3")), (100, ("规范性文件", "", "", "79"))):
        for x, value in zip((60, 225, 325, 450), values, strict=True):
            paper.text(x, y, value)
    (table,) = grids(paper)
    assert table == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数(截至年底)"],
        ["规章", "1", "2", "3"],
        ["规范性文件", "", "", "79"],
    ]
