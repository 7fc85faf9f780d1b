"""Tables three and four without rulings: rows by the form's names however their lines break, columns by place, doubt said."""

from __future__ import annotations

from parsers.document import Grid
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper

MIDDLES = [235.0, 275, 315, 360, 405, 445, 480]
APPLICANTS = ["自|然|人", "商业|企业", "科研|机构", "社会|公益|组织", "法律|服务|机构", "其|他", "总|计"]
FULL = ["1", "0", "0", "0", "0", "0", "1"]
OUTCOMES = ["结果|维持", "结果|纠正", "其他|结果", "尚未|审结", "总|计"]


def headed(anchor: tuple[str, ...] = ("法人或其他组织",), paper: Paper | None = None) -> Paper:
    """A page, of a paper in the making or a new one, that begins with the header of table three."""
    paper = paper or Paper()
    paper.text(270, 80, "申请人情况")
    for i, words in enumerate(anchor):
        paper.text(345, 95 + 12 * i, words, align="center")
    for x, words in zip(MIDDLES, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 127 + 13 * i, part, align="center")
    return paper


def row(paper: Paper, y: float, lines: list[str], values: list[str], *, x: float = 110) -> None:
    """A label of some lines, its values in the middle of their height."""
    for i, line in enumerate(lines):
        paper.text(x, y + 14 * (i - (len(lines) - 1) / 2), line, size=9)
    for at, value in zip(MIDDLES, values, strict=False):
        paper.text(at, y, value, align="center")


def rows(paper: Paper) -> dict[str, list[str]]:
    """The cells of each row by its label; the cells of a label without any are left out."""
    found = [one for grid in read(paper.done(), load_limits()).blocks if isinstance(grid, Grid) for one in grid.rows]
    return {one[0].text: [cell.text for cell in one[1:]] for one in found if len(one) > 1}


def form(paper: Paper) -> None:
    """Rows around the one that a test is about, so that the table is known."""
    row(paper, 190, ["一、本年新收政府信息公开申请数量"], FULL, x=60)
    row(paper, 215, ["二、上年结转政府信息公开申请数量"], FULL, x=60)
    row(paper, 240, ["（一）予以公开"], FULL)
    row(paper, 265, ["（二）部分公开"], FULL)


def test_a_label_of_many_lines_has_the_values_beside_it() -> None:
    paper = headed()
    form(paper)
    row(
        paper,
        310,
        ["1.申请人无正当理由逾期", "不补正、行政机关不再处", "理其政府信息公开申请"],
        ["4", "0", "0", "0", "0", "0", "4"],
    )
    row(paper, 350, ["3.其他"], FULL)
    found = rows(paper)
    assert found["1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"] == ["4", *["0"] * 5, "4"]
    assert found["3.其他"] == FULL


def test_two_lines_that_are_each_short_for_the_row_are_one_label() -> None:
    paper = headed()
    form(paper)
    row(paper, 300, ["2.没有现成信息", "需要另行制作"], ["6", "0", "0", "0", "0", "0", "6"])
    assert rows(paper)["2.没有现成信息需要另行制作"] == ["6", *["0"] * 5, "6"]


def test_the_number_of_an_item_that_stands_apart_is_no_value() -> None:
    paper = headed()
    form(paper)
    paper.text(60, 290, "（三）不予公开", size=9)
    paper.text(135, 290, "2", size=9)
    row(paper, 290, [".重复申请"], ["", "0", "0", "0", "0", "0", "0"], x=146)
    assert not any("2" in values for values in rows(paper).values())


def test_the_cell_beside_several_rows_is_no_part_of_their_labels() -> None:
    paper = headed()
    form(paper)
    for i, line in enumerate(("（三）不", "予公开")):
        paper.text(60, 293 + 14 * i, line, size=9)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    row(paper, 315, ["2.其他法律行政法", "规禁止公开"], ["2", "0", "0", "0", "0", "0", "2"])
    found = rows(paper)
    assert found["1.属于国家秘密"] == FULL
    assert found["2.其他法律行政法规禁止公开"] == ["2", *["0"] * 5, "2"]


def test_a_header_whose_title_is_cut_in_two_lines() -> None:
    paper = headed(("法人或", "其他组织"))
    form(paper)
    assert rows(paper)["（二）部分公开"] == FULL


def test_a_sign_in_the_middle_of_all_columns_is_a_merged_cell() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], [])
    paper.text(sum((MIDDLES[0], MIDDLES[-1])) / 2 + 6, 290, "0", align="center")
    grids = [block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid)]
    (cell,) = next(one[1:] for grid in grids for one in grid.rows if one[0].text == "1.属于国家秘密")
    assert (cell.text, cell.x, cell.colspan) == ("0", 1, 7)


