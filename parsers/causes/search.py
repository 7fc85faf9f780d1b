"""The smallest edits of one table, likeliest first: one stroke if any will do, then two in step, then independent ones."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.causes.pairs import in_step, swaps
from parsers.causes.rows import whole_rows
from parsers.causes.single import single_cells, single_cells_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.causes.edit import Answer, Edit
    from parsers.causes.system import System

MOST_NAMED = 8
"""So many equally small answers are named; where there are more the report says how many."""
MOST_BROKEN = 16
"""A table with more broken identities than this is broken everywhere: only whole rows are tried."""
_MOST_KEPT = 200
_MOST_STROKES = 3


class Found(NamedTuple):
    """The answers named, how many equally small ones there are, and whether the search was cut short."""

    answers: tuple[Answer, ...]
    number: int
    cut_short: bool = False


def smallest_edits(system: System) -> Found:
    """The smallest sets of edits after which every identity of the table holds. Nothing broken: nothing found."""
    if not system.broken:
        return Found((), 0)
    everywhere = len(system.broken) > MOST_BROKEN
    found: list[Answer] = [(one,) for one in _one_stroke(system, everywhere)]
    if not found and not everywhere:
        found = list(islice(in_step(system), _MOST_KEPT)) or _independent(system)
    kept = _distinct(found)
    kept.sort(key=_rank)
    return Found(tuple(kept[:MOST_NAMED]), len(kept), everywhere and not kept)


def _one_stroke(system: System, everywhere: bool) -> Iterator[Edit]:
    yield from whole_rows(system)
    if not everywhere:
        yield from single_cells(system)
        yield from swaps(system)


def _independent(system: System) -> list[Answer]:
    """Single cells that each mend what they touch, chosen so that together they mend all; at most three."""
    by_identity: dict[int, list[tuple[int, Edit]]] = {i: [] for i in system.broken}
    for mended, one in single_cells_by_identity(system):
        for i, ways in by_identity.items():
            if mended >> i & 1:
                ways.append((mended, one))
    answers: list[Answer] = []
    _cover(by_identity, system.broken_bits, (), answers)
    fewest = min((len(a) for a in answers), default=0)
    return [a for a in answers if len(a) == fewest]


def _cover(by_identity: dict[int, list[tuple[int, Edit]]], rest: int, chosen: Answer, answers: list[Answer]) -> None:
    if not rest:
        answers.append(chosen)
        return
    if len(chosen) == _MOST_STROKES or len(answers) >= _MOST_KEPT:
        return
    tight = min((i for i in by_identity if rest >> i & 1), key=lambda i: len(by_identity[i]))
    for mended, one in by_identity[tight][:12]:
        if not mended & ~rest:
            _cover(by_identity, rest & ~mended, (*chosen, one), answers)


def _distinct(found: Iterable[Answer]) -> list[Answer]:
    """Each set of changes once, by its likeliest name."""
    best: dict[frozenset[object], Answer] = {}
    for answer in found:
        key = frozenset((c.key, c.meant) for one in answer for c in one.changes if c.printed != c.meant)
        known = best.get(key)
        if known is None or _rank(answer) < _rank(known):
            best[key] = answer
    return list(best.values())


def _rank(answer: Answer) -> tuple[int, int, int]:
    return len(answer), sum(one.cost for one in answer), sum(len(one.changes) for one in answer)
