"""The archive against the truth about the miniature web: what is missing, what should not be there, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.demo.findings import Findings, FoundReport
    from archive.demo.model import TrueReport, Web


@dataclass(slots=True)
class Comparison:
    """Differences, each as a line of words; `right` counts the numbers that agree."""

    expected: int
    right: int = 0
    differences: list[str] = field(default_factory=list)


def compare(web: Web, findings: Findings, *, recognises: bool) -> Comparison:
    """Compare reports by address, then every cell, every stated mistake and every site's state.

    Without character recognition (`recognises`) reports that are pictures must be kept, as waiting for it.
    """
    waiting = [report for report in web.truth.reports if report.is_picture and not recognises]
    result = Comparison(web.truth.cells - sum(report.numbers for report in waiting))
    true = {_address(report, findings): report for report in web.truth.reports}
    result.differences += [
        f"没有找到 not found: {true[url].title} {url}" for url in true.keys() - findings.reports.keys()
    ]
    result.differences += [f"不该收 taken by mistake: {url}" for url in findings.reports.keys() - true.keys()]
    for url in sorted(true.keys() & findings.reports.keys()):
        if true[url] in waiting:
            _waits(findings.reports[url], result)
            continue
        _cells(true[url], findings.reports[url], result)
        _slips(true[url], findings.reports[url], result)
    states = {name: state for name, state, _ in findings.sites}
    for site in web.sites:
        state = states.get(site.name, "missing")
        if state != site.state:
            result.differences.append(f"{site.name}: 状态 state {state}, 应为 should be {site.state}")
    return result


def _address(true: TrueReport, findings: Findings) -> str:
    """The address under which the archive has a report: its page's, or that of the file the page leads to."""
    return next((url for url in true.addresses if url in findings.reports), true.url)


def _waits(found: FoundReport, result: Comparison) -> None:
    if found.status != "needs_ocr" or found.numbers:
        result.differences.append(f"{found.title}: 状态 status {found.status}, 应为 should be needs_ocr")


def _cells(true: TrueReport, found: FoundReport, result: Comparison) -> None:
    numbers, kinds = dict(found.numbers), dict(found.kinds)
    for cell in (*true.cells, *true.file_cells):
        value, kind = numbers.pop(cell.path, None), kinds.pop(cell.path, "number")
        if value == cell.value and kind == cell.kind:
            result.right += cell.kind == "number"
        else:
            result.differences.append(f"{true.title} {cell.path}: {value} ({kind}), 原文 printed {cell.raw!r}")
    result.differences += [f"{true.title} {path}: 原文没有 not printed" for path in sorted({*numbers, *kinds})]


def _slips(true: TrueReport, found: FoundReport, result: Comparison) -> None:
    stated = sorted(rule for slip in true.slips for rule in slip.rules)
    named = sorted(rule for rule, _, cells in found.errors if any(slip.path in cells for slip in true.slips))
    if stated != named or len(found.errors) != len(named):
        rules = [rule for rule, _, _ in found.errors]
        result.differences.append(f"{true.title}: 报出 said {rules}, 应为 should be {stated}")
