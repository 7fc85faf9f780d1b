"""The identities of one table as linear equations over its cells, each with what it lacks to hold.

A cell of table three stands in one row identity and in one or two column identities; so a single wrong cell shows as
one broken row and one or two broken columns, all off by the same amount. The search walks that structure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from parsers.rules.balances import Balance, load_balances

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from parsers.model import Cell
    from parsers.rules.balances import Cells

Key = tuple[str, str]
"""Row and column of one table."""

Number = int | float
Changes = dict[int, Number]
"""Cell index to the value that it would have."""


class Identity(NamedTuple):
    """One balance on one line: the coefficient of every cell in left minus right, and what makes it assessable."""

    balance: Balance
    line: str
    terms: dict[int, int]
    left: tuple[int, ...]
    right: tuple[int, ...]
    anchors: tuple[int | None, ...]


class Frame(NamedTuple):
    """What depends on the rows and columns of a table alone: its identities, and which cells lie in which.

    `member` holds for each identity the bits of its cells, `touched` for each cell the bits of its identities, `rows` the
    cells from left to right of each identity along a row, in every row that has them all, and the bits of the identities
    that they lie in.
    """

    keys: tuple[Key, ...]
    place: dict[Key, int]
    identities: tuple[Identity, ...]
    member: tuple[int, ...]
    touched: tuple[int, ...]
    rows: tuple[tuple[tuple[int, ...], int], ...]


@dataclass(slots=True)
class System:
    """A frame with the values of one table. `cells` is None at cells of rows that the page does not print.

    `void` are identities that cannot be stated: a cell of theirs holds words, or a number that spans several cells. `broken`
    are those that do not hold, `broken_bits` the same as bits.
    """

    frame: Frame
    cells: list[Cell | None]
    values: list[Number]
    filled: list[bool]
    residuals: list[Number] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    void: set[int] = field(default_factory=set)
    broken_bits: int = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        """Row and column of every cell."""
        return self.frame.keys

    @property
    def identities(self) -> tuple[Identity, ...]:
        """All identities, those that are void included."""
        return self.frame.identities

    @property
    def touched(self) -> tuple[int, ...]:
        """For each cell the bits of its identities."""
        return self.frame.touched

    def assessed(self, number: int, changed: Changes) -> bool:
        """Whether an identity can be assessed once the changed cells are filled."""
        one = self.identities[number]
        if number in self.void or any(a is None or not (self.filled[a] or a in changed) for a in one.anchors):
            return False
        if not one.balance.needs_both:
            return True
        return all(any(self.filled[c] or c in changed for c in side) for side in (one.left, one.right))

    def shifted(self, changes: Changes) -> dict[int, Number]:
        """The residual of every identity that the changes touch, as it would be."""
        found: dict[int, Number] = {}
        for cell, value in changes.items():
            delta = value - self.values[cell]
            for i in bits(self.touched[cell]):
                found[i] = found.get(i, self.residuals[i]) + self.identities[i].terms[cell] * delta
        return found

    def holds_locally(self, changes: Changes) -> bool:
        """Whether every identity that the changes touch would hold."""
        return all(
            holds(self.identities[i].balance.relation, residual) or not self.assessed(i, changes)
            for i, residual in self.shifted(changes).items()
        )

    def mends(self, changes: Changes) -> bool:
        """Whether every identity of the table would hold."""
        reached = 0
        for cell in changes:
            reached |= self.touched[cell]
        return not self.broken_bits & ~reached and self.holds_locally(changes)


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def holds(relation: str, residual: Number) -> bool:
    """Whether left minus right agrees with the relation."""
    off = round(residual, 6)
    return off == 0 or (relation == "<=" and off < 0) or (relation == ">=" and off > 0)


def build(table: str, cells: Cells, missing: Iterable[Key] = ()) -> System:
    """The system of one table; `missing` names cells of rows that are not printed."""
    frame = frame_of(table, (*cells, *(key for key in missing if key not in cells)))
    found = [cells.get(key) for key in frame.keys]
    values: list[Number] = [0 if c is None or c.value is None else c.value for c in found]
    filled = [c is not None and c.kind not in ("blank", "text") for c in found]
    system = System(frame, found, values, filled)
    for n, cell in enumerate(found):
        if cell is not None and (cell.kind == "text" or (cell.merged and cell.value)):
            system.void.update(bits(frame.touched[n]))
    for i, one in enumerate(frame.identities):
        residual = round(sum(sign * values[n] for n, sign in one.terms.items()), 6)
        system.residuals.append(residual)
        if residual and not holds(one.balance.relation, residual) and system.assessed(i, {}):
            system.broken.append(i)
            system.broken_bits |= 1 << i
    return system


@lru_cache(maxsize=256)
def frame_of(table: str, keys: tuple[Key, ...]) -> Frame:
    """The frame of a table with these cells; kept, since the tables of most reports have the same."""
    balances = [balance for balance in load_balances() if balance.table == table]
    identities = [
        _identity(balance, line, along) for balance in balances for line, along in _lines(balance, keys).items()
    ]
    touched = [0] * len(keys)
    for i, one in enumerate(identities):
        for n in one.terms:
            touched[n] |= 1 << i
    member = tuple(sum(1 << n for n in one.terms) for one in identities)
    place = {key: n for n, key in enumerate(keys)}
    orders = ((*balance.left, *balance.right) for balance in balances if balance.axis == "row")
    rows = tuple(_rows(place, orders, touched))
    return Frame(keys, place, tuple(identities), member, tuple(touched), rows)


def _rows(
    place: dict[Key, int], orders: Iterable[tuple[str, ...]], touched: list[int]
) -> Iterator[tuple[tuple[int, ...], int]]:
    for order in orders:
        for row in dict.fromkeys(key[0] for key in place):
            cells = [n for column in order if (n := place.get((row, column))) is not None]
            if len(cells) == len(order):
                yield tuple(cells), reduce(or_, map(touched.__getitem__, cells))


def _lines(balance: Balance, keys: tuple[Key, ...]) -> dict[str, dict[str, int]]:
    """Cell indices by line and by their name along it."""
    across = 0 if balance.axis == "row" else 1
    lines: dict[str, dict[str, int]] = {}
    for n, key in enumerate(keys):
        if "*" in balance.each or key[across] in balance.each:
            lines.setdefault(key[across], {})[key[1 - across]] = n
    return lines


def _identity(balance: Balance, line: str, along: Mapping[str, int]) -> Identity:
    terms: dict[int, int] = {}
    sides: list[tuple[int, ...]] = []
    for side, sign in ((balance.left, 1), (balance.right, -1)):
        members: list[int] = []
        for term in side:
            for n in matching(term.lstrip("-"), along):
                terms[n] = terms.get(n, 0) + (-sign if term.startswith("-") else sign)
                members.append(n)
        sides.append(tuple(members))
    anchors = tuple(along.get(name) for name in balance.anchors)
    return Identity(balance, line, terms, sides[0], sides[1], anchors)


def matching(term: str, along: Mapping[str, int]) -> list[int]:
    """The cells that a term of a balance stands for: one name, or all that start alike."""
    if not term.endswith("*"):
        return [along[term]] if term in along else []
    return [n for name, n in along.items() if name.startswith(term[:-1])]
