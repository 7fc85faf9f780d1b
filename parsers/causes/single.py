"""One cell that mends everything: it lies in every broken identity, and all of them are off by the same amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.causes.digits import is_one_digit
from parsers.causes.edit import Edit, edit
from parsers.causes.system import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.causes.system import Number, System


def single_cells(system: System) -> Iterator[Edit]:
    """Every printed cell whose one change mends all identities."""
    shared = -1
    for i in system.broken:
        shared &= system.frame.member[i]
    for cell in bits(shared):
        meant = wanted(system, cell, system.broken[0])
        if meant is not None and system.mends({cell: meant}):
            yield explain(system, cell, meant)


def single_cells_by_identity(system: System) -> Iterator[tuple[int, Edit]]:
    """Printed cells whose one change mends all that it touches, with the broken identities it mends as bits."""
    seen: set[tuple[int, Number]] = set()
    broken = system.broken_bits
    for i in system.broken:
        for cell in bits(system.frame.member[i]):
            meant = wanted(system, cell, i)
            if meant is None or (cell, meant) in seen:
                continue
            seen.add((cell, meant))
            if system.holds_locally({cell: meant}):
                yield system.touched[cell] & broken, explain(system, cell, meant)


def wanted(system: System, cell: int, identity: int) -> Number | None:
    """The value by which a printed cell would mend one identity; None where it would be negative."""
    if system.cells[cell] is None:
        return None
    residual, sign = system.residuals[identity], system.identities[identity].terms[cell]
    meant = system.values[cell] - residual / sign
    if meant < 0 and system.values[cell] >= 0:
        return None
    return int(meant) if meant == int(meant) else round(meant, 6)


def explain(system: System, cell: int, meant: Number) -> Edit:
    """Name the slip that turns the value meant into the one printed."""
    printed = system.values[cell]
    total = _is_total(system, cell)
    source = system.cells[cell]
    if source is None or source.kind != "number":
        return edit(system, "blank_total" if total else "value", {cell: meant})
    if total and printed == 0:
        return edit(system, "zero_total", {cell: meant})
    if is_one_digit(printed, meant):
        return edit(system, "digit", {cell: meant})
    parts = [n for n in _parts(system, cell) if system.values[n] == abs(printed - meant)] if total else []
    if parts:
        others = (system.keys[parts[0]],) if len(parts) == 1 else ()
        return edit(system, "double_count" if printed > meant else "not_counted", {cell: meant}, others)
    return edit(system, "value", {cell: meant})


def _is_total(system: System, cell: int) -> bool:
    return any(system.identities[i].right == (cell,) for i in bits(system.touched[cell]))


def _parts(system: System, total: int) -> Iterator[int]:
    for i in bits(system.touched[total]):
        if system.identities[i].right == (total,):
            yield from system.identities[i].left
