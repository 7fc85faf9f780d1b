"""Values that the identities leave only one way for, where the page has none."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from parsers.causes.system import bits, frame_of
from parsers.form import load_form
from parsers.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.causes.system import Frame, Identity, Key, Number
    from parsers.model import Cell, Report
    from parsers.rules.balances import Cells

_UNKNOWN = frozenset({"blank", "text"})
_FORMS = ("2021", "2019")
_kind = attrgetter("kind")


def with_derived(report: Report) -> Report:
    """The report with what the identities determine beside its cells, and a warning for each table that has any.

    Values stay as printed; only `Cell.derived` is set.
    """
    found = derive(report.cells)
    if not found:
        return report
    cells = tuple(c._replace(derived=found[c.path]) if c.path in found else c for c in report.cells)
    warnings = []
    for table in dict.fromkeys(cell.table for cell in cells if cell.path in found):
        named = tuple(cell.path for cell in cells if cell.table == table and cell.path in found)
        message = (
            f"{len(named)} 格由勾稽关系推得，非原文 {len(named)} cells are derived from the identities, not printed"
        )
        warnings.append(Problem("S-DERIVED", "warning", message, named))
    return replace(report, cells=cells, problems=(*report.problems, *warnings))


def derive(cells: Iterable[Cell]) -> dict[str, Number]:
    """Path to value for blank or unreadable cells that the identities determine uniquely and without contradiction.

    A cell with a number counts as that, one with a mark (/, —, 无) as nought. A cell is determined when it is the only
    unknown of an identity; what it is then may determine others. Cells of one table or of several may be given. Nothing
    is derived where two identities disagree, where the value would be negative or no whole number, or where an identity
    of the cell does not hold with it.
    """
    cells = list(cells)
    if _UNKNOWN.isdisjoint(map(_kind, cells)):
        return {}
    unknown = {cell.table for cell in cells if cell.kind in _UNKNOWN}
    tables: dict[str, Cells] = {cell.table: {} for cell in cells if cell.table in unknown}
    for cell in cells:
        if cell.table in unknown:
            tables[cell.table][cell.row, cell.column] = cell
    return {own[key].path: value for table, own in tables.items() for key, value in _solve(table, own).items()}


def _solve(table: str, cells: Cells) -> dict[Key, Number]:
    frame = frame_of(table, tuple(cells))
    values: list[Number] = []
    unknown = void = 0  # cells and identities, as bits
    for n, cell in enumerate(cells.values()):
        values.append(cell.value or 0)
        if cell.kind in _UNKNOWN:
            unknown |= 1 << n
        elif cell.merged and cell.value:
            void |= frame.touched[n]
    usable = _complete(table, frame.keys) & ~void
    solved = refused = 0
    moved = True
    while moved:
        moved = False
        for i in bits(usable):
            left = frame.member[i] & unknown
            if not left or left & (left - 1) or left & refused:  # none, several, or one that was tried
                continue
            n, terms = left.bit_length() - 1, frame.identities[i].terms
            values[n] = _tidy(-sum(sign * values[m] for m, sign in terms.items() if m != n) / terms[n])
            if _agrees(frame, usable, n, values, unknown ^ left):
                unknown ^= left
                solved |= left
                moved = True
            else:
                refused |= left
    return {frame.keys[n]: values[n] for n in bits(solved) if _agrees(frame, usable, n, values, unknown)}


@lru_cache(maxsize=256)
def _complete(table: str, keys: tuple[Key, ...]) -> int:
    """The identities, as bits, that say what a sum is and all of whose rows or columns are printed."""
    identities = frame_of(table, keys).identities
    return sum(1 << i for i, one in enumerate(identities) if one.balance.relation == "=" and _is_complete(keys, one))


def _is_complete(keys: tuple[Key, ...], one: Identity) -> bool:
    along = {keys[n][1 if one.balance.axis == "row" else 0] for n in one.terms}
    terms = [term.lstrip("-") for term in (*one.balance.left, *one.balance.right)]
    if any(not term.endswith("*") and term not in along for term in terms):
        return False
    if not any(term.endswith("*") for term in terms):
        return True
    return any(
        along.issuperset(key for key in load_form().request_keys(form) if _is_term(key, terms)) for form in _FORMS
    )


def _is_term(key: str, terms: list[str]) -> bool:
    return any(key == term or (term.endswith("*") and key.startswith(term[:-1])) for term in terms)


def _agrees(frame: Frame, usable: int, cell: int, values: list[Number], unknown: int) -> bool:
    """Whether the value is a count and every identity of the cell that is wholly known holds with it."""
    if values[cell] < 0 or values[cell] != int(values[cell]):
        return False
    known = (i for i in bits(frame.touched[cell] & usable) if not frame.member[i] & unknown)
    return all(round(sum(sign * values[m] for m, sign in frame.identities[i].terms.items()), 6) == 0 for i in known)


def _tidy(number: Number) -> Number:
    return int(number) if number == int(number) else round(number, 6)
