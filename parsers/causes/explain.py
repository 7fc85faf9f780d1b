"""Put a cause to every problem that the identities, a missing row or a fee's size raise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from parsers.causes.edit import Change, Edit
from parsers.causes.rows import missing_row
from parsers.causes.search import smallest_edits
from parsers.causes.system import build
from parsers.causes.verdict import judge, judge_cell, judge_missing_row
from parsers.causes.wording import path, to_data
from parsers.rules.balances import load_balances

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.causes.search import Found
    from parsers.causes.system import Key, System
    from parsers.causes.verdict import Verdict
    from parsers.model import Problem, Report
    from parsers.rules.balances import Cells
    from parsers.second import Again

_UNIT = "T2-FEE-UNIT"
_MISSING = "S-ROW"
_YUAN = 10_000


def explain(report: Report, text: Callable[[], str] | None, *, markup: bool) -> Report:
    """The report with causes.

    `text` gives the decoded document; it is asked for and read again only if something does not add up. None where there is
    no other way to the text: then no verdict is passed.
    """
    doubtful = [p for p in report.problems if p.rule in _rules() or _is_missing_request(p)]
    if not doubtful:
        return report
    work = _Work(report, text, markup)
    causes = {id(problem): work.cause(problem) for problem in doubtful}
    problems = tuple(p._replace(cause=causes[id(p)]) if causes.get(id(p)) else p for p in report.problems)
    return replace(report, problems=problems)


@cache
def _rules() -> frozenset[str]:
    """The rules whose problems are explained, besides missing rows."""
    return frozenset(balance.id for balance in load_balances()) | {_UNIT}


def _is_missing_request(problem: Problem) -> bool:
    return problem.rule == _MISSING and bool(problem.cells) and problem.cells[0].startswith("requests/")


@dataclass
class _Work:
    """What the problems of one report share: systems and edits by table, and the second reading."""

    report: Report
    text: Callable[[], str] | None
    markup: bool

    def __post_init__(self) -> None:
        self.tables: dict[str, tuple[System, Found]] = {}
        self.readings: dict[bool, Again] = {}

    def again(self, table: str) -> Again:
        """The second reading of one table."""
        from parsers.second import Again, read_again

        statistics = table == "statistics"
        if statistics not in self.readings:
            self.readings[statistics] = (
                read_again(self.text(), markup=self.markup, statistics=statistics) if self.text else Again()
            )
        return self.readings[statistics]

    def table(self, name: str) -> tuple[System, Found]:
        """The system of one table and its smallest edits."""
        if name not in self.tables:
            cells: Cells = {(c.row, c.column): c for c in self.report.cells if c.table == name}
            system = build(name, cells, dict.fromkeys((*self.keys(name, "S-ROW"), *self.unplaced(name))))
            self.tables[name] = system, smallest_edits(system)
        return self.tables[name]

    def keys(self, table: str, rule: str) -> list[Key]:
        """The cells that a structural rule names in one table."""
        paths = [path.split("/") for p in self.report.problems if p.rule == rule for path in p.cells]
        return [(parts[1], parts[2]) for parts in paths if parts[0] == table]

    def unplaced(self, table: str) -> list[Key]:
        """The cells of rows that were read but could not be placed."""
        return [*self.keys(table, "S-COLUMNS"), *self.keys(table, "S-AMBIGUOUS")]

    def cause(self, problem: Problem) -> dict[str, Any] | None:
        """The cause of one problem, or None where there is nothing to say."""
        name = problem.cells[0].split("/")[0]
        if problem.rule == _UNIT:
            return self._unit(problem)
        system, found = self.table(name)
        if problem.rule == _MISSING:
            answers = found.answers
            if not system.broken:
                row = [n for key, n in system.frame.place.items() if path(name, key) in problem.cells]
                answers = tuple((one,) for one in missing_row(system, row))
            verdict = judge_missing_row(problem.cells, self.again(name))
            return _data(verdict, [to_data(name, answer) for answer in answers])
        named = frozenset(problem.cells)
        for i in system.broken:
            one = system.identities[i]
            printed = {path(name, system.keys[n]) for n in one.terms if system.cells[n] is not None}
            if one.balance.id == problem.rule and printed == named:
                verdict = judge(name, system, one, self.again(name), self.unplaced(name))
                return _data(verdict, [to_data(name, answer) for answer in found.answers], found)
        return None

    def _unit(self, problem: Problem) -> dict[str, Any]:
        cell = next(c for c in self.report.cells if c.path == problem.cells[0])
        change = Change((cell.row, cell.column), cell.value, round((cell.value or 0) / _YUAN, 6))
        verdict = judge_cell(cell.path, cell.value, self.again(cell.table))
        return _data(verdict, [to_data(cell.table, (Edit("unit", (change,)),))])


def _data(verdict: Verdict, edits: list[dict[str, Any]], found: Found | None = None) -> dict[str, Any]:
    out: dict[str, Any] = {"verdict": verdict.side, "why": verdict.why, "edits": edits}
    if verdict.differing:
        out["differing"] = [{"cell": where, "first": a, "second": b} for where, a, b in verdict.differing]
    if found and found.number > len(edits):
        out["equally_small"] = found.number
    if found and not edits:
        out["note"] = (
            "处处不平，不再推测 broken everywhere: no edits sought"
            if found.cut_short
            else "没有三处以内的改动能使各式皆平 no edit of up to three strokes mends every identity"
        )
    return out
