"""Table four: a row of fifteen that lost blanks, put back group by group where the groups' identities leave one way."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.tables.placement.requests import count
from parsers.tables.placement.ways import Way, ways

if TYPE_CHECKING:
    from collections.abc import Sequence

_OUTCOMES = tuple(outcome.key for outcome in load_form().outcomes)
_TOTAL = _OUTCOMES.index("total")
_WIDTH = len(_OUTCOMES)


def placed(texts: Sequence[str], groups: int) -> list[tuple[slice, Way] | None]:
    """For each of `groups` groups which of the values are its own, and their columns; None where that is not certain."""
    counts = [count(text) for text in texts]
    values = [value for value in counts if value is not None]
    if len(values) < len(counts) or len(values) > groups * _WIDTH:
        return [None] * groups
    found: list[set[tuple[int, int, Way]]] = [set() for _ in range(groups)]
    for cuts in _cuts(len(values), groups):
        options = [ways(values[a:b], _WIDTH, _TOTAL) for a, b in cuts]
        if all(options):
            for group, ((a, b), choices) in enumerate(zip(cuts, options, strict=True)):
                found[group].update((a, b, way) for way in choices)
    return [_only(choices) for choices in found]


def _cuts(length: int, groups: int) -> list[list[tuple[int, int]]]:
    """Every way to cut a run of values into groups of none to five."""
    inner = combinations_with_replacement(range(length + 1), groups - 1)
    cuts = [list(pairwise((0, *cut, length))) for cut in inner]
    return [cut for cut in cuts if all(b - a <= _WIDTH for a, b in cut)]


def _only(choices: set[tuple[int, int, Way]]) -> tuple[slice, Way] | None:
    if len(choices) != 1:
        return None
    a, b, way = choices.pop()
    return slice(a, b), way
