"""Tables without rulings as Pandoc, MuPDF and wkhtmltopdf set them: values at the top of their row, columns that nearly touch."""

from __future__ import annotations

from tests.parsers.readers.pdf.test_unruled_forms import APPLICANTS, FULL, MIDDLES, form, headed, row, rows
from tests.support.paper import Paper


def from_top(paper: Paper, y: float, lines: list[str], values: list[str]) -> None:
    """A label of some lines, its values beside the first."""
    for i, line in enumerate(lines):
        paper.text(110, y + 12 * i, line, size=9)
    for at, value in zip(MIDDLES, values, strict=False):
        paper.text(at, y, value, align="center")


ITEMS = [
    ["（三）不予", "公开1.属于", "国家秘密"],
    ["（三）不予", "公开2.其他", "法律行政法", "规禁止公开"],
    ["（三）不予", "公开4.保护", "第三方合法", "权益"],
    ["（三）不予", "公开6.属于", "四类过程性", "信息"],
    ["（三）不予", "公开7.属于", "行政执法案", "卷"],
    ["（三）不予", "公开8.属于", "行政查询事", "项"],
]


def test_values_beside_the_first_line_of_their_label() -> None:
    paper = headed()
    form(paper)
    for number, lines in enumerate(ITEMS):
        from_top(paper, 290 + 50 * number, lines, [str(number), *FULL[1:-1], str(number)])
    found = rows(paper)
    assert found["1.属于国家秘密"] == ["0", "0", "0", "0", "0", "0", "0"]
    assert found["2.其他法律行政法规禁止公开"] == ["1", "0", "0", "0", "0", "0", "1"]
    assert found["8.属于行政查询事项"] == ["5", "0", "0", "0", "0", "0", "5"]


def test_a_row_cut_by_the_page_break_goes_on_with_the_lines_of_its_label() -> None:
    paper = headed()
    form(paper)
    for number, lines in enumerate(ITEMS[:-1]):
        from_top(paper, 290 + 50 * number, lines, FULL)
    from_top(paper, 560, ["（三）不予", "公开8.属于"], ["7", "0", "0", "0", "0", "0", "7"])
    paper.page()
    from_top(paper, 60, ["行政查询事", "项"], [])
    from_top(paper, 84, ["（七）总计"], FULL)
    assert rows(paper)["8.属于行政查询事项"] == ["7", "0", "0", "0", "0", "0", "7"]


def test_figures_of_two_columns_that_nearly_touch_are_two() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], ["", "", "3", "4", "5", "6", "6904"])
    paper.text(261, 290, "2886", align="right")
    paper.text(263, 290, "4000")
    assert rows(paper)["1.属于国家秘密"] == ["2886", "4000", "3", "4", "5", "6", "6904"]


def test_two_lines_of_values_beside_one_label_are_doubt_for_the_blank_one_below() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    row(paper, 306, [], FULL)
    row(paper, 340, ["2.其他法律行政法规禁止公开"], [])
    found = rows(paper)
    assert len(found["1.属于国家秘密"]) != 7
    assert len(found["2.其他法律行政法规禁止公开"]) != 7


def test_values_that_end_a_page_belong_to_the_label_that_opens_the_next() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    row(paper, 330, [], ["7", "0", "0", "0", "0", "0", "7"])
    paper.page()
    row(paper, 80, ["2.其他法律行政法规禁止公开"], [])
    row(paper, 120, ["（七）总计"], FULL)
    assert rows(paper)["2.其他法律行政法规禁止公开"] == ["7", "0", "0", "0", "0", "0", "7"]


def test_values_that_open_a_page_belong_to_the_label_that_ends_the_one_before() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], [])
    paper.page()
    row(paper, 60, [], ["7", "0", "0", "0", "0", "0", "7"])
    row(paper, 100, ["2.其他法律行政法规禁止公开"], FULL)
    row(paper, 140, ["（七）总计"], FULL)
    assert rows(paper)["1.属于国家秘密"] == ["7", "0", "0", "0", "0", "0", "7"]


def test_a_figure_right_behind_a_label_that_fills_its_column_is_a_value() -> None:
    paper = Paper()
    for y, words, values in (
        (80, "信息内容", ["本年制发件数", "本年废止件数", "现行有效件数"]),
        (100, "规章", ["3", "4", "5"]),
        (120, "行政规范性文件", ["", "40", "50"]),
    ):
        paper.text(60, y, words)
        for x, value in zip((130, 230, 330), values, strict=True):
            paper.text(x, y, value)
    paper.text(130, 120, "19")
    assert rows(paper)["行政规范性文件"] == ["19", "40", "50"]


def test_two_values_under_the_one_name_of_a_header_are_left_open() -> None:
    paper = Paper()
    paper.text(60, 80, "信息内容")
    paper.text(150, 80, "本年处理决定数量")
    for y, words, values in ((100, "行政处罚", ["3"]), (120, "行政强制", ["4", "5"])):
        paper.text(60, y, words)
        for x, value in zip((150, 190), values, strict=False):
            paper.text(x, y, value)
    assert rows(paper) == {"信息内容": ["本年处理决定数量"], "行政处罚": ["3"], "行政强制": ["4", "5"]}


def test_a_last_name_that_nearly_touches_the_one_before_is_a_column_of_its_own() -> None:
    paper = Paper()
    paper.text(270, 80, "申请人情况")
    paper.text(345, 95, "法人或其他组织", align="center")
    places = [200.0, 250, 300, 350, 420, 480.8, 540]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    for x, name in zip(places, names, strict=True):
        paper.text(x, 127, name)
    lines = ["一、本年新收政府信息公开申请数量", "（一）予以公开", "（二）部分公开", "1.属于国家秘密", "（七）总计"]
    for number, words in enumerate(lines):
        paper.text(40, 150 + 20 * number, words, size=9)
        for x, value in zip(places, ["", "", "1", "2", "3", "4", "10"], strict=True):
            paper.text(x, 150 + 20 * number, value)
    assert rows(paper)["（二）部分公开"] == ["", "", "1", "2", "3", "4", "10"]


def test_a_header_whose_first_name_ends_the_page_before_is_not_taken_for_one_of_six_columns() -> None:
    paper = Paper()
    for y, words in ((760, "申请人情况"), (780, "法人或其他组织")):
        paper.text(300, y, words)
    paper.text(MIDDLES[0], 800, "自然", align="center")
    paper.page()
    for x, words in zip(MIDDLES, ["人", *APPLICANTS[1:]], strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 60 + 13 * i, part, align="center")
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], ["", "2", "3", "4", "5", "6", "20"])
    assert rows(paper)["1.属于国家秘密"] == ["", "2", "3", "4", "5", "6", "20"]


def test_a_figure_behind_a_label_and_far_from_the_column_leaves_the_row_open() -> None:
    paper = Paper()
    for y, words, values in (
        (80, "行政许可", ["1", "2", "3"]),
        (100, "行政处罚", ["3", "4", "5"]),
        (120, "行政强制45", []),
    ):
        paper.text(60, y, words)
        for x, value in zip((200, 260, 320), values, strict=False):
            paper.text(x, y, value)
    assert rows(paper)["行政强制45"] == ["45"]  # one cell where three are asked for
