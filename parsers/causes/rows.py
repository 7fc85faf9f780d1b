"""Slips that take a whole row: shifted by one column, counted twice, left out of the total, not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.causes.edit import Edit, edit
from parsers.causes.system import bits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.causes.edit import Kind
    from parsers.causes.system import Changes, Identity, Number, System


def whole_rows(system: System) -> Iterator[Edit]:
    """Every slip of one row that mends all identities."""
    for cells, reached in system.frame.rows:
        if not system.broken_bits & ~reached:
            yield from _shifts(system, cells)
            if system.cells[cells[0]] is None:
                yield from missing_row(system, cells)
    yield from _counted(system)


def _shifts(system: System, row: Sequence[int]) -> Iterator[Edit]:
    """Move the row back by one column. The value that fell off the end is what the row's own sum leaves for it."""
    if any(system.cells[n] is None for n in row):
        return
    values = [system.values[n] for n in row]
    parts, total = values[:-1], values[-1]
    candidates: list[list[Number]] = []
    if not parts[0]:  # printed one column too far right, with the total or without it
        candidates += [[*parts[1:], total, sum(parts[1:]) + total], [*parts[1:], total - sum(parts[1:]), total]]
    if not total:
        candidates.append([parts[-1] - sum(parts[:-1]), *parts])
    if not parts[-1]:
        candidates.append([total - sum(parts[:-1]), *parts[:-1], total])
    for meant in candidates:
        changes = {n: new for n, new, old in zip(row, meant, values, strict=True) if new != old}
        if len(changes) > 1 and min(meant) >= 0 and system.mends(changes):
            yield edit(system, "shift", dict(zip(row, meant, strict=True)))


def missing_row(system: System, row: Sequence[int]) -> Iterator[Edit]:
    """The row that the page does not print, with what its columns leave for it."""
    changes: Changes = {}
    for n in row:
        columns = [i for i in bits(system.touched[n]) if system.identities[i].balance.axis == "column"]
        asked = {-system.residuals[i] / system.identities[i].terms[n] for i in columns if system.assessed(i, {})}
        if len(asked) != 1:
            return
        changes[n] = asked.pop()
    if min(changes.values()) >= 0 and system.mends(changes):
        yield edit(system, "missing_row", changes)


def _counted(system: System) -> Iterator[Edit]:
    """A row of items that the sum holds once too often or once too few."""
    columns = [i for i, one in enumerate(system.identities) if one.balance.axis == "column" and len(one.left) > 2]
    off = [i for i in columns if i in system.broken]
    if not off:
        return
    amounts = {i: system.residuals[i] for i in off}
    first = system.identities[off[0]]
    for n in first.left:
        if system.cells[n] is None or abs(system.values[n]) != abs(amounts[off[0]]):
            continue
        row = system.keys[n][0]
        twins = {i: system.frame.place.get((row, system.identities[i].line)) for i in off}
        if all(t is not None and abs(system.values[t]) == abs(amounts[i]) for i, t in twins.items()):
            yield from _count_once(system, row, [system.identities[i] for i in columns], amounts[off[0]] > 0)


def _count_once(system: System, row: str, columns: list[Identity], too_much: bool) -> Iterator[Edit]:
    pairs = [(system.frame.place.get((row, one.line)), one.right[0]) for one in columns if len(one.right) == 1]
    cells = [(n, total) for n, total in pairs if n is not None and system.values[n]]
    sign = 1 if too_much else -1
    total: Changes = {t: system.values[t] + sign * system.values[n] for n, t in cells}
    ways: list[tuple[Kind, Changes]] = [("not_counted" if too_much else "double_count", total)]
    if too_much:
        ways.append(("double_count", {n: 0 for n, _ in cells}))
    for kind, changes in ways:
        if len(changes) > 1 and min(changes.values()) >= 0 and system.mends(changes):
            others = tuple(system.keys[n] for n, _ in cells if n not in changes)
            yield edit(system, kind, changes, others)
