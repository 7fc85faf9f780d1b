"""A parsed report against the truth: what is right, what is wrong, what is wrong and nobody says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from parsers.model import Cell, Report
from tests.wild.model import WildReport
from tests.wild.prose import flat

FIELDS = ("year", "agency", "published_on", "title", "form")


@dataclass
class Verdict:
    """How one report fared."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    """Paths of cells that are wrong, missing or invented."""
    silent: list[str] = field(default_factory=list)
    """Those of `wrong` that no error or warning points at."""
    false_alarms: list[str] = field(default_factory=list)
    """Errors on a report that is clean."""
    slip_missed: str = ""
    fields: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        return not (self.wrong or self.false_alarms or self.slip_missed or self.fields or self.sections)


def right(truth: dict[str, Any], cell: Cell | None) -> bool:
    """Whether a parsed cell says what the truth says; `empty` is any cell but a number, or none."""
    kind = truth["kind"]
    if cell is None:
        return bool(kind == "empty")
    if kind == "number":
        same = cell.kind == "number" and cell.value is not None and abs(cell.value - truth["value"]) < 1e-9
        return same and ("unit" not in truth or cell.unit == truth["unit"])
    return cell.kind != "number" and cell.value is None and kind in ("empty", cell.kind)


def pointed(report: Report, cells: int) -> set[str]:
    """Cells that errors and warnings name; a report that points at more than half of its cells points at nothing."""
    named = {path for problem in report.problems if problem.severity != "info" for path in problem.cells}
    return named if len(named) <= cells / 2 else set()


def compare(wild: WildReport, report: Report | None) -> Verdict:
    """The verdict on one report; none at all is a report without cells."""
    truth = wild.truth
    verdict = Verdict(cells=len(truth["cells"]))
    found: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in report.cells if report else ():
        found[cell.path].append(cell)
    for one in truth["cells"]:
        path = f"{one['table']}/{one['row']}/{one['column']}"
        mine = found.pop(path, [])
        if len(mine) > 1 or not right(one, mine[0] if mine else None):
            verdict.wrong.append(path)
    for path, cells in found.items():
        if not path.startswith("statistics/") and any(cell.value is not None for cell in cells):
            verdict.wrong.append(path)
    named = pointed(report, verdict.cells) if report else set()
    verdict.silent = [path for path in verdict.wrong if path not in named]
    if truth.get("flawed") and truth["flawed"] not in named:
        verdict.slip_missed = truth["flawed"]
    if report:
        _rest(truth, report, verdict)
    else:
        verdict.fields = ["no report"]
    return verdict


def _rest(truth: dict[str, Any], report: Report, verdict: Verdict) -> None:
    if truth["clean"]:
        verdict.false_alarms = [p.rule for p in report.problems if p.severity == "error"]
    for name in FIELDS:
        wanted = truth[name] if isinstance(truth[name], list) else [truth[name]]
        if (truth[name] is not None or name == "published_on") and getattr(report, name) not in wanted:
            verdict.fields.append(f"{name}: {getattr(report, name)!r} is not {truth[name]!r}")
    texts = {name: one.text for one in report.sections for name in (str(one.number), one.key) if name}
    for key, text in truth["sections"].items():
        if flat(texts.get(key, "")) != flat(text):
            verdict.sections.append(key)
