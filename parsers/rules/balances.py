"""Balances: sums of cells along a row or a column that must stand in a relation. Declared in ``rules.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from parsers.model import Cell, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Cells = dict[tuple[str, str], Cell]
"""The cells of one table by row and column."""


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
    clause: str
    en: str
    false_alarms: str
    passes: dict[str, Any]
    fails: dict[str, Any]


@cache
def load_balances() -> tuple[Balance, ...]:
    """The balances in the order of the file."""
    raw = tomllib.loads(files("parsers.rules").joinpath("rules.toml").read_text(encoding="utf-8"))
    return tuple(_balance(item) for item in raw["balance"])


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
        sign = {"=": "≠", "<=": ">", ">=": "<"}[rule.relation]
        message = f"{self.line}：{_plain(self.left)} {sign} {_plain(self.right)}。{rule.clause}。{rule.en}"
        return Problem(rule.id, severity, message, tuple(cell.path for cell in self.cells))


def broken_balances(table: str, cells: Cells) -> Iterator[Broken]:
    """Every balance of one table that its cells break. Rules that cannot be assessed say nothing."""
    for balance in load_balances():
        if balance.table == table:
            for line, along in _lines(balance, cells).items():
                found = _assess(balance, line, along)
                if found:
                    yield found


def _lines(balance: Balance, cells: Cells) -> dict[str, dict[str, Cell]]:
    """The cells by line (row or column name) and by their name along it."""
    across = 0 if balance.axis == "row" else 1
    lines: dict[str, dict[str, Cell]] = {}
    for key, cell in cells.items():
        line = key[across]
        if "*" in balance.each or line in balance.each:
            lines.setdefault(line, {})[key[1 - across]] = cell
    return lines


def _assess(balance: Balance, line: str, along: Mapping[str, Cell]) -> Broken | None:
    for name in balance.anchors:
        anchor = along.get(name)
        if anchor is None or anchor.kind in ("blank", "text"):
            return None
    left = _side(balance.left, along)
    right = _side(balance.right, along)
    if left is None or right is None:
        return None
    if balance.needs_both and not (left.is_printed and right.is_printed):
        return None
    sums = left.total, right.total
    holds = {"=": sums[0] == sums[1], "<=": sums[0] <= sums[1], ">=": sums[0] >= sums[1]}[balance.relation]
    if holds:
        return None
    return Broken(balance, line, *sums, left.is_strict and right.is_strict, (*left.cells, *right.cells))


class _Sum(NamedTuple):
    total: float
    is_strict: bool
    is_printed: bool
    cells: tuple[Cell, ...]


def _side(terms: tuple[str, ...], along: Mapping[str, Cell]) -> _Sum | None:
    """One side's sum; None where a cell holds words, or a number that spans several cells."""
    total: float = 0
    is_strict = True
    cells: list[Cell] = []
    for term in terms:
        sign = -1 if term.startswith("-") else 1
        found = _matching(term.lstrip("-"), along)
        is_strict = is_strict and bool(found)
        for cell in found:
            if cell.kind == "text" or (cell.merged and cell.value):
                return None
            cells.append(cell)
            if cell.value is None:
                is_strict = False
            else:
                total += sign * cell.value
    return _Sum(round(total, 6), is_strict, any(c.kind != "blank" for c in cells), tuple(cells))


def _matching(term: str, along: Mapping[str, Cell]) -> list[Cell]:
    if not term.endswith("*"):
        cell = along.get(term)
        return [cell] if cell else []
    return [cell for name, cell in along.items() if name.startswith(term[:-1])]


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
