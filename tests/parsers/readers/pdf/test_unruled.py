"""Tables without rulings: columns by where values stand, blanks by where none does."""

from __future__ import annotations

from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper

MIDDLES = [260.0, 340.0, 420.0, 500.0]
HEAD = ["甲类", "乙类", "丙类", "总计"]


def table(rows: list[tuple[str, list[str]]], *, align: str = "center", head: bool = True) -> list[list[str]]:
    paper = Paper()
    paper.text(60, 80, "下表没有框线，数字按所在的位置归列，空着的就是空白，不能挪到旁边去。")
    if head:
        for x, words in zip(MIDDLES, HEAD, strict=True):
            paper.text(x, 120, words, align=align)
    for number, (label, values) in enumerate(rows):
        y = 150.0 + 24 * number
        lines = label.split("\n")
        for i, line in enumerate(lines):
            paper.text(60, y + 12 * (i - (len(lines) - 1) / 2), line)
        for x, words in zip(MIDDLES, values, strict=True):
            if words:
                paper.text(x, y, words, align=align)
    grids = list(read(paper.done(), load_limits()).grids())
    return [[cell.text for cell in row] for grid in grids for row in grid.rows if row[0].text]


def test_every_value_in_its_column() -> None:
    rows = [("规章", ["1", "20", "3", "24"]), ("行政许可", ["100", "0", "/", "100"])]
    assert table(rows)[-2:] == [["规章", "1", "20", "3", "24"], ["行政许可", "100", "0", "/", "100"]]


def test_a_blank_is_a_blank_where_it_stands() -> None:
    rows = [("规章", ["1", "20", "3", "24"]), ("许可", ["7", "", "2", "9"]), ("处罚", ["", "", "5", ""])]
    assert table(rows)[-2:] == [["许可", "7", "", "2", "9"], ["处罚", "", "", "5", ""]]


def test_a_column_without_any_value_is_known_by_its_header() -> None:
    rows = [("规章", ["1", "", "3", "4"]), ("许可", ["7", "", "2", "9"])]
    assert table(rows)[-2:] == [["规章", "1", "", "3", "4"], ["许可", "7", "", "2", "9"]]


def test_values_at_the_left_or_right_of_their_columns() -> None:
    rows = [("规章", ["1", "20", "3", "24"]), ("许可", ["700", "", "2", "9"])]
    for align in ("left", "right"):
        assert table(rows, align=align)[-2:] == [["规章", "1", "20", "3", "24"], ["许可", "700", "", "2", "9"]]


def test_a_label_of_two_lines_is_one() -> None:
    rows = [("规章", ["1", "2", "3", "6"]), ("行政规范\n性文件", ["1", "1", "1", "3"]), ("许可", ["0", "0", "0", "0"])]
    assert table(rows)[-2] == ["行政规范性文件", "1", "1", "1", "3"]


def test_prose_is_no_table() -> None:
    paper = Paper()
    for i in range(6):
        paper.text(60, 100 + 20 * i, f"2023年，本机关主动公开政府信息{i}条，办理申请{i}件，均按期答复申请人。")
    assert not list(read(paper.done(), load_limits()).grids())


def table_three(rows: list[tuple[str, list[str]]]) -> list[list[str]]:
    """Table three without rulings, its header in several lines; the values stand a little off the middle in turn."""
    paper = Paper()
    middles = [235, 275, 315, 360, 405, 445, 480]
    paper.text(270, 100, "申请人情况")
    paper.text(70, 128, "（本列数据的勾稽关系为：第一项加第", size=8)
    paper.text(330, 115, "法人或其他组织", align="center")
    for x, words in zip(middles, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 127 + 13 * i - (0 if x < 480 else 6), part, align="center")
    paper.text(70, 141, "二项之和，等于第三项加第四项之和）", size=8)
    for i, (label, values) in enumerate(rows):
        paper.text(70, 180 + 18 * i, label, size=9)
        for x, value in zip(middles, values, strict=False):
            paper.text(x + 4 * (i % 2), 180 + 18 * i, value, align="center")
    grid = next(iter(read(paper.done(), load_limits()).grids()))
    head = [cell.x for cell in grid.rows[0]][1:]
    assert all([cell.x for cell in row][1:] == head for row in grid.rows[1:])
    return [[cell.text for cell in row] for row in grid.rows]


