"""Tables of cells for tests of what comes after reading: values by row and column of the form."""

from __future__ import annotations

import random
from typing import Any

from parsers.form import load_form
from parsers.model import Cell, Kind
from parsers.rules.balances import Cells

KINDS = tuple(a.key for a in load_form().applicants)[:-1]
ROWS = tuple(load_form().request_keys("2021"))
RESULTS = tuple(row for row in ROWS if row.startswith("results.") and row != "results.total")
_MARKS: dict[Any, Kind] = {None: "blank", "": "blank", "/": "slash", "—": "dash", "无": "none_word"}


def cell(table: Any, row: str, column: str, value: Any) -> Cell:
    """A cell with a number, or with a mark when `value` is one."""
    if value in _MARKS:
        return Cell(table, row, column, value or "", _MARKS[value], None, {})
    return Cell(table, row, column, str(value), "number", value, {})


def put(cells: Cells, row: str, column: str, value: Any) -> Cells:
    """The cells with one of them changed."""
    old = next(iter(cells.values()))
    return cells | {(row, column): cell(old.table, row, column, value)}


def requests_table(seed: int, most: int = 40) -> Cells:
    """Table three of the 2021 form with numbers that all add up."""
    rng = random.Random(seed)
    by_row = {row: [rng.randint(0, most) if rng.random() < 0.3 else 0 for _ in KINDS] for row in RESULTS}
    closed = [sum(column) for column in zip(*by_row.values(), strict=True)]
    left = [rng.randint(0, 9) if rng.random() < 0.3 else 0 for _ in KINDS]
    carried = [rng.randint(0, c + o) if rng.random() < 0.3 else 0 for c, o in zip(closed, left, strict=True)]
    by_row |= {"results.total": closed, "carried_over_out": left, "carried_over_in": carried}
    by_row["new_requests"] = [c + o - i for c, o, i in zip(closed, left, carried, strict=True)]
    return {
        (row, column): cell("requests", row, column, value)
        for row in ROWS
        for column, value in zip((*KINDS, "total"), [*by_row[row], sum(by_row[row])], strict=True)
    }


def challenges_table(**groups: tuple[int, ...]) -> Cells:
    """Table four: five values a group; groups not given are nought."""
    form = load_form()
    return {
        (case.key, outcome.key): cell("reconsideration_and_litigation", case.key, outcome.key, value)
        for case in form.cases
        for outcome, value in zip(form.outcomes, groups.get(case.key, (0,) * 5), strict=True)
    }
