"""Columns by name, meta tag and path; units and bare download words."""

from __future__ import annotations

import pytest

from parsers.recognition import is_download_word, is_unit_name, judge_column

REPORT = [
    "政府信息公开年报",
    "信息公开年报",
    "政府信息公开年度报告",
    "政府信息公开工作年度报告",
    "信息公开工作报告",
    "公开年报",
    "历年年报",
    "青山县政府信息公开年报",
    "2022年政府信息公开年报",
    "政 府 信 息 公 开 年 报",
]
WEAK = ["年报", "年度报告", "部门年报", "各镇(街)年报", "乡镇年报"]
OTHER = ["政府网站年度工作报表", "法治政府建设年度报告", "政府工作报告", "统计年鉴", "企业年报公示", "部门决算"]


@pytest.mark.parametrize("name", REPORT)
def test_names_of_the_report_column(name: str) -> None:
    verdict = judge_column(name)
    assert verdict.kind == "report_column"
    assert verdict.strength >= 50


@pytest.mark.parametrize("name", WEAK)
def test_names_that_need_a_disclosure_ancestor(name: str) -> None:
    verdict = judge_column(name)
    assert verdict.kind == "report_column"
    assert verdict.strength < 50


@pytest.mark.parametrize("name", OTHER)
def test_look_alike_columns(name: str) -> None:
    assert judge_column(name, path="/zwgk/zfxxgknb/").kind == "lookalike"


@pytest.mark.parametrize(
    "name", ["首页", "财政局", "县财政局", "自然资源和规划局", "政策文件", "青山县召开2023年政务公开培训会"]
)
def test_other_names(name: str) -> None:
    assert judge_column(name).kind == "none"


def test_the_column_type_is_the_strongest_sign() -> None:
    assert judge_column("政务公开", "信息公开年报").strength == 100


def test_a_path_speaks_only_where_the_text_is_silent() -> None:
    assert judge_column("", path="/zwgk/zfxxgknb/").kind == "report_column"
    assert judge_column("2023年", path="/zwgk/2023nb/").kind == "report_column"
    assert judge_column("信息公开工作报告", path="/zfgzbg/").kind == "report_column"
    assert judge_column("", path="/ztzl/zfwzgzndbb/").kind == "lookalike"
    assert judge_column("青山县举办2023年培训班", path="/zwgk/zfxxgknb/202401/t1.html").kind == "none"


def test_years_and_platforms() -> None:
    assert judge_column("2023年").kind == "year"
    assert judge_column("政府信息公开").kind == "platform"
    assert judge_column("政府信息公开指南").kind == "platform"


@pytest.mark.parametrize(
    "name", ["教育局", "县民政局", "城关镇", "柳塘湾街道办事处", "自然资源和规划局", "经济开发区管委会"]
)
def test_unit_names(name: str) -> None:
    assert is_unit_name(name)


@pytest.mark.parametrize("name", ["首页", "政务服务大厅", "县长信箱", "领导之窗", "青山县召开会议", "在线办事", ""])
def test_what_is_no_unit(name: str) -> None:
    assert not is_unit_name(name)


def test_download_words() -> None:
    assert all(is_download_word(word) for word in ("下载", "点击下载附件", "文字版下载", "附件1", ""))
    assert not is_download_word("政府采购目录")
