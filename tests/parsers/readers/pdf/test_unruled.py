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
