"""Marks of markdown and its like are no part of a number or a label."""

from __future__ import annotations

import pytest

from parsers.readers.flat.marks import has_marks, unmarked
from tests.parsers.readers.flat.report import AFTER, BEFORE, CHALLENGES, HEADINGS, PROACTIVE, REQUESTS, cells_of, parsed


def test_bold_cells_and_marked_headings_are_read() -> None:
    lines = [f"# {BEFORE[0]}", "", f"## **{BEFORE[1]}**", BEFORE[2]]
    for heading, table in zip(HEADINGS, (PROACTIVE, REQUESTS, CHALLENGES), strict=True):
        bold = [[f"**{text}**" if text else "" for text in row] for row in table]
        lines += ["", f"## {heading}", "", f"| {' | '.join(bold[0])} |", "|" + " --- |" * len(bold[0])]
        lines += [f"| {' | '.join(row)} |" for row in bold[1:]] + [""]
    report = parsed(lines + AFTER)
    assert report.title == BEFORE[0]
    assert report.agency == "某市人民政府办公室"
    cells = cells_of(report)
    assert cells["proactive_disclosure/normative_documents/produced_this_year"].value == 60
    assert cells["requests/new_requests/total"].value == 4
    assert [section.key for section in report.sections][:2] == ["overview", "proactive_disclosure"]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("| **18** | __7__ | *3* |", "| 18 | 7 | 3 |"),
        (r"1\. 属于国家秘密| 0", "1. 属于国家秘密| 0"),
        ("**（一）主动公开。**2021年", "（一）主动公开。2021年"),
        ("当前位置：[首页](/) > [年报](./list)", "当前位置：首页 > 年报"),
        ('[一、总体情况]{style="x"}', "一、总体情况"),
        ("## 一、总体情况 ##", "一、总体情况"),
        ("[ 信息内\\", " 信息内"),
        ('容 ]{lang="EN-US"}', "容 "),
        ("| <<>> | 3 |", "|  | 3 |"),
        ("| ------ | 3 |", "| —— | 3 |"),
        ("## 年度报告 {#id .title}", "年度报告"),
        ("* 第一条", "第一条"),
        (r"| \ | / |", r"| \ | / |"),
        ("张**、李**", "张**、李**"),
        (":::", ""),
    ],
)
def test_marks_are_taken_off(marked: str, plain: str) -> None:
    assert unmarked([marked])[0] == [plain]


def test_an_underlined_line_is_a_heading_only_if_the_line_is_as_long() -> None:
    assert unmarked(["一、总体情况", "============"]) == (["一、总体情况", ""], [1, 0])
    assert unmarked(["第二十条第（一）项", "---"])[1] == [0, 0]


def test_a_text_without_marks_is_left_alone() -> None:
    assert not has_marks("规章 | 0 | 0 | 0 |\n（1）张**未按期*办理\n第二十条 |")
