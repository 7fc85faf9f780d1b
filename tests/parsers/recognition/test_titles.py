"""Titles: what is taken, what is left to the page, what is rejected and as which look-alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from parsers.recognition import judge_title

SHARED = Path(__file__).parents[4] / "shared" / "titles.csv"

REPORTS = {
    "青山县2024年政府信息公开工作年度报告": 2024,
    "青山县政府信息公开工作年度报告（2023年度）": 2023,
    "2023年政府信息公开工作年度报告-青山县财政局": 2023,
    "2023年政府信息公开工作年度报告（县教育局）": 2023,
    "青山县财政局二〇一五年政府信息公开年度报告": 2015,
    "青山县财政局２０２３年度政府信息公开工作年度报告.pdf": 2023,
    "青山县20 2 3 年政府信息\n公开工作年度报告（图片版）": 2023,
    "[2024-01-25] 青山县2023年政府信息公开工作年度报告": 2023,
    "青山县2023年政府信息公开工作年度报告 2024-01-25": 2023,
    "青府发〔2019〕1号 青山县2018年政府信息公开工作年度报告": 2018,
    "青山部政府信息公开工作2010年度报告": 2010,
    "2024年度青山乡人民政府信息公开工作情况报告": 2024,
    "青山县2023年政府信息公开年报": 2023,
    "青山街道办事处政府信息公开工作年度报告": None,
    "青山縣財政局2013年政府信息公開工作年度報告": 2013,
    "中共青山县委党校2023年政府信息公开工作年度报告": 2023,
    "青山县预算绩效管理中心2023年政府信息公开工作年度报告": 2023,
    "现公布青山县2022年政府信息公开工作年度报告": 2022,
    "现将2022年度青山县水利局政府信息公开工作报告如下": 2022,
    "2025青山县大河乡2025年度政府信息公开工作年度报告": 2025,
}
REJECTED = {
    "青山县政府网站工作年度报表（2023年度）": "website_report",
    "青山县2023年法治政府建设年度报告": "rule_of_law_report",
    "青山县2023年政府信息公开工作年度报告解读": "about_the_report",
    "一图读懂青山县2023年政府信息公开工作年度报告": "about_the_report",
    "关于做好2023年政府信息公开工作年度报告编制工作的通知": "notice",
    "青山职业技术学院2020-2021学年信息公开年度报告": "university_report",
    "青山大学2023年信息公开年度报告": "university_report",
    "青山县2023年上半年政府信息公开工作情况报告": "part_of_year",
    "青山县2023年第三季度政府信息公开工作报告": "part_of_year",
    "青山县财政局2023年度预决算信息公开情况报告": "other_disclosure",
    "青山县2023年政府信息公开工作自查报告": "assessment",
    "青山县人民政府2022年政府工作报告": "government_work_report",
    "2023年青山县住房公积金年度报告": "statistics",
    "青山县2023年度事业单位法人年度报告书": "enterprise_report",
    "青山县政府信息公开指南": "rule_or_guide",
    "青山县召开2023年政府信息公开工作年度报告编制部署会": None,
    "政府信息公开申请表": "form_or_guide",
}
PAGE_DECIDES = (
    "政府信息公开年报",
    "2023年",
    "年度报告",
    "2023年年度报告",
    "关于公布2023年政府信息公开工作年度报告的公告",
    "青山县2019年政府信息公开工作总结",
)


@pytest.mark.parametrize("title", REPORTS)
def test_reports_are_taken_with_their_printed_year(title: str) -> None:
    verdict = judge_title(title)
    assert verdict.is_report, verdict
    assert verdict.year == REPORTS[title]


@pytest.mark.parametrize("title", REJECTED)
def test_look_alikes_are_rejected_by_kind(title: str) -> None:
    verdict = judge_title(title)
    assert verdict.decision == "no", verdict
    if REJECTED[title]:
        assert verdict.lookalike == REJECTED[title]


@pytest.mark.parametrize("title", PAGE_DECIDES)
def test_vague_titles_are_left_to_the_page(title: str) -> None:
    assert judge_title(title).decision == "page_decides"


@pytest.mark.parametrize("text", ["", " ", "首页", "2023", "a" * 5000, "（（（", "年报" * 300])
def test_any_text_gets_a_verdict(text: str) -> None:
    assert not judge_title(text).is_report


def test_a_bodys_first_words_are_told_from_a_title() -> None:
    opening = judge_title("本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为2023年1月1日至12月31日")
    assert (opening.decision, opening.shape) == ("page_decides", "opening")


def _rows() -> list[dict[str, str]]:
    if not SHARED.exists():
        return []
    with SHARED.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_precision_and_recall_on_collected_titles() -> None:
    """Of collected titles on official sites every one is taken, and no counter-example; true as well of our own list."""
    rows = _rows()
    counter = [row["title_or_opening"] for row in rows if row["is_report"] == "no"] + list(REJECTED)
    real = [row["title_or_opening"] for row in rows if row["is_report"] == "yes" and row["site_kind"] == "official"]
    titles = [title for title in [*real, *REPORTS] if judge_title(title).shape == "title"]
    assert [title for title in counter if judge_title(title).is_report] == []
    assert [title for title in titles if not judge_title(title).is_report] == []
    assert len(titles) >= len(REPORTS)


def test_years_of_collected_titles() -> None:
    """Where the title prints a year, it is the one that people noted."""
    noted = [(row["title_or_opening"], row["year_of_report"]) for row in _rows() if row["is_report"] == "yes"]
    wrong = [
        (title, verdict.year, year)
        for title, year in noted
        if (verdict := judge_title(title)).is_report and verdict.year is not None and str(verdict.year) != year
    ]
    assert len(wrong) <= len(noted) // 100, wrong
