"""Whose slip a broken identity is: it rests on the second reading of the same cells, never on the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.causes.wording import path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from parsers.causes.system import Identity, Key, Number, System
    from parsers.second import Again

Side = Literal["ours", "agency", "undecidable"]
_FEWEST_ROWS = 5


class Verdict(NamedTuple):
    """Whose slip, why, and the cells in which the readings differ: path, first and second reading."""

    side: Side
    why: str
    differing: tuple[tuple[str, Number | None, Number | None], ...] = ()


def judge(table: str, system: System, identity: Identity, again: Again, unplaced: Collection[Key] = ()) -> Verdict:
    """Compare every cell of the identity, and every further cell that the second reading finds in it.

    `unplaced` are cells of rows that the first reading met and could not place: unless the second did, none can tell.
    """
    members = [(path(table, system.keys[n]), system.cells[n]) for n in identity.terms]
    named = {where for where, _ in members}
    pairs = [(where, cell.value if cell else None, again.get(where)) for where, cell in members if where in again]
    pairs += [(where, None, again[where]) for where in _further(table, identity, again) if where not in named]
    lost = {path(table, key) for key in unplaced}
    unread = [
        where
        for where, cell in members
        if where not in again and (cell is not None or where in lost or _row(where) in again.unplaced)
    ]
    return compare(pairs, unread)


def judge_cell(where: str, value: Number | None, again: Again) -> Verdict:
    """The verdict on a single cell."""
    return compare([(where, value, again[where])] if where in again else [], [] if where in again else [where])


def judge_missing_row(paths: Iterable[str], again: Again) -> Verdict:
    """A row that the first reading did not find: ours if the second did, the agency's if that read the table without it."""
    wanted = list(paths)
    if any(where in again for where in wanted):
        pairs = tuple((where, None, again[where]) for where in wanted if where in again)
        return Verdict("ours", "另一独立读法读到了这一行 the second reading finds the row", pairs)
    table = wanted[0].split("/")[0] + "/" if wanted else ""
    if wanted and _row(wanted[0]) in again.unplaced:
        return _UNDECIDABLE
    rows = {where.split("/")[1] for where in again if where.startswith(table)}
    if len(rows) < _FEWEST_ROWS:
        return _UNDECIDABLE
    return Verdict("agency", "两种独立读法都没有这一行 neither reading finds the row")


_UNDECIDABLE = Verdict("undecidable", "另一独立读法读不出这些单元格 the second reading cannot read these cells")


def compare(pairs: Iterable[tuple[str, Number | None, Number | None]], unread: Iterable[str]) -> Verdict:
    """Ours where a number differs, the agency's where all are the same, undecidable where any was not read again."""
    differing = tuple(pair for pair in pairs if (pair[1] or 0) != (pair[2] or 0))
    if differing:
        return Verdict("ours", "另一独立读法读出不同的数 the second reading has other numbers", differing)
    if any(unread):
        return _UNDECIDABLE
    return Verdict("agency", "两种独立读法读出相同的数 both readings have the same numbers: so it is printed")


def _row(where: str) -> str:
    return where.rsplit("/", 1)[0]


def _further(table: str, identity: Identity, again: Again) -> list[str]:
    """Cells of the second reading that the identity would hold, whether the first reading has them or not."""
    across, along = (1, 2) if identity.balance.axis == "row" else (2, 1)
    terms = [term.lstrip("-") for term in (*identity.balance.left, *identity.balance.right)]
    split = [(where, where.split("/")) for where in again]
    return [
        where
        for where, parts in split
        if parts[0] == table and parts[across] == identity.line and any(_names(term, parts[along]) for term in terms)
    ]


def _names(term: str, name: str) -> bool:
    return name == term or (term.endswith("*") and name.startswith(term[:-1]))
