"""Labels that a tool wrapped over lines, and rows whose cells tabs part: read where the form's words leave no doubt."""

from __future__ import annotations

import pytest

from parsers.document import GridCell
from parsers.readers.flat.broken_labels import mended, mended_rows
from parsers.readers.flat.drawn import drawn_tables
from tests.parsers.readers.flat.report import (
    AFTER,
    BEFORE,
    HEADINGS,
    REQUESTS,
    cells_of,
    parsed,
    pointed_at,
    silent_faults,
)


def line(*texts: str) -> list[GridCell]:
    return [GridCell(text, -1, 1, 1, (1,)) for text in texts]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            [("主动公开", "条", "0"), ("信息数",), ("公文", "条", "17"), ("类信息数",)],
            ["主动公开信息数", "公文类信息数"],
        ),
        ([("2.其他法律行政", "0"), ("法规禁止公开",)], ["2.其他法律行政法规禁止公开"]),
        (
            [("（二）部分公开（区分处理的，",), ("只计这", "0", "1"), ("一情形，不计其他情形）",)],
            ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）"],
        ),
        ([("6.其他", "件", "0"), ("形式申请数",)], ["6.其他形式申请数"]),
        ([("（三）不予公开", "0"), ("1.属于国家秘密", "0")], ["（三）不予公开", "1.属于国家秘密"]),
        ([("甲乙", "0"), ("丙丁",)], ["甲乙"]),
        ([("其他处理 3.", "161"), ("其他",)], ["其他处理3.其他"]),
        ([("3.", "161"), ("其他",), ("（七）", "2924"), ("总计",)], ["3.其他", "（七）总计"]),
        (
            [("1.属于已主动公开范围数",), ("（单位：件）", "43"), ("2.同意公开答复数（单位",), ("：件）", "0")],
            ["（单位：件）", "：件）"],
        ),
    ],
)
def test_the_parts_of_a_label_around_its_values_are_put_together(
    lines: list[tuple[str, ...]], whole: list[str]
) -> None:
    found = mended([line(*texts) for texts in lines])
    assert [row[0].text for row in found if len(row) > 1] == whole


def test_rows_of_which_the_last_label_goes_on_are_one() -> None:
    rows = mended_rows(
        [line("信息内容", "本年新"), line("制作数量", "本年新"), line("公开数量", "对外公开总数量"), line("规章", "1")]
    )
    assert [[cell.text for cell in row] for row in rows] == [
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "1"],
    ]
    apart = [line("第二十条第（五）项"), line("信息内容", "本年处理决定数量")]
    assert mended_rows(apart) == apart


def with_tabs(step: str, rows: list[tuple[str, ...]]) -> list[str]:
    return [*BEFORE, HEADINGS[1], *(step.join(row).rstrip() for row in [*REQUESTS[:2], *rows]), *AFTER]


@pytest.mark.parametrize("step", ["\t", "\t\t"])
def test_blank_cells_between_tabs_keep_the_others_in_their_columns(step: str) -> None:
    rows = [(row[0], "5", "", "", "1", "", "", "6") if row[0] == "2.重复申请" else row for row in REQUESTS[2:]]
    report = parsed(with_tabs(step, rows))
    path = "requests/results.not_processed.repeat_request/"
    cells = cells_of(report)
    assert [cells[path + c].raw for c in ("natural_person", "public_interest_org", "total")] == ["5", "1", "6"]
    assert cells[path + "commercial_enterprise"].kind == "blank"


def test_blanks_are_doubted_where_no_nought_is_left() -> None:
    rows = [tuple("" if text == "0" else text for text in row) for row in REQUESTS[2:]]
    report = parsed(with_tabs("\t\t", rows))
    cells = cells_of(report)
    assert cells["requests/new_requests/total"].value == 4
    assert "requests/new_requests/research_institution" in pointed_at(report)
    truth: dict[str, int | None] = {
        path: cell.value if isinstance(cell.value, int) else 0 for path, cell in cells.items()
    }
    assert silent_faults(report, truth) == []


def test_a_row_is_not_placed_by_its_neighbours_while_others_are_unread() -> None:
    rows = [(f"x{row[0]}y" if n in (4, 5) else row[0], *row[1:]) for n, row in enumerate(REQUESTS[2:])]
    rows[-2] = ("", *rows[-2][1:])
    report = parsed([*BEFORE, HEADINGS[1], *(f"| {' | '.join(row)} |" for row in [*REQUESTS[:2], *rows]), *AFTER])
    assert not [problem for problem in report.problems if problem.rule == "S-LABEL"]
    assert "requests/results.total/total" in pointed_at(report)


def test_tables_that_stand_in_a_text_unread_are_named() -> None:
    report = parsed([*BEFORE, HEADINGS[1], *(f"{row[0]} & {' & '.join(row[1:])} !" for row in REQUESTS[2:]), *AFTER])
    assert not [cell for cell in report.cells if cell.value]
    assert {f"requests/new_requests/{c}" for c in ("natural_person", "total")} <= pointed_at(report)


def test_drawn_tables_that_touch_are_two() -> None:
    text = """
+------+-----+
| 规章 | 1   |
+------+-----+
+----+------+---+
| 甲 | 总计 | 2 |
|    | 数量 |   |
+----+------+---+
"""
    tables = drawn_tables(text.strip().split("\n"))
    assert [[cell.text for cell in row] for table in tables for row in table.grid.rows] == [
        ["规章", "1"],
        ["甲", "总计数量", "2"],
    ]


def test_a_table_within_a_cell_gives_its_values_not_blanks() -> None:
    heads = "结果维持  结果纠正  其他结果  尚未审结  总计"
    row = f"| 行政复议  行政诉讼 | {heads}  未经复议直接起诉  复议后起诉 | {heads}  {heads} | 1  0  0  0  1  {'0  ' * 10} |{' |' * 30}"
    report = parsed([*BEFORE, HEADINGS[2], "|" + " |" * 33, "|" + " --- |" * 33, row, *AFTER])
    assert cells_of(report)["reconsideration_and_litigation/reconsideration/total"].value == 1
