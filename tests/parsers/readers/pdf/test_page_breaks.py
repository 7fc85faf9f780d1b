"""Tables over page breaks: one table, repeated headers left out, rows cut in two made whole."""

from __future__ import annotations

from parsers.document import Grid, Paragraph
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper

XS = [60.0, 220.0, 300.0, 380.0]
HEAD = ["信息内容", "本年制发件数", "本年废止件数"]


def two_pages(first: list[list[str]], second: list[list[str]], xs: list[float] | None = None) -> list[Grid | Paragraph]:
    paper = Paper()
    top = 740 - 30.0 * len(first)
    paper.table(XS, [top + 30 * i for i in range(len(first) + 1)], first)
    paper.page()
    paper.table(xs or XS, [90 + 30.0 * i for i in range(len(second) + 1)], second)
    return read(paper.done(), load_limits()).blocks


def texts(block: Grid | Paragraph) -> list[list[str]]:
    assert isinstance(block, Grid)
    return [[cell.text for cell in row] for row in block.rows]


def test_a_table_over_two_pages_is_one() -> None:
    blocks = two_pages([HEAD, ["规章", "1", "0"]], [["行政规范性文件", "3", "4"]])
    assert [texts(block) for block in blocks] == [[HEAD, ["规章", "1", "0"], ["行政规范性文件", "3", "4"]]]
    assert isinstance(blocks[0], Grid)
    assert [row[1].address[0] for row in blocks[0].rows] == [1, 1, 2]


def test_a_repeated_header_is_left_out() -> None:
    blocks = two_pages([HEAD, ["规章", "1", "0"]], [HEAD, ["行政规范性文件", "3", "4"]])
    assert [texts(block) for block in blocks] == [[HEAD, ["规章", "1", "0"], ["行政规范性文件", "3", "4"]]]


def test_a_label_broken_in_the_middle_of_a_word_is_whole_again() -> None:
    blocks = two_pages([HEAD, ["行政规范", "3", "4"]], [["性文件", "", ""], ["规章", "1", "0"]])
    assert [texts(block) for block in blocks] == [[HEAD, ["行政规范性文件", "3", "4"], ["规章", "1", "0"]]]


def test_values_that_stand_with_the_rest_of_the_label() -> None:
    blocks = two_pages([HEAD, ["行政规范", "", ""]], [["性文件", "3", "4"]])
    assert [texts(block) for block in blocks] == [[HEAD, ["行政规范性文件", "3", "4"]]]


def test_a_blank_row_at_the_head_of_a_page_stays_a_row() -> None:
    blocks = two_pages([HEAD, ["规章", "1", "0"]], [["行政规范性文件", "", ""]])
    assert [texts(block) for block in blocks] == [[HEAD, ["规章", "1", "0"], ["行政规范性文件", "", ""]]]


def test_a_table_of_another_width_is_another_table() -> None:
    blocks = two_pages([HEAD, ["规章", "1", "0"]], [["甲", "3", "4"]], [60.0, 200.0, 300.0, 520.0])
    assert len(blocks) == 2


def test_page_numbers_and_running_feet_are_no_text_even_inside_a_table() -> None:
    paper = Paper()
    for number in (1, 2, 3):
        paper.text(297, 815, f"- {number} -", align="center")
        paper.text(60, 800, "某县人民政府办公室")
        paper.text(60, 300, f"第{number}段正文，与其他各页不同。" * number)
        paper.table(XS, [700.0, 740.0, 830.0], [HEAD, [f"行{number}", "5", "6"]])
        paper.page()
    blocks = read(paper.done(), load_limits()).blocks
    words = " ".join(b.text for b in blocks if isinstance(b, Paragraph))
    words += " ".join(c.text for b in blocks if isinstance(b, Grid) for c in b.cells())
    assert "办公室" not in words
    assert "- " not in words
    assert all(f"第{number}段正文" in words and f"行{number}" in words for number in (1, 2, 3))


def test_a_header_below_another_table_is_known_where_it_is_repeated() -> None:
    heads = [["申请人情况", "自然人", "总计"], ["项目", "件数", "合计数"]]
    first = [["行政许可", "1", "1"], *heads, ["规章", "1", "0"]]
    blocks = two_pages(first, [*heads, ["行政规范性文件", "3", "4"]])
    assert [texts(block) for block in blocks] == [[*first, ["行政规范性文件", "3", "4"]]]


