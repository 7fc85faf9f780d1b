"""Recognised figures and the identities: what another reading would mend stands beside the value, which stays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import parsers
from parsers.causes import weigh
from parsers.document import Doubt
from parsers.model import Cell, Report
from tests.support.scans import printed

FIGURES = (
    ("12", "3", "0", "0", "0", "0", "15"),
    ("1", "0", "0", "0", "0", "0", "1"),
    ("12", "3", "0", "0", "0", "0", "15"),
    ("12", "3", "0", "0", "0", "0", "15"),
    ("1", "0", "0", "0", "0", "0", "1"),
)
COMPANY = "requests/new_requests/commercial_enterprise"
TOTAL = "requests/new_requests/total"


@cache
def report() -> Report:
    return parsers.parse(printed(FIGURES))


def with_value(path: str, value: int) -> Report:
    cells = tuple(c._replace(raw=str(value), value=value) if c.path == path else c for c in report().cells)
    return replace(report(), cells=cells)


def cell(found: Report, path: str) -> Cell:
    return next(one for one in found.cells if one.path == path)


def place(path: str) -> tuple[float, ...]:
    where = cell(report(), path).locator
    return (where["page"], *where["box"])


def rules(found: Report, path: str) -> set[str]:
    return {p.rule for p in found.problems if p.rule in ("S-READING", "S-DOUBTFUL", "S-UNREADABLE") and path in p.cells}


def test_a_likely_reading_that_mends_all_is_derived_and_the_value_stays() -> None:
    found = weigh(with_value(COMPANY, 8), {place(COMPANY): Doubt(0.7, (("3", 0.2), ("6", 0.05)))})
    assert (cell(found, COMPANY).value, cell(found, COMPANY).derived) == (8, 3)
    assert rules(found, COMPANY) == {"S-READING", "S-DOUBTFUL"}
    (problem,) = [p for p in found.problems if p.rule == "S-READING"]
    assert (problem.severity, problem.cells) == ("warning", (COMPANY,))
    assert "3.5" in problem.message


def test_what_is_clearly_printed_is_not_healed() -> None:
    found = weigh(with_value(COMPANY, 8), {place(COMPANY): Doubt(1.0)})
    assert (cell(found, COMPANY).value, cell(found, COMPANY).derived, rules(found, COMPANY)) == (8, None, set())


def test_two_readings_as_likely_settle_nothing() -> None:
    doubts = {place(COMPANY): Doubt(0.6, (("3", 0.2),)), place(TOTAL): Doubt(0.6, (("20", 0.2),))}
    wrong = with_value(COMPANY, 8)
    single = replace(wrong, cells=tuple(c for c in wrong.cells if c.row == "new_requests"))
    found = weigh(single, doubts)
    assert {cell(found, COMPANY).derived, cell(found, TOTAL).derived} == {None}
    assert rules(found, COMPANY) == rules(found, TOTAL) == {"S-DOUBTFUL"}


def test_a_doubtful_cell_that_the_identities_confirm_is_not_named() -> None:
    found = weigh(report(), {place(COMPANY): Doubt(0.6, (("8", 0.3),))})
    assert (cell(found, COMPANY).derived, rules(found, COMPANY)) == (None, set())


def test_what_cannot_be_read_is_named() -> None:
    cells = tuple(
        c._replace(raw="1\ufffd", kind="text", value=None) if c.path == COMPANY else c for c in report().cells
    )
    found = weigh(replace(report(), cells=cells), {place(COMPANY): Doubt(0.3)})
    assert (cell(found, COMPANY).value, rules(found, COMPANY)) == (None, {"S-UNREADABLE"})
