"""Titles and dates as pages print them: the agency without the year's brackets, the date beside its word, never today's."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.metadata.title import agency_in
from tests.support.own_report import page, report

DATED = {
    "<table><tr><td>索引号：</td><td>12/2024-00012</td></tr><tr><td>发布日期：</td><td>2024-01-25</td></tr></table>": "2024-01-25",
    "<table><tr><td>成文日期</td><td>2024-01-20</td><td>发布日期</td><td>2024-01-25</td></tr></table>": "2024-01-25",
    "<p>成文日期：2024-01-20 发布日期：2024-01-25</p>": "2024-01-25",
    "<p>2024-01-25 09:30:00 来源：县水务局 浏览次数：12</p>": "2024-01-25",
    "<p>2024年3月5日 星期二</p>": None,
    "<p>统计口径自2024年1月25日起调整，数据来源：各科室。</p>": None,
}


@pytest.mark.parametrize("lines", DATED)
def test_the_date_under_the_title(lines: str) -> None:
    body = page(report(5)).decode().replace("</h1>", f"</h1>{lines}")
    assert parse(body.encode()).published_on == DATED[lines]


def test_a_date_without_separators_in_the_head() -> None:
    body = page(report(5)).decode().replace("<title>", '<meta name="PubDate" content="20240125103000"><title>')
    assert parse(body.encode()).published_on == "2024-01-25"


def test_the_day_on_which_the_page_was_looked_at_is_no_date_of_the_report() -> None:
    body = page(report(5)).decode().replace("</div></body>", "</div><p>今天是2026年11月24日</p></body>")
    assert parse(body.encode()).published_on is None


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("青禾县水务局〔2023〕年政府信息公开工作年度报告", "青禾县水务局"),
        (
            "青禾县发展和改革委员会（青禾县粮食局）2023年政府信息公开工作年度报告",
            "青禾县发展和改革委员会（青禾县粮食局）",
        ),
        ("（青禾县水务局）2023年政府信息公开工作年度报告", "青禾县水务局"),
    ],
)
def test_the_agency_in_a_title_with_brackets(title: str, agency: str) -> None:
    assert agency_in(title) == agency


@pytest.mark.parametrize(
    "foot",
    ["政府网站工作年度报表云溪市人民政府青禾县人民政府", "云溪市人民政府青禾县人民政府", "主办：青禾县人民政府办公室"],
)
def test_the_foot_of_a_page_is_no_signature(foot: str) -> None:
    body = page(report(5)).decode().replace("</div></body>", f"</div><p>{foot}</p></body>").encode()
    found = parse(body)
    assert not [problem for problem in found.problems if problem.rule == "M-AGENCY"]
    assert found.agency == parse(page(report(5))).agency
