"""What the identities leave only one value for."""

from __future__ import annotations

from parsers import parse
from parsers.causes import derive
from parsers.to_json import report_to_json
from tests.parsers.rules.page import page
from tests.support.tables import KINDS, challenges_table, put, requests_table

TOTALS = [(row, "total") for row in ("new_requests", "results.disclosed", "results.total", "carried_over_out")]


def test_a_column_of_totals_left_blank_is_determined() -> None:
    full = requests_table(4)
    blank = full
    for row, column in full:
        if column == "total":
            blank = put(blank, row, column, None)
    assert derive(blank.values()) == {c.path: c.value for key, c in full.items() if key[1] == "total"}


def test_marks_count_as_nought_and_words_as_unknown() -> None:
    cells = challenges_table(reconsideration=(2, 0, 0, 1, 3))
    cells = put(put(cells, "reconsideration", "corrected", "/"), "reconsideration", "total", None)
    assert derive(cells.values()) == {"reconsideration_and_litigation/reconsideration/total": 3}
    words = cells["reconsideration", "total"]
    cells["reconsideration", "total"] = words._replace(kind="text", raw="见附件")
    assert derive(cells.values()) == {words.path: 3}


def test_two_unknowns_in_every_identity_stay_unknown() -> None:
    cells = requests_table(4)
    for row in ("results.disclosed", "results.partially_disclosed"):
        for column in KINDS[:2]:
            cells = put(cells, row, column, None)
    assert derive(cells.values()) == {}


def test_nothing_is_derived_against_another_identity() -> None:
    cells = requests_table(4)
    right = cells["results.disclosed", "total"].value
    cells = put(put(cells, "results.disclosed", "total", None), "results.disclosed", KINDS[0], 999)
    assert "requests/results.disclosed/total" not in derive(cells.values())
    assert right is not None


def test_nothing_negative_and_nothing_from_a_sum_with_a_row_missing() -> None:
    cells = challenges_table(reconsideration=(5, 0, 0, 0, 3))
    assert derive(put(cells, "reconsideration", "pending", None).values()) == {}
    full = requests_table(4)
    short = {key: cell for key, cell in full.items() if key[0] != "results.disclosed" and key[1] == KINDS[0]}
    row = "results.partially_disclosed"
    assert derive(put(short, row, KINDS[0], None).values()) == {}


def test_a_table_without_blanks_derives_nothing() -> None:
    assert derive(requests_table(4).values()) == {}


def test_what_is_derived_stands_beside_the_value_with_a_warning() -> None:
    path = "requests/new_requests/total"
    clean = next(cell for cell in parse(page({})).cells if cell.path == path)
    report = parse(page({"cells": {path: ""}}))
    cell = next(cell for cell in report.cells if cell.path == path)
    assert (cell.value, cell.kind, cell.derived) == (None, "blank", clean.value)
    assert [(p.severity, p.cells) for p in report.problems if p.rule == "S-DERIVED"] == [("warning", (path,))]
    shown = next(
        c for c in report_to_json(report, "x")["cells"] if c["row"] == "new_requests" and c["column"] == "total"
    )
    assert (shown["value"], shown["derived"]) == (None, clean.value)
