"""Tables in text that lost ends of cells, rows or blanks: what is certain is read, what is not is said."""

from __future__ import annotations

import pytest

from parsers.document import GridCell
from parsers.readers.flat_text import read_text
from parsers.tables.figure_column import year_figure
from parsers.tables.rejoin import rejoined
from parsers.tables.walk import Tables, read_tables


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(text, -1, 1, 1, (n,)) for n, text in enumerate(texts)]


def joined(*texts: str) -> list[str]:
    return [cell.text for cell in rejoined(cells(*texts))]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("未经复议直接", "起诉", "复议后", "起诉"), ["未经复议直接起诉", "复议后起诉"]),
        (("行政复议", "行政诉讼"), ["行政复议", "行政诉讼"]),
        (("结果", "维持", "其他", "结果", "总计"), ["结果维持", "其他结果", "总计"]),
        (("商业", "企业", "其他"), ["商业企业", "其他"]),
        (("本年", "废止件数"), ["本年废止件数"]),
        (("5", ".要求提供公开出版物", "1"), ["5.要求提供公开出版物", "1"]),
        (("0", "3", "其他", "2"), ["0", "3", "其他", "2"]),
        (("14 1.传真申请数", "件", "3"), ["14", "1.传真申请数", "件", "3"]),
        (("本机关", "认真落实", "工作部署"), ["本机关", "认真落实", "工作部署"]),
    ],
)
def test_words_are_joined_only_to_whole_labels(broken: tuple[str, ...], whole: list[str]) -> None:
    assert joined(*broken) == whole


@pytest.mark.parametrize(
    ("header", "behind", "figure"),
    [
        (("指标名称", "计算单位", "代码", "本月累计", "年度累计"), ("条", "01", "37", "250"), "250"),
        (("统计指标", "单位", "统计数", "备注"), ("条", "7"), "7"),
        (("统计指标", "单位", "2016年度", "历年累计"), ("条", "7", "90"), "7"),
        (("统计指标", "单位", "2016年度", "历年累计"), ("条", "90"), None),
        (("指标名称", "计算单位", "代码", "本月累计", "年度累计"), ("条", "01", "37"), None),
        (("序号", "统计指标", "单位", "统计数"), ("条", "7", "2"), "7"),
    ],
)
def test_the_years_figure_is_taken_only_where_its_column_is_certain(
    header: tuple[str, ...], behind: tuple[str, ...], figure: str | None
) -> None:
    label = next(i for i, text in enumerate(header) if "指标" in text)
    year = next(i for i, text in enumerate(header) if text in ("年度累计", "统计数", "2016年度"))
    found = year_figure(cells(*header), label, year, cells(*behind))
    assert (found.text if found else None) == figure


def read(lines: list[str]) -> Tables:
    return read_tables(list(read_text("\n".join(lines)).grids()))


HEADS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SUBHEADS = "行政复议 | 未经复议直接起诉 | 复议后起诉 |"


def challenges(heads: tuple[str, ...]) -> Tables:
    values = [str(n) for n in range(1, 16)]
    return read([SUBHEADS, " | ".join(heads * 3) + " |", " | ".join(values) + " |"])


def test_table_four_is_read_by_the_order_that_its_header_prints() -> None:
    usual = challenges(HEADS).readings[2].cells
    assert usual["reconsideration", "upheld"].value == 1
    assert usual["litigation_after_reconsideration", "total"].value == 15
    turned = challenges(("结果纠正", "结果维持", "其他结果", "尚未审结", "总计")).readings[2].cells
    assert turned["reconsideration", "upheld"].value == 2


def test_table_four_under_a_header_that_contradicts_the_form_is_refused() -> None:
    reading = challenges(("结果纠正", "结果纠正", "其他结果", "尚未审结", "总计")).readings[2]
    assert not reading.cells
    assert [(p.rule, len(p.cells)) for p in reading.problems] == [("S-COLUMNS", 15)]


def test_cut_header_words_do_not_hide_table_four() -> None:
    found = challenges(("结果", "结果", "其他", "尚未", "总计"))
    assert found.has_challenges
    assert len(found.readings[2].cells) == 15
