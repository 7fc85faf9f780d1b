"""Text that an extractor ran together: cut where the form leaves no doubt, and left open, never guessed, where it does."""

from __future__ import annotations

import pytest

from parsers.readers.flat.run_together import cut_up
from parsers.tables.placement.glued import by_count, by_signs
from tests.parsers.readers.flat.report import (
    AFTER,
    BEFORE,
    CHALLENGES,
    HEADINGS,
    PROACTIVE,
    REQUESTS,
    Row,
    cells_of,
    parsed,
    pointed_at,
)

TABLES = (PROACTIVE, REQUESTS, CHALLENGES)


def pieces() -> list[str]:
    """All cells and lines of the report, in order."""
    found = list(BEFORE)
    for heading, table in zip(HEADINGS, TABLES, strict=True):
        found += [heading, *(text for row in table for text in row if text)]
    return found + AFTER


@pytest.mark.parametrize("separator", ["|", "\t", " ", "  "])
def test_a_report_on_one_line_is_cut_at_its_separators(separator: str) -> None:
    report = parsed([separator.join(pieces())])
    cells = cells_of(report)
    assert report.title == BEFORE[0]
    assert cells["requests/new_requests/natural_person"].value == 3
    assert cells["requests/carried_over_out/total"].value == 1
    assert cells["proactive_disclosure/administrative_licensing/items_change"].value == 2
    assert cells["reconsideration_and_litigation/reconsideration/total"].value == 2
    assert {cell.locator["line"] for cell in report.cells} == {1}
    assert [section.key for section in report.sections if section.key] == [
        "overview",
        "proactive_disclosure",
        "requests",
        "reconsideration_and_litigation",
        "problems_and_improvements",
        "other_matters",
    ]


@pytest.mark.parametrize("end", ["", "\n"], ids=["all in one line", "a row a line"])
def test_glued_rows_are_told_apart_where_the_form_leaves_one_way(end: str) -> None:
    tables = [end.join("".join(row) for row in table) for table in TABLES]
    body = [text for pair in zip(HEADINGS, tables, strict=True) for text in pair]
    report = parsed([*BEFORE, *(["".join(body)] if not end else body), *AFTER])
    cells = cells_of(report)
    row = [cells[f"requests/new_requests/{c}"] for c in ("natural_person", "commercial_enterprise", "other", "total")]
    assert [(cell.raw, cell.value) for cell in row] == [("3", 3), ("1", 1), ("0", 0), ("4", 4)]
    assert cells["requests/results.not_disclosed.state_secret/natural_person"].value == 0
    assert cells["requests/results.other_handling.total/total"].value == 0
    assert cells["reconsideration_and_litigation/reconsideration/pending"].value == 1
    named = pointed_at(report)
    assert not [path for path in named if path.startswith(("requests", "reconsideration"))]
    assert "proactive_disclosure/government_rules/produced_this_year" not in cells
    assert "proactive_disclosure/government_rules/produced_this_year" in named
    assert "proactive_disclosure/centralized_procurement/procurement_amount" in named


def with_row(label: str, values: str) -> list[str]:
    """The report with all rows of table three glued, the one with this label as given."""
    rows = [row[0] + values if row[0] == label else "".join(row) for row in REQUESTS]
    return [*BEFORE, HEADINGS[1], *rows, *AFTER]


def test_a_glued_row_is_never_read_as_its_total_alone() -> None:
    report = parsed(with_row("（一）予以公开", "4000004"))
    cells = cells_of(report)
    assert cells["requests/results.disclosed/total"].value == 4
    assert all(cell.value is None or cell.value < 100 for cell in report.cells)


def test_more_digits_than_columns_are_told_by_the_identities_and_that_is_said() -> None:
    report = parsed(with_row("（一）予以公开", "15300000153"))
    assert cells_of(report)["requests/results.disclosed/natural_person"].value == 153
    assert {"requests/results.disclosed/natural_person", "requests/results.disclosed/total"} <= pointed_at(report)


@pytest.mark.parametrize("digits", ["111000012", "400000", "4000005", "1212"])
def test_a_row_with_another_way_or_none_stays_open(digits: str) -> None:
    report = parsed(with_row("2.重复申请", digits))
    path = "requests/results.not_processed.repeat_request/"
    assert path + "total" not in cells_of(report)
    assert {path + "natural_person", path + "total"} <= pointed_at(report)


def test_marks_and_units_tell_values_apart() -> None:
    tables: list[list[Row]] = [
        [("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "///"), ("规范性文件", "29件7件346件")]
    ]
    body = "".join(text for row in tables[0] for text in row)
    report = parsed([*BEFORE, HEADINGS[0], body, HEADINGS[1], *("".join(row) for row in REQUESTS), *AFTER])
    cells = cells_of(report)
    assert cells["proactive_disclosure/government_rules/in_force"].kind == "slash"
    assert cells["proactive_disclosure/normative_documents/in_force"].value == 346


def test_prose_with_figures_is_no_table() -> None:
    prose = "本年制发规章0件，行政规范性文件2件，行政许可38件，行政处罚5件，行政强制0件，予以公开4件，总计4件。"
    cut = cut_up([*BEFORE, prose, prose, *AFTER])
    assert [text for _, text in cut.lines] == [*BEFORE, prose, prose, *AFTER]


def test_years_figures_beside_cumulative_ones_stay_open_where_they_are_glued() -> None:
    rows = ["（一）收到申请数件1325", "1.当面申请数件00", "2.传真申请数件01", "3.网络申请数件1223", "4.信函申请数件11"]
    before = ["某县司法局2015年政府信息公开工作年度报告", "一、概述", "本机关认真落实各项要求，依法公开政府信息。" * 20]
    report = parsed([*before, "统计指标单位2015年度历年累计", *rows])
    assert not [cell for cell in report.cells if cell.value is not None]
    assert {"statistics/requests.received/value", "statistics/requests.received_online/value"} <= pointed_at(report)
    plain = parsed([*before, "统计指标单位统计数", *rows])
    assert cells_of(plain)["statistics/requests.received/value"].value == 1325


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2－－－－－2", ("2", "－", "－", "－", "－", "－", "2")),
        ("\\\\" * 7, ("\\\\",) * 7),
        ("0件0件0件0件0件0件0件", ("0件",) * 7),
        ("2件-件-件0件0件0件2件", None),
        ("12", None),
    ],
)
def test_signs_that_stand_together(text: str, values: tuple[str, ...] | None) -> None:
    told = by_signs(text, 7)
    assert (told.values if told else None) == values


def test_full_width_digits_stay_as_printed() -> None:
    told = by_count("４０００００４", 7)
    assert told is not None
    assert told.values == ("４", "０", "０", "０", "０", "０", "４")


def test_what_may_be_the_sign_of_a_figure_is_no_mark() -> None:
    assert by_count("52-310", 3) is None
    assert by_count("5-3", 3) is None
