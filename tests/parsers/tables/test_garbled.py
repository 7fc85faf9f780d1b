"""Labels of which a scan or a slip leaves only a part: told by their neighbours with a warning, or not at all."""

from __future__ import annotations

import pytest

import parsers
from parsers.model import Report
from tests.parsers.rules.page import page
from tests.wild import generate
from tests.wild.compare import compare

CLEAN = {cell.path: cell.value for cell in parsers.parse(page({})).cells}


def garbled(printed: str, seen: str) -> Report:
    """The clean page with a cell's words replaced wherever they are the whole cell."""
    body = page({}).decode()
    assert f"<td>{printed}</td>" in body or f'<td colspan="2">{printed}</td>' in body
    return parsers.parse(body.replace(f">{printed}</td>", f">{seen}</td>").encode())


def values(report: Report) -> dict[str, float | None]:
    return {cell.path: cell.value for cell in report.cells}


def named(report: Report, rule: str) -> set[str]:
    return {path for problem in report.problems if problem.rule == rule for path in problem.cells}


@pytest.mark.parametrize(
    ("printed", "seen", "column"),
    [
        ("自然人", "自分人", "natural_person"),
        ("科研机构", "科研机社梅", "research_institution"),
        ("商业企业", "二商业�企", "commercial_enterprise"),
    ],
)
def test_a_garbled_column_between_known_ones_is_read_and_all_its_cells_named(
    printed: str, seen: str, column: str
) -> None:
    report = garbled(printed, seen)
    assert values(report) == CLEAN
    assert named(report, "S-HEADER") == {
        path for path in CLEAN if path.startswith("requests/") and path.endswith(column)
    }
    assert {p.severity for p in report.problems if p.rule == "S-HEADER"} == {"warning"}


def test_a_column_of_another_kind_is_not_taken_for_the_missing_one() -> None:
    report = garbled("科研机构", "事业单位")
    assert not any(cell.path.endswith("research_institution") for cell in report.cells)
    assert "requests/new_requests/research_institution" in named(report, "S-COLUMNS")


@pytest.mark.parametrize(
    ("printed", "seen", "row"),
    [
        ("7.属于行政执法案卷", "7.属于彳案", "results.not_disclosed.enforcement_case_file"),
        ("（七）总计", "（七）口", "results.total"),
        ("3.补正后申请内容仍不明确", "", "results.unable_to_provide.unclear_after_correction"),
    ],
)
def test_a_garbled_row_between_known_ones_is_read_and_named(printed: str, seen: str, row: str) -> None:
    report = garbled(printed, seen)
    assert values(report) == CLEAN
    assert named(report, "S-LABEL") == {path for path in CLEAN if path.startswith(f"requests/{row}/")}
    assert not report.extra_rows


def test_a_row_of_another_kind_is_not_taken_for_the_missing_one() -> None:
    report = garbled("7.属于行政执法案卷", "属于本机关不能公开的其他情形")
    row = "requests/results.not_disclosed.enforcement_case_file/"
    assert not any(cell.path.startswith(row) for cell in report.cells)
    assert f"{row}total" in named(report, "S-ROW")
    assert [row.label for row in report.extra_rows] == ["属于本机关不能公开的其他情形"]


def test_a_subtotal_is_no_row_whose_label_is_missing() -> None:
    wild = generate(30570)
    assert compare(wild, parsers.parse(wild.body)).wrong == []
