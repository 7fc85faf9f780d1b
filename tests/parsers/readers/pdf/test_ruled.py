"""Ruled tables: lines make cells, missing lines merge them, and every cell knows its box."""

from __future__ import annotations

from parsers.document import Document, Grid, Paragraph, locator_of
from parsers.formats import load_limits
from parsers.readers.pdf import read
from parsers.text import packs_values, read_value
from tests.support.paper import Paper

XS = [60.0, 160.0, 220.0, 280.0, 340.0]
YS = [100.0, 125.0, 150.0, 175.0]


def document(paper: Paper) -> Document:
    return read(paper.done(), load_limits())


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_cells_with_their_boxes() -> None:
    paper = Paper()
    rows = [["规章", "1", "", "30"], ["许可", "/", "5", "0"], ["处罚", "—", "7", "1234"]]
    paper.table(XS, YS, rows)
    (grid,) = document(paper).grids()
    assert texts(grid) == rows
    assert locator_of(grid.rows[1][2]) == {"page": 1, "box": [220.0, 125.0, 280.0, 150.0]}
    assert locator_of(grid.rows[0][2])["box"] == [220.0, 100.0, 280.0, 125.0]


def test_a_missing_line_merges_two_cells() -> None:
    paper = Paper()
    for y in YS:
        paper.line(XS[0], y, XS[-1], y)
    for x in XS:
        paper.line(x, YS[0] if x != XS[2] else YS[1], x, YS[-1])
    paper.text(70, 115, "甲")
    paper.text(215, 115, "共用", align="center")
    (grid,) = document(paper).grids()
    assert [(cell.text, cell.x, cell.colspan) for cell in grid.rows[0]] == [("甲", 0, 1), ("共用", 1, 2), ("", 3, 1)]


def test_a_cell_over_two_rows_stands_in_both() -> None:
    paper = Paper()
    for x in XS:
        paper.line(x, YS[0], x, YS[-1])
    for y in YS:
        paper.line(XS[0] if y != YS[1] else XS[1], y, XS[-1], y)
    for letter, y in zip("办理结果", (110, 121, 132, 143), strict=True):
        paper.text(105, y, letter)
    (grid,) = document(paper).grids()
    assert [row[0].text for row in grid.rows] == ["办理结果", "办理结果", ""]
    assert grid.rows[0][0].rowspan == 2


def test_two_figures_in_one_cell_do_not_become_one() -> None:
    paper = Paper()
    paper.table(XS, YS, [["甲", "", "", "1"]])
    paper.text(190, 110, "10", align="center")
    paper.text(190, 121, "500", align="center")
    (grid,) = document(paper).grids()
    assert grid.rows[0][1].text not in ("10500", "10 500")
    assert "10" in grid.rows[0][1].text


def test_a_figure_broken_where_the_cell_is_full_is_one() -> None:
    paper = Paper()
    paper.table([60.0, 160.0, 196.0, 300.0], [100.0, 140.0, 160.0], [["甲", "", "9"], ["乙", "2", "3"]])
    paper.text(162, 115, "1234567")
    paper.text(162, 127, "89")
    (grid,) = document(paper).grids()
    assert grid.rows[0][1].text == "123456789"


def test_a_frame_around_text_is_no_table() -> None:
    paper = Paper()
    paper.grid([40.0, 550.0], [60.0, 780.0])
    paper.text(80, 100, "政府信息公开")
    blocks = document(paper).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["政府信息公开"]
    assert not [block for block in blocks if isinstance(block, Grid)]


def test_words_past_the_left_edge_of_the_paper_belong_to_the_cell_that_it_cuts() -> None:
    paper = Paper()
    for y in YS:
        paper.line(0, y, XS[-1], y)
    for x in (0.0, *XS[1:]):
        paper.line(x, YS[0], x, YS[-1])
    for label, top in zip(("本年新收申请数量", "上年结转申请数量", "结转下年度数量"), YS, strict=False):
        paper.text(-45, top + 16, label)
        paper.text(190, top + 16, "7", align="center")
    (grid,) = document(paper).grids()
    assert [[cell.text for cell in row[:2]] for row in grid.rows] == [
        ["本年新收申请数量", "7"],
        ["上年结转申请数量", "7"],
        ["结转下年度数量", "7"],
    ]


def test_figures_printed_upon_one_another_are_no_number() -> None:
    paper = Paper()
    paper.table(XS, YS, [["规章", "1", "", "30"], ["许可", "/", "5", "0"], ["处罚", "—", "7", "1234"]])
    paper.text(193, 116, "90", align="center")
    (grid,) = document(paper).grids()
    assert read_value(grid.rows[0][1].text).kind == "text"
    assert packs_values(grid.rows[0][1].text)  # so the reader of tables says it


def test_what_an_inner_table_leaves_of_the_cell_around_it_is_no_column() -> None:
    paper = Paper()
    words = [["信息内容", "制发", "废止", "有效"], ["规章", "0", "0", "0"], ["规范性文件", "3", "6", "182"]]
    paper.table([160.0, 240.0, 290.0, 340.0, 390.0], [125.0, 150.0, 175.0, 200.0], words)
    for y in (100.0, 125.0, 200.0, 225.0):
        paper.line(60, y, 500, y)
    for x in (60.0, 500.0):
        paper.line(x, 100, x, 225)
    for top, title in ((100, "第二十条第（一）项"), (200, "第二十条第（五）项")):
        paper.text(70, top + 16, title)
    (grid,) = document(paper).grids()
    assert texts(grid)[1:-1] == words
