"""Every declared rule holds on its passing example and breaks on its failing one."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.model import Cell
from parsers.rules.balances import Balance, broken_balances, load_balances
from parsers.rules.fee_unit import fee_unit


def cells_of(balance: Balance, example: dict[str, Any]) -> dict[tuple[str, str], Cell]:
    line = balance.each[0] if balance.each[0] != "*" else "somewhere"
    found = {}
    for name, value in example.items():
        key = (line, name) if balance.axis == "row" else (name, line)
        found[key] = Cell(balance.table, *key, str(value), "number", value, {"line": 1})  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("balance", load_balances(), ids=lambda b: b.id)
def test_examples(balance: Balance) -> None:
    assert balance.id not in {b.balance.id for b in broken_balances(balance.table, cells_of(balance, balance.passes))}
    broken = {b.balance.id: b for b in broken_balances(balance.table, cells_of(balance, balance.fails))}
    problem = broken[balance.id].problem()
    assert problem.severity == balance.strict
    assert set(problem.cells) == {c.path for c in cells_of(balance, balance.fails).values()}


@pytest.mark.parametrize("balance", load_balances(), ids=lambda b: b.id)
def test_rules_are_told_to_people(balance: Balance) -> None:
    assert all((balance.clause, balance.en, balance.false_alarms))


def test_words_in_a_cell_make_a_rule_unassessable() -> None:
    balance = next(b for b in load_balances() if b.id == "T4-GROUP")
    cells = cells_of(balance, balance.fails)
    key = ("somewhere", "upheld")
    cells[key] = Cell("reconsideration_and_litigation", *key, "见附件", "text", None, {"line": 1})
    assert list(broken_balances(balance.table, cells)) == []


def test_fees_of_a_county_bureau_in_yuan() -> None:
    key = ("administrative_fees", "amount_wan_yuan")
    cell = Cell("proactive_disclosure", *key, "251000", "number", 251000, {"line": 1})
    assert [p.rule for p in fee_unit("青禾县自然资源局", {key: cell})] == ["T2-FEE-UNIT"]
    assert list(fee_unit("云溪市人民政府", {key: cell})) == []
