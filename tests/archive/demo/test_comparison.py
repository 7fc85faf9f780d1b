"""The demo's own judgement: a faultless archive agrees with the truth, and every kind of fault is told."""

from dataclasses import replace

import pytest

from archive.demo.comparison import compare
from archive.demo.findings import Findings, FoundReport
from archive.demo.model import TrueReport, Web
from archive.demo.telling import tell, together
from archive.demo.web import build

WEB = build()
WRONG = next(report for report in WEB.truth.reports if report.slips)
FILE = next(report for report in WEB.truth.reports if report.is_file)


def found(report: TrueReport) -> FoundReport:
    return FoundReport(
        report.title,
        report.addresses[-1],
        "parsed",
        {cell.path: cell.value for cell in (*report.cells, *report.file_cells) if cell.value is not None},
        {cell.path: cell.kind for cell in (*report.cells, *report.file_cells) if cell.kind != "number"},
        [(rule, "…", [slip.path]) for slip in report.slips for rule in slip.rules],
    )


def faultless(web: Web) -> Findings:
    reports = {one.url: one for one in map(found, web.truth.reports)}
    return Findings([(site.name, site.state, "") for site in web.sites], reports)


def differences(findings: Findings) -> list[str]:
    return compare(WEB, findings, recognises=True).differences


def changed(report: TrueReport, **fields: object) -> Findings:
    findings = faultless(WEB)
    url = report.addresses[-1]
    return replace(findings, reports=findings.reports | {url: replace(findings.reports[url], **fields)})  # type: ignore[arg-type]


def test_a_faultless_archive_agrees() -> None:
    result = compare(WEB, faultless(WEB), recognises=True)
    assert (result.differences, result.right) == ([], WEB.truth.cells)
    told = "\n".join(tell(faultless(WEB), result))
    assert "66 份报告" in told
    assert all(site.name in told for site in WEB.sites if site.state != "ok")
    assert WRONG.title in told


@pytest.mark.parametrize("by", [1, -1])
def test_a_wrong_number_is_told(by: int) -> None:
    path, value = next(iter(found(WRONG).numbers.items()))
    assert len(differences(changed(WRONG, numbers=found(WRONG).numbers | {path: value + by}))) == 1


def test_a_missing_and_an_invented_number_are_told() -> None:
    numbers = dict(found(WRONG).numbers)
    path = next(iter(numbers))
    del numbers[path]
    assert len(differences(changed(WRONG, numbers=numbers))) == 1
    assert len(differences(changed(WRONG, numbers=found(WRONG).numbers | {"requests/x/total": 1}))) == 1


def test_a_blank_taken_for_nought_is_told() -> None:
    report = next(one for one in WEB.truth.reports if any(cell.kind == "blank" for cell in one.cells))
    path = next(cell.path for cell in report.cells if cell.kind == "blank")
    kinds = {key: kind for key, kind in found(report).kinds.items() if key != path}
    assert differences(changed(report, kinds=kinds, numbers=found(report).numbers | {path: 0}))


def test_a_mistake_passed_over_and_a_false_alarm_are_told() -> None:
    clean = next(one for one in WEB.truth.reports if one.cells and not one.slips)
    assert len(differences(changed(WRONG, errors=[]))) == 1
    assert len(differences(changed(clean, errors=[("T3-ROW", "…", ["requests/new_requests/total"])]))) == 1


def test_a_file_that_was_not_read_and_a_number_invented_for_it_are_told() -> None:
    assert len(differences(changed(FILE, status="unreadable", numbers={}, kinds={}))) > 100
    assert len(differences(changed(FILE, numbers=found(FILE).numbers | {"requests/x/total": 1}))) == 1


def test_pictures_wait_where_nothing_recognises_them() -> None:
    waiting = {report.addresses[-1]: report for report in WEB.truth.reports if report.is_picture}
    assert len(waiting) == 3
    findings = faultless(WEB)
    kept = {url: replace(found(report), status="needs_ocr", numbers={}, kinds={}) for url, report in waiting.items()}
    result = compare(WEB, replace(findings, reports=findings.reports | kept), recognises=False)
    read = WEB.truth.cells - sum(report.numbers for report in waiting.values())
    assert (result.differences, result.right, result.expected) == ([], read, read)
    assert len(compare(WEB, findings, recognises=False).differences) == 3
    told = "\n".join(tell(replace(findings, reports=findings.reports | kept), result))
    assert all(url in told for url in waiting)


def test_missing_and_foreign_reports_and_wrong_states_are_told() -> None:
    findings = faultless(WEB)
    lookalike = WEB.truth.lookalikes[0]
    less = {url: one for url, one in findings.reports.items() if url != WRONG.url}
    assert len(differences(replace(findings, reports=less))) == 1
    more = findings.reports | {lookalike: FoundReport("…", lookalike, "parsed")}
    assert len(differences(replace(findings, reports=more))) == 1
    states = [(name, "empty" if state == "declined" else state, reason) for name, state, reason in findings.sites]
    assert len(differences(replace(findings, sites=states))) == 1


def test_cells_are_named_briefly() -> None:
    assert together(["requests/a/x", "requests/a/total"]) == "requests/a/{x, total}"
    assert together(["requests/a/x", "requests/b/x"]) == "requests/{a, b}/x"
    assert together(["requests/a/x", "requests/b/y"]) == "requests/a/x, requests/b/y"
