"""Balances: sums of cells along a row or a column that must stand in a relation.

Declared in ``rules.toml`` (identities) and ``bounds.toml`` (bounds, which hold only under their own conditions).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from parsers.form import load_form
from parsers.model import Cell, Problem, Severity
from parsers.rules.catalogue import load_rules
from parsers.rules.plan import Line, plan_of
from parsers.rules.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Cells = dict[tuple[str, str], Cell]
"""The cells of one table by row and column."""

_SIGNS = {"=": "≠", "<=": ">", ">=": "<"}


class Balance(NamedTuple):
    """One declared rule; see the head of ``rules.toml`` for the fields."""

    id: str
    table: str
    axis: Literal["row", "column"]
    each: tuple[str, ...]
    left: tuple[str, ...]
    relation: Literal["=", "<=", ">="]
    right: tuple[str, ...]
    anchors: tuple[str, ...]
    needs_both: bool
    strict: Severity
    soft: Severity
    zh: str
    en: str
    clause: str
    false_alarms: str
    false_alarms_zh: str
    passes: dict[str, Any]
    fails: dict[str, Any]
    factor: float = 1
    least: float = 0
    given_zero: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@cache
def load_balances() -> tuple[Balance, ...]:
    """The identities, in the order of the file: what must be equal for the table to add up."""
    return tuple(_balance(rule.data) for rule in load_rules() if rule.kind == "balance")


@cache
def load_bounds() -> tuple[Balance, ...]:
    """The bounds: relations that are weaker than an identity or hold under a condition."""
    return tuple(_balance(rule.data) for rule in load_rules() if rule.kind == "bound")


def _balance(item: dict[str, Any]) -> Balance:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in item.items()}
    return Balance(**values)


class Broken(NamedTuple):
    """A balance that does not hold: both sums, whether every cell was a number, and the cells of the identity."""

    balance: Balance
    line: str
    left: float
    right: float
    is_strict: bool
    cells: tuple[Cell, ...]

    def problem(self) -> Problem:
        """The finding, in Chinese and English."""
        rule = self.balance
        severity = rule.strict if self.is_strict else rule.soft
        sums = f"{plain(self.left)} {_SIGNS[rule.relation]} {plain(self.right)}"
        message = f"{load_form().label(self.line)}：{sums}。{rule.zh}。{rule.en}"
        return Problem(rule.id, severity, message, tuple(cell.path for cell in self.cells))


def broken_balances(table: str, cells: Cells) -> Iterator[Broken]:
    """Every identity of one table that its cells break. Rules that cannot be assessed say nothing."""
    return _broken(load_balances, table, cells)


def broken_bounds(table: str, cells: Cells) -> Iterator[Broken]:
    """Every bound of one table that its cells break."""
    return _broken(load_bounds, table, cells)


def _broken(load: Callable[[], tuple[Balance, ...]], table: str, cells: Cells) -> Iterator[Broken]:
    """Two sums settle every line that holds; the others are looked at cell by cell."""
    if cells:
        values = [cell.value or 0 for cell in cells.values()]
        for line in plan_of(load, table, tuple(cells)).unsettled(values):
            if found := _assess(line, cells):
                yield found


def _assess(line: Line, cells: Cells) -> Broken | None:
    balance = line.balance
    if not _applies(line, cells):
        return None
    left = _side(balance.left, line, cells)
    right = _side(balance.right, line, cells)
    if left is None or right is None:
        return None
    if balance.needs_both and not (left.is_printed and right.is_printed):
        return None
    sums = left.total, round(right.total * balance.factor, 6)
    if abs(right.total) < balance.least or holds(balance.relation, *sums):
        return None
    given = tuple(cells[key] for name in balance.given_zero for key in line.keys(name))
    return Broken(balance, line.name, *sums, left.is_strict and right.is_strict, (*given, *left.cells, *right.cells))


def holds(relation: str, left: float, right: float) -> bool:
    """Whether two sums stand in the relation."""
    return left == right if relation == "=" else left <= right if relation == "<=" else left >= right


def _applies(line: Line, cells: Cells) -> bool:
    """Whether the anchors are filled, the conditions met, and no stronger rule can speak."""
    balance = line.balance
    for name in balance.anchors:
        anchor = [cells[key] for key in line.keys(name)]
        if not anchor or anchor[0].kind in ("blank", "text"):
            return False
    for name in balance.given_zero:
        given = [cells[key].value for key in line.keys(name)]
        if given != [0]:
            return False
    return not any(cells[key].value is not None for name in balance.unless for key in line.keys(name))


class _Sum(NamedTuple):
    total: float
    is_strict: bool
    is_printed: bool
    cells: tuple[Cell, ...]


def _all_printed(term: str, line: Line) -> bool:
    """Whether no row of the group that a term stands for is missing; the rows of a group differ between form versions."""
    if not term.endswith("*"):
        return True
    versions = _rows_of_group(term[:-1])
    return not versions or any(rows <= line.along.keys() for rows in versions)


@cache
def _rows_of_group(start: str) -> tuple[frozenset[str], ...]:
    """The rows of table three whose keys start alike, by form version."""
    found = (frozenset(k for k in load_form().request_keys(form) if k.startswith(start)) for form in ("2021", "2019"))
    return tuple(rows for rows in found if rows)


def _side(terms: tuple[str, ...], line: Line, cells: Cells) -> _Sum | None:
    """One side's sum; None where a cell holds words, or a number that spans several cells."""
    total: float = 0
    is_strict = True
    found: list[Cell] = []
    for term in terms:
        sign = -1 if term.startswith("-") else 1
        keys = line.keys(term.lstrip("-"))
        is_strict = is_strict and bool(keys) and _all_printed(term.lstrip("-"), line)
        for key in keys:
            cell = cells[key]
            if cell.kind == "text" or (cell.merged and cell.value):
                return None
            found.append(cell)
            if cell.value is None:
                is_strict = False
            else:
                total += sign * cell.value
    return _Sum(round(total, 6), is_strict, any(c.kind != "blank" for c in found), tuple(found))