def test_a_lone_sign_under_the_first_name_is_left_open() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], ["0"])
    assert rows(paper)["1.属于国家秘密"] == ["0"]  # one cell where seven are asked for: the reader of tables says so


def at_the_left(paper: Paper, y: float, label: str, values: list[str]) -> None:
    """A row whose values stand at the left of their columns."""
    row(paper, y, [label], [], x=60)
    for x, value in zip(MIDDLES, values, strict=False):
        paper.text(x - 10, y, value)


def test_a_lone_sign_at_the_left_of_full_rows_spans_them_and_the_reader_of_tables_says_so() -> None:
    for values, found in ((FULL, ["0"] * 7), ([*FULL[:3], "", *FULL[4:]], ["0"])):
        paper = headed()
        for y, label in ((190, "一、本年新收政府信息公开申请数量"), (215, "二、上年结转政府信息公开申请数量")):
            at_the_left(paper, y, label, FULL)
        for y, label in ((240, "（一）予以公开"), (265, "（二）部分公开")):
            at_the_left(paper, y, label, FULL)
        at_the_left(paper, 290, "2.重复申请", values)
        at_the_left(paper, 315, "1.属于国家秘密", ["0"])
        assert rows(paper)["1.属于国家秘密"] == found


def test_a_lone_total_stands_under_the_total() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], ["", "", "", "", "", "", "0"])
    assert rows(paper)["1.属于国家秘密"] == ["", "", "", "", "", "", "0"]


def test_values_beside_words_that_are_no_name_are_never_a_silent_blank() -> None:
    paper = headed()
    form(paper)
    paper.text(110, 290, "1.属于国家秘密", size=9)
    row(paper, 325, ["甲乙丙"], ["3", "0", "0", "0", "0", "0", "3"])
    found = rows(paper)
    assert len(found["1.属于国家秘密"]) != 7


def test_a_unit_below_its_figure_belongs_to_it() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], ["", *FULL[1:]])
    paper.text(MIDDLES[0], 284, "6", align="center")
    paper.text(MIDDLES[0], 297, "件", align="center")
    assert rows(paper)["1.属于国家秘密"] == ["6件", *FULL[1:]]


def challenges(values: list[str]) -> list[list[tuple[str, int, int]]]:
    paper = Paper((900, 400))
    paper.text(120, 60, "行政复议", align="center")
    paper.text(500, 60, "行政诉讼", align="center")
    paper.text(380, 75, "未经复议直接起诉", align="center")
    paper.text(640, 75, "复议后起诉", align="center")
    for i, words in enumerate(OUTCOMES * 3):
        for line, part in enumerate(words.split("|")):
            paper.text(40 + 52 * i, 95 + 12 * line, part, align="center", size=9)
    for i, value in enumerate(values):
        paper.text(40 + 52 * i, 135, value, align="center", size=9)
    paper.text(40, 180, "五、存在的主要问题及改进情况")
    (grid,) = (block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid))
    return [[(cell.text, cell.x, cell.colspan) for cell in one] for one in grid.rows]


def test_table_four_by_its_header() -> None:
    cases, litigation, head, values = challenges([str(i) for i in range(15)])
    assert cases == [("行政复议", 0, 5), ("行政诉讼", 5, 10)]
    assert litigation == [("未经复议直接起诉", 5, 5), ("复议后起诉", 10, 5)]
    assert [text for text, _, _ in head] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    assert values == [(str(i), i, 1) for i in range(15)]


def test_blanks_of_table_four_are_where_no_value_stands() -> None:
    *_, values = challenges(["", *["2"] * 4, *[""] * 8, "1", "1"])
    assert [text for text, _, _ in values] == ["", "2", "2", "2", "2", *[""] * 8, "1", "1"]


def test_where_only_some_cells_are_ruled_no_line_tells_the_columns() -> None:
    paper = headed()
    form(paper)
    for y in (182.0, 207.0, 232.0):
        paper.grid([222.0, 255, 295], [y, y + 20])
    found = rows(paper)
    assert found["（一）予以公开"] == found["一、本年新收政府信息公开申请数量"] == FULL


def test_a_row_that_may_have_slipped_left_of_its_total_is_left_open() -> None:
    for last, found in ((["1", ""], ["1", "1"]), (["2", ""], ["", "1", "", "", "", "2", ""])):
        paper = headed()
        form(paper)
        row(paper, 290, ["1.属于国家秘密"], FULL)
        row(paper, 315, ["2.其他法律行政法规禁止公开"], FULL)
        row(paper, 340, ["8.属于行政查询事项"], ["", "1", "", "", "", *last])
        assert rows(paper)["8.属于行政查询事项"] == found  # two for seven columns: the reader of tables says so
