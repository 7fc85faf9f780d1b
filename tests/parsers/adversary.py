"""What a page says against what was read from it: every figure right, or a problem points at its cell."""

from __future__ import annotations

from typing import NamedTuple

from parsers import Report, parse


class Outcome(NamedTuple):
    """`wrong`: other numbers than the page prints; `lost`: figures not read; `silent`: those of both that no problem names."""

    report: Report
    wrong: list[str]
    lost: list[str]
    silent: list[str]

    @property
    def said(self) -> set[str]:
        """The rules that warn."""
        return {problem.rule for problem in self.report.problems if problem.severity != "info"}


def judge(body: bytes, truth: dict[str, float]) -> Outcome:
    """Parse a page and compare its numbers with what is printed."""
    report = parse(body)
    got = {cell.path: cell.value for cell in report.cells if cell.value is not None}
    named = {path for problem in report.problems if problem.severity != "info" for path in problem.cells}
    wrong = [path for path, value in got.items() if truth.get(path) != value]
    lost = [path for path in truth if path not in got]
    return Outcome(report, wrong, lost, [path for path in (*wrong, *lost) if path not in named])
