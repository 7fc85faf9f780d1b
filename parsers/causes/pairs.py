"""Two cells that mend everything: changed about, or off by the same amount in step."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.causes.edit import Answer, Edit, edit
from parsers.causes.single import explain, wanted
from parsers.causes.system import bits, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.causes.system import Number, System

_MOST_TRIED = 400


def swaps(system: System) -> Iterator[Edit]:
    """Pairs of printed cells of unequal value that someone changed about.

    One of the two lies in the smallest broken identity; the amount it is off by tells the value of the other.
    """
    for one, other in islice(_candidates(system), _MOST_TRIED):
        changes = {one: system.values[other], other: system.values[one]}
        if system.mends(changes):
            yield edit(system, "swap", changes)


def _candidates(system: System) -> Iterator[tuple[int, int]]:
    by_value: dict[Number, list[int]] = {}
    for n, cell in enumerate(system.cells):
        if cell is not None and system.touched[n]:
            by_value.setdefault(system.values[n], []).append(n)
    first, broken, holding = smallest(system), system.broken_bits, _holding(system)
    residual, terms = system.residuals[first], system.identities[first].terms
    for one in bits(system.frame.member[first]):
        if system.cells[one] is None:
            continue
        for delta in (-residual / terms[one], -residual / terms[one] / 2):
            for other in by_value.get(system.values[one] + delta, ()):
                reached = (system.touched[one] ^ system.touched[other]) | _opposed(system, one, other)
                if not (broken & ~reached or holding & reached) and (other > one or other not in terms):
                    yield one, other


def _holding(system: System) -> int:
    """Identities that hold and would not if a swap changed their sums."""
    return sum(
        1 << i
        for i, one in enumerate(system.identities)
        if one.balance.relation == "=" and i not in system.broken and system.assessed(i, {})
    )


def _opposed(system: System, one: int, other: int) -> int:
    """Identities that count one of the two cells and subtract the other."""
    found = 0
    for i in bits(system.touched[one] & system.touched[other]):
        if system.identities[i].terms[one] != system.identities[i].terms[other]:
            found |= 1 << i
    return found


def in_step(system: System) -> Iterator[Answer]:
    """Two single cells that only together mend all; tried for each cell of the smallest broken identity."""
    first = smallest(system)
    seen: set[frozenset[int]] = set()
    for one in bits(system.frame.member[first]):
        meant = wanted(system, one, first)
        if meant is None:
            continue
        after = system.shifted({one: meant})
        left = [i for i in system.broken if i not in after]
        left += [i for i, off in after.items() if _is_off(system, i, off, {one: meant})]
        shared = -1
        for i in left:
            shared &= system.frame.member[i]
        for other in bits(shared if left else 0):
            if other == one or system.cells[other] is None or frozenset((one, other)) in seen:
                continue
            off = after.get(left[0], system.residuals[left[0]])
            value = system.values[other] - off / system.identities[left[0]].terms[other]
            if value >= 0 and system.mends({one: meant, other: value}):
                seen.add(frozenset((one, other)))
                yield explain(system, one, meant), explain(system, other, value)


def _is_off(system: System, identity: int, residual: Number, changes: dict[int, Number]) -> bool:
    relation = system.identities[identity].balance.relation
    return not holds(relation, residual) and system.assessed(identity, changes)


def smallest(system: System) -> int:
    """The broken identity with the fewest cells."""
    return min(system.broken, key=lambda i: len(system.identities[i].terms))