APPLICANTS = ["自|然|人", "商业|企业", "科研|机构", "社会|公益|组织", "法律|服务|机构", "其|他", "总|计"]
NEW, OLD, NEXT = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"


def test_the_header_of_table_three_is_told_by_place() -> None:
    head, *rows = table_three([(NEW, ["7", "8", "9", "", "11", "12", "13"]), (OLD, ["1", "0", "0", "", "0", "0", "1"])])
    assert head[1:] == [words.replace("|", "") for words in APPLICANTS]
    assert rows == [[NEW, "7", "8", "9", "", "11", "12", "13"], [OLD, "1", "0", "0", "", "0", "0", "1"]]


def test_a_row_of_blanks_keeps_its_place_between_others() -> None:
    full = ["1", "0", "0", "0", "0", "0", "1"]
    _, *rows = table_three([(NEW, full), (OLD, []), ("1.属于国家秘密", full), (NEXT, [])])
    assert rows == [[NEW, *full], [OLD, *[""] * 7], ["1.属于国家秘密", *full], [NEXT, *[""] * 7]]


def test_a_table_of_blanks_is_one_by_its_header() -> None:
    labels = [NEW, OLD, "1.属于国家秘密", "2.重复申请", NEXT]
    _, *rows = table_three([(label, []) for label in labels])
    assert rows == [[label, *[""] * 7] for label in labels]


def test_a_name_with_wide_blanks_is_one() -> None:
    rows = table([("信　息　内　容", ["1", "2", "3", "4"]), ("行政　许可", ["5", "6", "7", "8"])])
    assert [row[0] for row in rows[1:]] == ["信息内容", "行政许可"]


def test_a_block_of_table_two_without_any_value_is_a_table_of_blanks() -> None:
    paper = Paper()
    for x, words in zip((60, 240, 330, 420), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), strict=True):
        paper.text(x, 120, words)
    paper.text(60, 150, "规章")
    paper.text(60, 174, "行政规范性文件")
    (grid,) = read(paper.done(), load_limits()).grids()
    assert [[cell.text for cell in row] for row in grid.rows[1:]] == [
        ["规章", "", "", ""],
        ["行政规范性文件", "", "", ""],
    ]


def test_a_label_whose_lines_stand_as_far_apart_as_rows_is_one() -> None:
    paper = Paper()
    for x, words in zip((60, 240, 330, 420), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), strict=True):
        paper.text(x, 120, words)
    for x, words in zip((60, 260, 350, 440), ("规章", "1", "2", "3"), strict=True):
        paper.text(x, 150, words)
    paper.text(60, 170, "行政规")
    paper.text(60, 188, "范性文件")
    for x, words in zip((260, 350, 440), ("4", "5", "6"), strict=True):
        paper.text(x, 188, words)
    rows = [[cell.text for cell in row] for grid in read(paper.done(), load_limits()).grids() for row in grid.rows]
    assert ["行政规范性文件", "4", "5", "6"] in rows


def test_a_point_that_stands_apart_never_leaves_half_a_figure() -> None:
    rows = table([("规章", ["1", "20", "3", "24"]), ("经费", ["11", "", "", "11"])])
    assert ["经费", "11", "", "", "11"] in rows
    paper = Paper()
    for i, (label, figure) in enumerate((("会议数", "7"), ("培训数", "8"), ("专项经费", "11"))):
        paper.text(60, 120 + 24 * i, label)
        paper.text(300, 120 + 24 * i, figure)
    paper.text(321, 168, ".")
    paper.text(330, 168, "52")
    words = [cell.text for grid in read(paper.done(), load_limits()).grids() for cell in grid.cells()]
    assert "11" not in words
    assert "52" not in words


def test_values_at_the_left_and_in_the_middle_of_one_column_share_it() -> None:
    paper = Paper()
    for x, words in zip((60, 250, 350, 450), ("指标", "甲类数量", "乙类数量", "丙类数量"), strict=True):
        paper.text(x, 120, words)
    for i in range(6):
        paper.text(60, 150 + 24 * i, f"第{'一二三四五六'[i]}行")
        for x, value in ((250, "5"), (350, "6"), (450, "7")):
            paper.text(x + 18 * ((i + x // 50) % 2), 150 + 24 * i, value)
    rows = [row for grid in read(paper.done(), load_limits()).grids() for row in grid.rows]
    assert [[cell.x for cell in row] for row in rows[1:]] == [[0, 1, 2, 3]] * 6
