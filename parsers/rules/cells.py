"""Rules on single cells, declared in ``cells.toml``."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from parsers.model import Problem
from parsers.rules.agencies import is_a
from parsers.rules.catalogue import Rule, load_rules
from parsers.rules.fee_unit import fee_unit
from parsers.rules.wording import is_whole
from parsers.statistics_form import load_statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.model import Cell
    from parsers.rules.balances import Cells
    from parsers.rules.case import Case


@cache
def _cell_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.kind == "cell")


def broken_cells(case: Case) -> Iterator[Problem]:
    """Every cell that cannot be what its place says."""
    odd = {table: _odd(cells) for table, cells in case.tables.items() if cells}
    for rule in _cell_rules():
        table = rule.data["table"]
        if rule.data["check"] in _ON_ODD:
            if odd.get(table):
                yield from _ON_ODD[rule.data["check"]](rule, odd[table])
        elif table in odd:
            yield from _CHECKS[rule.data["check"]](rule, case.tables[table], case)


def _count(rule: Rule, odd: list[Cell]) -> Iterator[Problem]:
    for cell in odd:
        is_low = (cell.value or 0) < 0
        if is_low or (not _is_money(rule, cell)):
            yield _problem(rule, cell)


def _whole(rule: Rule, odd: list[Cell]) -> Iterator[Problem]:
    allowed: dict[str, int] = rule.data["decimals"]
    for cell in odd:
        decimals = cell.raw.partition(".")[2].rstrip("件项元万")
        if not is_whole(cell.value or 0) and len(decimals) > allowed.get(cell.column, 0):
            yield _problem(rule, cell)


def _not_negative(rule: Rule, odd: list[Cell]) -> Iterator[Problem]:
    for cell in odd:
        if (cell.value or 0) < 0 and cell.column not in rule.data["signed"]:
            yield _problem(rule, cell)


def _rulemaker(rule: Rule, cells: Cells, case: Case) -> Iterator[Problem]:
    agency = case.value("agency")
    named = [cells[r, c] for r in rule.data["rows"] for c in rule.data["columns"] if (r, c) in cells]
    named = [cell for cell in named if (cell.value or 0) > 0]
    if named and agency and is_a("no_rules", agency):
        message = f"{rule.zh}：{agency}。{rule.en}"
        yield Problem(rule.id, rule.strict, message, tuple(cell.path for cell in named))


def _fee_unit(_rule: Rule, cells: Cells, case: Case) -> Iterator[Problem]:
    yield from fee_unit(case.value("agency"), cells)


_value = attrgetter("value")
_WHOLE = frozenset({int, type(None)})

_ON_ODD: dict[str, Callable[[Rule, list[Cell]], Iterator[Problem]]] = {
    "count": _count,
    "whole": _whole,
    "not negative": _not_negative,
}
_CHECKS: dict[str, Callable[[Rule, Cells, Case], Iterator[Problem]]] = {
    "rulemaker": _rulemaker,
    "fee unit": _fee_unit,
}


def _odd(cells: Cells) -> list[Cell]:
    """The few cells whose number is below nought or has decimals."""
    values = list(map(_value, cells.values()))
    if _WHOLE.issuperset(map(type, values)) and min(filter(None, values), default=0) >= 0:
        return []
    return [c for c in cells.values() if c.value is not None and (c.value < 0 or c.value.__class__ is float)]


def _is_money(rule: Rule, cell: Cell) -> bool:
    """Whether decimals are in place: money, or a number that is whole although written with decimals."""
    if is_whole(cell.value or 0):
        return True
    units = rule.data.get("decimals_units", ())
    return bool(units) and _units().get(cell.row) in units


@cache
def _units() -> dict[str, str]:
    return {indicator.key: indicator.unit for indicator in load_statistics().indicators if indicator.key}


def _problem(rule: Rule, cell: Cell) -> Problem:
    return Problem(rule.id, rule.strict, f"{cell.raw}：{rule.zh}。{rule.en}", (cell.path,))
