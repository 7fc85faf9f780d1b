"""What is a report and what only speaks of one: notices, forms, explanations, lists, and reports whose tables are pictures."""

from __future__ import annotations

import pytest

from parsers import Refusal, parse
from parsers.form import load_form

FORM = "".join(f"<p>{number}、{s.heading}</p>" for number, s in zip("一二三四五六", load_form().sections, strict=True))
LIST = "".join(f"<li><a>青禾县财政局{year}年政府信息公开工作年度报告</a></li>" for year in range(2012, 2024))


def page(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("关于做好2023年政府信息公开工作年度报告编制工作的通知", FORM),
        ("2023年政府信息公开工作年度报告格式及填报说明", FORM),
        ("《云溪市2023年政府信息公开工作年度报告》解读", FORM),
        ("青禾县2023年法治政府建设年度报告", "<p>依法行政工作稳步推进。</p>" * 60),
        ("政府信息公开年报", LIST + "<p>本栏目公布历年年度报告。</p>" * 60),
    ],
)
def test_what_only_speaks_of_reports_is_refused(title: str, body: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(page(title, body))
    assert refusal.value.code == "not_a_report"


def test_a_report_whose_tables_are_pictures_is_kept_and_marked() -> None:
    report = parse(page("云溪市2023年政府信息公开工作年度报告", FORM))
    assert report.status == "partial"
    assert "S-T3" in {problem.rule for problem in report.problems if problem.severity == "error"}


def test_a_report_of_words_alone_lacks_no_table() -> None:
    body = "<p>一、概述</p><p>工作平稳。</p><p>二、主动公开政府信息情况</p><p>主动公开12条。</p>"
    body += (
        "<p>三、依申请公开政府信息情况</p><p>收到申请3件，均已答复。</p><p>四、存在的主要问题和改进措施</p><p>无。</p>"
    )
    report = parse(page("青禾县2011年政府信息公开工作年度报告", body))
    assert report.status == "parsed"
    assert "S-T3" not in {problem.rule for problem in report.problems}
