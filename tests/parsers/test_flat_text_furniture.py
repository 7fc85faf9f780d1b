"""Page numbers and other lines that got between the cells of a flattened table: left out, or the row they cut is named."""

from __future__ import annotations

import pytest

from tests.parsers.adversary import judge
from tests.support.own_report import report, text_page

LABEL = "1.信访举报投诉类申请"
PAGE_NUMBERS = ("- 3 -", "第3页", "第 3 页 共 8 页", "—3—", "3/8")


def _with(line: str, dialect: str, behind: int) -> bytes:
    lines = text_page(report(7), dialect).decode().split("\n")
    at = next(i for i, text in enumerate(lines) if LABEL in text)
    return "\n".join([*lines[: at + behind], line, *lines[at + behind :]]).encode()


@pytest.mark.parametrize("dialect", ["D1", "D2", "D3", "D5", "D7"])
@pytest.mark.parametrize("number", PAGE_NUMBERS)
def test_a_page_number_is_no_cell(number: str, dialect: str) -> None:
    found = judge(_with(number, dialect, 2 if dialect == "D7" else 1), report(7).truth())
    assert found.wrong + found.lost == []


@pytest.mark.parametrize("dialect", ["D1", "D2", "D3", "D5"])
@pytest.mark.parametrize("line", ["3", "青禾县水务局2023年政府信息公开工作年度报告"])
def test_a_row_that_another_line_cuts_is_named(line: str, dialect: str) -> None:
    found = judge(_with(line, dialect, 1), report(7).truth())
    assert found.silent == []


@pytest.mark.parametrize("bar", "｜│")
def test_bars_of_other_alphabets(bar: str) -> None:
    found = judge(text_page(report(7), "D3").decode().replace("|", bar).encode(), report(7).truth())
    assert found.wrong + found.lost == []
