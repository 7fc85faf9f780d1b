"""Padded text, in which a blank is a cell or the rest of a span: what all ways to spread the spans agree on is read."""

from __future__ import annotations

from parsers.document import GridCell
from parsers.tables.placement.padded import by_ordinal
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


def piped(*tables: list[Row]) -> list[str]:
    lines = list(BEFORE)
    for heading, table in zip(HEADINGS, tables, strict=True):
        lines += [heading, "", *(f"| {' | '.join(row)} |" for row in table), ""]
    return lines + AFTER


def test_a_value_belongs_to_the_name_of_its_number_where_header_and_rows_divide_the_grid_differently() -> None:
    report = parsed(piped(PROACTIVE, REQUESTS, CHALLENGES))
    cells = cells_of(report)
    licensing = [
        cells[f"proactive_disclosure/administrative_licensing/{c}"].value
        for c in ("items_last_year", "items_change", "decisions_this_year")
    ]
    assert licensing == [1, 2, 3]
    assert cells["proactive_disclosure/government_rules/total_public"].value == 524
    assert cells["proactive_disclosure/administrative_fees/items_change"].value == 14
    assert cells["proactive_disclosure/centralized_procurement/procurement_amount"].unit == "元"
    assert not pointed_at(report)


def test_a_blank_that_may_be_the_rest_of_a_span_leaves_open_what_it_moves() -> None:
    def told(*texts: str) -> list[str | None] | None:
        found = by_ordinal([GridCell(text, -1, 1, 1, (1,)) for text in texts], 3)
        return found and [cell.text if cell else None for cell in found]

    assert told("1", "", "2", "3") == ["1", "2", "3"]
    assert told("5", "", "", "7") == ["5", "", "7"]
    assert told("", "", "5", "7") == ["", "5", "7"]
    assert told("5", "", "7", "") == ["5", None, None]
    assert told("1", "2", "3", "4") is None
    assert told("1", "2") is None


def test_what_cannot_be_told_is_named() -> None:
    table = [("行政许可", "5", "", "7", "") if row[0] == "行政许可" else row for row in PROACTIVE]
    report = parsed(piped(table, REQUESTS, CHALLENGES))
    cells = cells_of(report)
    path = "proactive_disclosure/administrative_licensing/"
    assert cells[path + "items_last_year"].value == 5
    assert path + "items_change" not in cells
    assert {path + "items_change", path + "decisions_this_year"} <= pointed_at(report)


def test_blanks_behind_a_lone_value_are_doubted_where_all_other_rows_are_full() -> None:
    table = [("2.重复申请", "0", "", "", "", "", "", "") if row[0] == "2.重复申请" else row for row in REQUESTS]
    report = parsed(piped(PROACTIVE, table, CHALLENGES))
    path = "requests/results.not_processed.repeat_request/"
    assert cells_of(report)[path + "natural_person"].value == 0
    assert {path + c for c in ("commercial_enterprise", "other", "total")} <= pointed_at(report)
    assert path + "natural_person" not in pointed_at(report)
