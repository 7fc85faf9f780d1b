"""What was recognised in images, weighed by the identities: doubtful cells named, likelier readings put beside the value.

The value stays the best reading: an agency's own slip, clearly printed, is not healed away.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from parsers.causes.system import bits, build, holds
from parsers.document import Doubt
from parsers.model import Problem
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parsers.causes.system import Number, System
    from parsers.model import Cell, Report

    Doubts = Mapping[tuple[float, ...], Doubt]

_SURE = 0.95
"""A reading less sure than this is named, unless identities confirm it."""
_MOST = 40
"""Doubtful cells of one table that are tried in pairs."""
_CLEAR = 3.0
"""By how many times the best set of readings must be likelier than the next that mends as much."""


class _Way(NamedTuple):
    """Other readings of some cells, and by how many times the readings published are likelier."""

    changes: dict[int, Number]
    margin: float


def weigh(report: Report, doubts: Doubts) -> Report:
    """The report with `derived` where other readings satisfy the identities better, and with its doubtful cells named."""
    own = {cell.path: doubt for cell in report.cells if (doubt := _doubt(cell, doubts))}
    cells = {cell.path: cell for cell in report.cells}
    problems: list[Problem] = []
    for table in dict.fromkeys(cell.table for cell in report.cells):
        mine = [cell for cell in report.cells if cell.table == table]
        system = build(table, {(cell.row, cell.column): cell for cell in mine})
        paths = [f"{table}/{row}/{column}" for row, column in system.keys]
        known = {n: own[path] for n, path in enumerate(paths) if path in own}
        for way in _ways(system, known):
            named = [paths[n] for n in sorted(way.changes)]
            for n, value in way.changes.items():
                cells[paths[n]] = cells[paths[n]]._replace(derived=value)
            problems.append(_better(system, way, tuple(named)))
        unsure = {path for path, doubt in own.items() if path in set(paths) and doubt.sure < _SURE}
        unsure -= {paths[n] for n in known if _is_confirmed(system, n) and cells[paths[n]].kind != "blank"}
        problems += _named(mine, unsure)
    return replace(
        report, cells=tuple(cells[cell.path] for cell in report.cells), problems=(*report.problems, *problems)
    )


def _doubt(cell: Cell, doubts: Doubts) -> Doubt | None:
    where = cell.locator
    return doubts.get((*(where[name] for name in ("part", "page") if name in where), *where.get("box", ())))


def _named(cells: list[Cell], unsure: set[str]) -> Iterator[Problem]:
    """One problem for the cells of a table that could not be read, one for those read with doubt."""
    unread = tuple(cell.path for cell in cells if cell.kind == "text")
    if unread:
        message = f"{len(unread)} 格无法辨认为数值 {len(unread)} cells could not be read as values"
        yield Problem("S-UNREADABLE", "warning", message, unread)
    doubtful = tuple(cell.path for cell in cells if cell.path in unsure and cell.kind != "text")
    if doubtful:
        message = f"{len(doubtful)} 格辨认存疑 {len(doubtful)} cells were recognised with doubt"
        yield Problem("S-DOUBTFUL", "warning", message, doubtful)


def _better(system: System, way: _Way, named: tuple[str, ...]) -> Problem:
    pairs = ", ".join(f"{system.values[n]} → {value}" for n, value in sorted(way.changes.items()))
    message = (
        f"另一读法合于勾稽关系：{pairs}；所取读法的可能性为其 {way.margin:.3g} 倍 "
        f"another reading satisfies the identities: {pairs}; the one published is {way.margin:.3g} times as likely"
    )
    return Problem("S-READING", "warning", message, named)


def _is_confirmed(system: System, cell: int) -> bool:
    """Whether equations speak of the cell and all of them hold."""
    own = [
        i for i in bits(system.touched[cell]) if system.identities[i].balance.relation == "=" and system.assessed(i, {})
    ]
    return bool(own) and all(holds("=", system.residuals[i]) for i in own)


def _ways(system: System, known: Mapping[int, Doubt]) -> Iterator[_Way]:
    """Sets of other readings, each of one or two cells, that mend what they touch; none where two are about as likely."""
    if not system.broken:
        return
    single = [_Way({n: value}, margin) for n, doubt in known.items() for value, margin in _numbers(system, n, doubt)]
    pairs = [
        _Way(a.changes | b.changes, a.margin * b.margin)
        for a, b in combinations(single[:_MOST], 2)
        if a.changes.keys().isdisjoint(b.changes)
    ]
    taken: set[int] = set()
    good = sorted((way for way in (*single, *pairs) if _mends(system, way)), key=lambda way: way.margin)
    for number, way in enumerate(good):
        mended = _broken(system, way)
        if mended & taken:
            continue
        taken |= mended
        rival = next((one for one in good[number + 1 :] if _broken(system, one) & mended), None)
        if rival is None or rival.margin > _CLEAR * way.margin or way.changes.items() <= rival.changes.items():
            yield way


def _numbers(system: System, cell: int, doubt: Doubt) -> Iterator[tuple[Number, float]]:
    for text, probability in doubt.others:
        value = read_value(text)
        if value.kind == "number" and value.value is not None and value.value != system.values[cell]:
            yield value.value, max(doubt.sure, 1e-6) / max(probability, 1e-6)


def _broken(system: System, way: _Way) -> set[int]:
    return {i for n in way.changes for i in bits(system.touched[n]) if i in set(system.broken)}


def _mends(system: System, way: _Way) -> bool:
    """Whether every change is needed for broken identities, and all that they touch would hold."""
    broken = set(system.broken)
    needed = all(any(i in broken for i in bits(system.touched[n])) for n in way.changes)
    return needed and math.isfinite(way.margin) and system.holds_locally(way.changes)
