"""Text against tables: real ways of counting are no errors, real slips are found, and exactly the cells concerned are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parsers import parse
from tests.parsers.rules.page import T3, T4, page

REPORTS = Path(__file__).parents[4] / "shared" / "reports"
CASES = {f"{T4}/reconsideration/upheld": "1", f"{T4}/reconsideration/pending": "3", f"{T4}/reconsideration/total": "4"}
GOVERNMENT = {"agency": "云溪市人民政府", "published": "2024-03-20"}


def found(text: str, **change: Any) -> dict[str, tuple[str, tuple[str, ...]]]:
    problems = parse(page({"text": {"overview": text}, **change})).problems
    return {p.rule: (p.severity, p.cells) for p in problems if p.rule.startswith(("N-", "T4-ALL"))}


# The clean page: 5 new, 1 carried in, 5 closed, 1 carried out; 2 disclosed; 2 reconsiderations; 1 suit.
@pytest.mark.parametrize(
    "text",
    [
        "全年收办政府信息公开申请6件，办结5件，结转下年1件。",
        "全年收到申请5件，均已答复，共答复5件（含上年结转1件）。",
        "今年收到政府信息公开申请5件（2022年为31件），下降83.9%。",
        "上半年收到政府信息公开申请3件。",
        "办理人大代表建议13件、政协提案8件，受理群众信访投诉56件，办结54件。",
        "全市各部门共收到政府信息公开申请930件，办结925件。",
        "主动公开政府信息810条，政务新媒体发布560条。",
        "全年收到政府信息公开申请约50余件。",
        "收到申请5宗，其中自然人申请4宗，企业申请1宗。",
        "未收到通过传真方式提交的申请；未发生行政复议被纠正或行政诉讼败诉的情况。",
        "依法收取信息处理费2件，共计1240元。",
        "没有公民、法人或者其他组织对我局答复提出投诉。",
        "2021年至2023年累计收到政府信息公开申请210件。",
    ],
)
def test_ways_of_counting_that_are_right(text: str) -> None:
    assert found(text) == {}


def test_cases_still_pending_may_be_left_out() -> None:
    assert found("备案政府信息公开领域行政复议案件1件。", cells=CASES) == {}
    assert found("备案政府信息公开领域行政复议案件4件。", cells=CASES) == {}
    named = found("备案政府信息公开领域行政复议案件3件。", cells=CASES)
    assert named == {"N-REV": ("warning", (f"{T4}/reconsideration/total",))}


@pytest.mark.parametrize(
    ("text", "rule", "cells"),
    [
        ("本年度，共受理政府信息公开申请2件，均已答复。", "N-REQ", (f"{T3}/new_requests/total",)),
        ("收到申请5件，答复8件。", "N-CLOSED", (f"{T3}/results.total/total",)),
        ("收到申请5件，结转下年度办理2件。", "N-CARRY", (f"{T3}/carried_over_out/total",)),
        ("收到申请5件，予以公开及部分公开4件。", "N-OUT", (f"{T3}/results.disclosed/total", f"{T3}/results.partially_disclosed/total")),
        ("引起行政诉讼4起。", "N-LIT", (f"{T4}/litigation_direct/total", f"{T4}/litigation_after_reconsideration/total")),
    ],
)  # fmt: skip
def test_slips(text: str, rule: str, cells: tuple[str, ...]) -> None:
    assert found(text) == {rule: ("warning", cells)}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("本年度未收到政府信息公开申请。", {f"{T3}/new_requests/total"}),
        ("我局没有接到任何形式的信息公开申请。", {f"{T3}/new_requests/total"}),
        ("未发生行政复议。", {f"{T4}/reconsideration/total"}),
    ],
)
def test_nothing_in_the_text_but_something_in_the_table(text: str, cells: set[str]) -> None:
    severity, named = found(text)["N-NIL"]
    assert severity == "error"
    assert set(named) == cells


def test_nothing_in_the_text_and_blank_or_nought_in_the_table() -> None:
    text = "本年度未收到政府信息公开申请，未发生行政复议、行政诉讼。"
    for raw in ("", "0", "/", "无"):
        assert set(found(text, all={T3: raw, T4: raw}, cells={})) <= {"T4-ALLBLANK"}


def test_a_government_counts_its_area_and_not_its_office() -> None:
    assert found("全市共收到政府信息公开申请930件。", **GOVERNMENT) == {
        "N-REQ": ("warning", (f"{T3}/new_requests/total",))
    }
    assert found("其中市政府办公室收到政府信息公开申请3件。", **GOVERNMENT) == {}


def test_a_sentence_in_words_leaves_the_table_as_it_is() -> None:
    report = parse(page({"text": {"overview": "共收到政府信息公开申请2件。"}}))
    cell = next(c for c in report.cells if c.path == f"{T3}/new_requests/total")
    assert (cell.value, cell.raw, cell.derived) == (5, "5", None)
    assert [(f["key"], f["value"]) for f in report.facts] == [("requests.new", 2)]


@pytest.mark.parametrize("path", [p for p in [REPORTS / "2019_shanghai_general_office.html"] if p.exists()], ids=str)
def test_a_real_report_whose_text_and_table_disagree(path: Path) -> None:
    said = [p for p in parse(path.read_bytes()).problems if p.rule == "N-OUT"]
    assert [p.severity for p in said] == ["warning", "warning"]
    rows = [{cell.split("/")[1] for cell in p.cells} for p in said]
    assert rows[0] == {"results.disclosed", "results.partially_disclosed"}
    assert rows[1] == {
        f"results.unable_to_provide.{n}" for n in ("not_held", "requires_creation", "unclear_after_correction")
    }
