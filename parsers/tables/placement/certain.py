"""Which placements of many rows can hold together: exact, in layers of partial sums, and bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.tables.placement.ways import Way

Vector = tuple[int, ...]
MOST_STATES = 60_000
"""Partial sums that may be looked at before giving up; giving up places nothing."""


class Sparse(NamedTuple):
    """One row: its values from left to right, the placements to choose from, and its sign in each balance.

    A sign is 1 on the left of a balance, -1 on its right, 0 outside.
    """

    values: tuple[int, ...]
    ways: tuple[Way, ...]
    signs: tuple[int, ...]


def certain(rows: Mapping[str, Sparse], width: int) -> dict[str, Way]:
    """The rows whose place is the same in every choice that satisfies all balances in every one of `width` columns.

    Empty when no choice satisfies them, or when there are too many partial sums to be sure.
    """
    lines = {key: [line_of(row.values, way, width) for way in row.ways] for key, row in rows.items()}
    found = certain_lines(lines, {key: row.signs for key, row in rows.items()})
    return {key: rows[key].ways[number] for key, number in found.items()}


def certain_lines(rows: Mapping[str, Sequence[Vector]], signs: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
    """The number of each row's only line, among those to choose from, that a choice satisfying all balances can have."""
    order = sorted(rows, key=lambda key: (-sum(map(abs, signs[key])), len(rows[key])))
    choices = [[tuple(sign * value for sign in signs[key] for value in line) for line in rows[key]] for key in order]
    size = sum(map(len, choices[0][:1])) if order else 0
    layers = _layers(choices, size) if size else None
    if layers is None:
        return {}
    found: dict[str, int] = {}
    alive = layers[-1]
    for at in range(len(order) - 1, -1, -1):
        possible, alive = _backwards(layers[at], choices[at], alive)
        if len(possible) == 1:
            found[order[at]] = possible.pop()
    return found


def line_of(values: Sequence[int], way: Way, width: int) -> Vector:
    """The values in their columns, noughts in the others."""
    line = [0] * width
    for value, column in zip(values, way, strict=True):
        line[column] = value
    return tuple(line)


def _layers(choices: Sequence[Sequence[Vector]], size: int) -> list[set[Vector]] | None:
    """The partial sums after 0, 1, 2 … rows that can still come to nought; None without any, or with too many."""
    nought = (0,) * size
    low, high = [nought], [nought]
    for vectors in reversed(choices):
        if not vectors:
            return None
        low.append(tuple(a + min(column) for a, column in zip(low[-1], zip(*vectors, strict=True), strict=True)))
        high.append(tuple(a + max(column) for a, column in zip(high[-1], zip(*vectors, strict=True), strict=True)))
    low.reverse()
    high.reverse()
    layers, states = [{nought}], 1
    for at, vectors in enumerate(choices, 1):
        sums = {
            after
            for before in layers[-1]
            for vector in vectors
            if _can_end(after := tuple(a + b for a, b in zip(before, vector, strict=True)), low[at], high[at])
        }
        states += len(sums)
        if not sums or states > MOST_STATES:
            return None
        layers.append(sums)
    return layers


def _can_end(sums: Vector, low: Vector, high: Vector) -> bool:
    """Whether the rows to come can bring every sum to nought."""
    return all(at + least <= 0 <= at + most for at, least, most in zip(sums, low, high, strict=True))


def _backwards(before: set[Vector], vectors: Sequence[Vector], alive: set[Vector]) -> tuple[set[int], set[Vector]]:
    """The placements of one row that lead from a partial sum to one that is still alive, and those partial sums."""
    possible: set[int] = set()
    starts: set[Vector] = set()
    for start in before:
        for number, vector in enumerate(vectors):
            if tuple(a + b for a, b in zip(start, vector, strict=True)) in alive:
                possible.add(number)
                starts.add(start)
    return possible, starts