def test_a_row_that_opens_with_a_number_is_no_rest_of_the_row_before() -> None:
    first, second = ["统计指标", "单位", "统计数"], ["一、主动公开情况", "", ""]
    blocks = two_pages([["数", "1", "2"], first], [second, ["其中：条数", "条", "7"]])
    assert [texts(block)[1:3] for block in blocks] == [[first, second]]


def test_rows_with_words_in_two_columns_are_two() -> None:
    first, second = ["参加新闻发布会总次数", "次", ""], ["其中：主要负责同志参加次数", "次", ""]
    blocks = two_pages([["数", "1", "2"], first], [second, ["其中：条数", "条", "7"]])
    assert [texts(block)[1:3] for block in blocks] == [[first, second]]


def test_signs_for_nothing_cut_in_two_are_whole_again() -> None:
    first = ["5.要求行政机关", "—", "—"]
    blocks = two_pages([["数", "1", "2"], first], [["确认或重新出具已获取信息", "—", "—"], ["3.其他", "0", "7"]])
    assert texts(blocks[0])[1] == ["5.要求行政机关确认或重新出具已获取信息", "——", "——"]


def test_figures_cut_in_two_are_never_put_together() -> None:
    first = ["5.要求行政机关", "12", "1"]
    blocks = two_pages([["数", "1", "2"], first], [["确认或重新出具已获取信息", "34", "5"], ["3.其他", "0", "7"]])
    assert not [cell for row in texts(blocks[0]) for cell in row if cell in ("1234", "15")]


def test_a_label_beside_several_rows_is_whole_on_both_pages() -> None:
    paper = Paper()
    xs, ys = [50.0, 140.0, 230.0, 300.0], [680.0, 710.0, 740.0]
    paper.table(xs, ys, [["数", "1", "2"], ["（六）其他处", "1.逾期不补正", "5"]])
    paper.page()
    paper.table(xs, [90.0, 120.0, 150.0], [["理", "2.逾期不缴费", "8"], ["（七）总计", "", "9"]])
    (grid,) = read(paper.done(), load_limits()).blocks
    assert [row[0] for row in texts(grid)] == ["数", "（六）其他处理", "（六）其他处理", "（七）总计"]


def test_a_title_row_that_a_page_break_cuts_off_opens_its_table() -> None:
    paper = Paper()
    paper.text(60, 680, "四、政府信息公开行政复议、行政诉讼情况")
    paper.table([60.0, 380.0], [710.0, 735.0], [["行政复议"]])
    paper.text(300, 815, "- 1 -", align="center")
    paper.page()
    paper.table(XS, [90.0, 120.0, 150.0], [["结果维持", "结果纠正", "总计"], ["1", "2", "3"]])
    found = read(paper.done(), load_limits()).blocks
    assert [texts(block) for block in found if isinstance(block, Grid)] == [
        [["行政复议"], ["结果维持", "结果纠正", "总计"], ["1", "2", "3"]]
    ]


def test_a_frame_around_text_at_the_foot_of_a_page_is_no_table() -> None:
    paper = Paper()
    paper.table([60.0, 380.0], [710.0, 735.0], [["联系电话"]])
    paper.page()
    paper.text(60, 100, "正文")
    assert not [block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid)]


def test_a_row_whose_label_and_values_a_page_break_parts_is_one() -> None:
    whole = [HEAD, ["规章", "1", "0"], ["行政规范性文件", "3", "4"]]
    for above, below in ((["", "3", "4"], ["行政规范性文件", "", ""]), (["行政规范性文件", "", ""], ["", "3", "4"])):
        (block,) = two_pages([HEAD, ["规章", "1", "0"], above], [below])
        assert texts(block) == whole


def test_a_blank_row_behind_a_row_that_is_whole_stays_blank() -> None:
    (block,) = two_pages([HEAD, ["规章", "1", "0"]], [["行政规范性文件", "", ""], ["行政许可", "3", "4"]])
    assert texts(block) == [HEAD, ["规章", "1", "0"], ["行政规范性文件", "", ""], ["行政许可", "3", "4"]]
