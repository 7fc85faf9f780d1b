"""Every rule is told to people, and holds on its passing example and breaks on its failing one; no exceptions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parsers import parse
from parsers.causes import weigh
from parsers.document import Doubt
from parsers.model import Cell
from parsers.rules.balances import Balance, broken_balances, broken_bounds, load_balances, load_bounds
from parsers.rules.catalogue import FILES, Rule, load_rules
from parsers.rules.handbook import handbook
from parsers.text import read_value
from tests.parsers.rules.page import page
from tests.support.scans import printed

RECOGNISED = "requests/new_requests/commercial_enterprise"
ROOT = Path(__file__).parents[3]
OF_TABLES = {rule.id: rule for rule in (*load_balances(), *load_bounds())}
OF_PAGES = [rule for rule in load_rules() if rule.id not in OF_TABLES and rule.kind != "image"]
OF_IMAGES = [rule for rule in load_rules() if rule.kind == "image"]


def cells_of(balance: Balance, example: dict[str, Any]) -> dict[tuple[str, str], Cell]:
    line = balance.each[0] if balance.each[0] != "*" else "somewhere"
    found = {}
    for name, value in example.items():
        key = (line, name) if balance.axis == "row" else (name, line)
        found[key] = Cell(balance.table, *key, str(value), "number", value, {"line": 1})  # type: ignore[arg-type]
    return found


def broken(balance: Balance, example: dict[str, Any]) -> dict[str, Any]:
    cells = cells_of(balance, example)
    found = [*broken_balances(balance.table, cells), *broken_bounds(balance.table, cells)]
    return {one.balance.id: one.problem() for one in found}


@pytest.mark.parametrize("balance", OF_TABLES.values(), ids=lambda b: b.id)
def test_examples_of_tables(balance: Balance) -> None:
    assert balance.id not in broken(balance, balance.passes)
    problem = broken(balance, balance.fails)[balance.id]
    assert problem.severity == balance.strict
    assert set(problem.cells) == {cell.path for cell in cells_of(balance, balance.fails).values()}


@pytest.mark.parametrize("rule", OF_PAGES, ids=lambda r: r.id)
def test_examples_of_pages(rule: Rule) -> None:
    assert rule.id not in {problem.rule for problem in parse(page(rule.passes)).problems}
    found = [problem for problem in parse(page(rule.fails)).problems if problem.rule == rule.id]
    assert found
    assert {problem.severity for problem in found} <= {rule.strict, rule.soft}


@pytest.mark.parametrize("rule", OF_IMAGES, ids=lambda r: r.id)
def test_examples_of_images(rule: Rule) -> None:
    assert rule.id not in raised_by_reading(**rule.passes)
    assert raised_by_reading(**rule.fails)[rule.id] == rule.strict


def raised_by_reading(raw: str, sure: float, others: dict[str, float] | None = None) -> dict[str, str]:
    """Rules about recognition that one cell raises: three companies of a report that adds up, read as told."""
    report = parse(
        printed([("12", "3", "0", "0", "0", "0", "15"), *[("0",) * 7] * 3, ("12", "3", "0", "0", "0", "0", "15")])
    )
    value = read_value(raw)
    cells = [
        cell._replace(raw=raw, kind=value.kind, value=value.value) if cell.path == RECOGNISED else cell
        for cell in report.cells
    ]
    where = next(cell.locator for cell in cells if cell.path == RECOGNISED)
    doubt = Doubt(sure, tuple((others or {}).items()))
    found = weigh(replace(report, cells=tuple(cells)), {(where["page"], *where["box"]): doubt})
    return {problem.rule: problem.severity for problem in found.problems if RECOGNISED in problem.cells}


def test_the_clean_page_has_nothing_to_say() -> None:
    assert parse(page({})).problems == ()


@pytest.mark.parametrize("rule", load_rules(), ids=lambda r: r.id)
def test_rules_are_told_to_people(rule: Rule) -> None:
    assert all((rule.zh, rule.en, rule.clause, rule.false_alarms, rule.false_alarms_zh))
    assert re.search(r"[\u4e00-\u9fff]", rule.zh)
    assert not re.search(r"[\u4e00-\u9fff]{4}", rule.en)


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in load_rules()]
    assert len(ids) == len(set(ids))


def test_every_rule_that_the_code_raises_is_declared() -> None:
    declared = {rule.id for rule in load_rules()}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "parsers").rglob("*.py"))
    raised = set(re.findall(r'"((?:T[234]|S14|SH|S|N|M)-[A-Z0-9][A-Za-z0-9-]*)"', code))
    assert raised
    assert raised <= declared


def test_every_rule_file_is_read() -> None:
    held = {path.name for path in (ROOT / "parsers" / "rules").glob("*.toml")}
    assert held == {*FILES, "agencies.toml"}


def test_the_committed_handbook_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == handbook(), "run: python -m parsers.rules"
