"""Tables drawn with characters: the lines tell the cells, however many lines of text stand in them."""

from __future__ import annotations

from parsers.document import Grid
from parsers.readers.flat.drawn import drawn_tables


def only(text: str) -> Grid:
    tables = drawn_tables(text.strip("\n").split("\n"))
    assert len(tables) == 1
    return tables[0].grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_lines_of_a_cell_are_joined() -> None:
    grid = only("""
+----------+----------+--+
| 信息内容 | 本年新\\  |  |
|          | 制作数量 |  |
+==========+==========+==+
| 规章     | 13       |  |
+----------+----------+--+
""")
    assert texts(grid) == [["信息内容", "本年新制作数量", ""], ["规章", "13", ""]]
    assert not grid.positioned
    assert grid.rows[1][1].address == (5,)


def test_spans_are_as_drawn() -> None:
    grid = only("""
    ┌──────────┬───────────┐
    │          │  申请人   │
    │  办理    ├─────┬─────┤
    │  结果    │自然 │总计 │
    ├──────────┼─────┴─────┤
    │“公开”    │     0     │
    └──────────┴───────────┘
""")
    assert texts(grid) == [["办理结果", "申请人"], ["办理结果", "自然", "总计"], ["“公开”", "0"]]
    assert grid.positioned
    assert [(cell.x, cell.colspan, cell.rowspan) for cell in grid.rows[0]] == [(0, 1, 2), (1, 2, 1)]
    assert (grid.rows[2][1].x, grid.rows[2][1].colspan) == (1, 2)


def test_lines_that_do_not_meet_are_told_by_their_bars() -> None:
    grid = only("""
+------+-----+
| “甲”①乙 | 1 |
| 丙 |  |
+------+-----+
| 丁 | 2 |
+------+-----+
""")
    assert texts(grid) == [["“甲”①乙丙", "1"], ["丁", "2"]]


def test_two_figures_in_one_cell_are_not_run_together() -> None:
    grid = only("""
+----+----+
| 甲 | 1  |
|    | 2  |
+----+----+
""")
    assert texts(grid) == [["甲", "1 2"]]


def test_a_rule_without_a_table_is_none() -> None:
    assert drawn_tables(["+---+---+", "规章 | 0", "|---|"]) == []
