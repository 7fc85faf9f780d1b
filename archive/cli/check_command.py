"""`gongkai check`: what does not add up."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from archive.cli.common import BAD_USE, FINE, NEEDS_EYES, archive_option, one_line_errors, stop

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archive.layout import Layout

SEVERITIES = ("error", "warning", "info")
_NAMES = ("report_id", "agency", "year", "url", "rule", "severity", "message", "cells")
_FINDINGS = """SELECT report_id, agency, year, url, rule, severity, message, problems.cells
  FROM problems JOIN reports ON reports.id = report_id
  WHERE severity IN (SELECT value FROM json_each(?)) ORDER BY report_id, problems.position"""


@click.command("check")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象。One finding a line, as JSON.")
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="最低严重程度。Least severity to print.",
)
def command(layout: Layout, *, as_json: bool, severity: str) -> None:
    """列出数据库中的核对结果，以及未达应有水平的网站；有错误时退出码为 1。

    Print the findings in the database, and the sources that do not yield what they must; exit code 1 when errors exist.
    """
    from archive.export import ExportError, open_database

    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    try:
        with one_line_errors(), closing(open_database(layout.database)) as db:
            for finding in _findings(db, wanted):
                click.echo(json.dumps(finding, ensure_ascii=False) if as_json else _line(finding))
            errors = _summary(db)
            sources = list(_sources(layout))
    except ExportError as trouble:
        stop(BAD_USE, str(trouble))
    for finding in sources:
        if finding["severity"] in wanted:
            click.echo(json.dumps(finding, ensure_ascii=False) if as_json else _line(finding))
    raise SystemExit(NEEDS_EYES if errors or sources else FINE)


def _sources(layout: Layout) -> Iterator[dict[str, Any]]:
    """What sources do not yield that they must, in the shape of the other findings: of no report, with the site's address."""
    from archive.clock import now
    from archive.expectations import judge, load_expectations, load_rules
    from archive.expectations.facts import gather
    from archive.scheduled.alarms import load_ledger

    facts = gather(layout.runs, layout.published, layout.database)
    remembered = load_ledger(layout.alarms).remembered()
    for found in judge(facts, load_expectations(layout.expectations), now().date(), remembered):
        rule = load_rules()[found.rule]
        values = dict.fromkeys(_NAMES) | {"agency": found.name, "url": found.subject, "cells": []}
        said = f"{rule.zh} {rule.en}: {found.message}; {rule.mend_zh} {rule.mend_en}"
        severity = "error" if rule.level == "red" else "warning"
        yield values | {"rule": f"SOURCE-{found.rule.upper()}", "severity": severity, "message": said}


def _findings(db: sqlite3.Connection, wanted: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for row in db.execute(_FINDINGS, (json.dumps(wanted),)):
        finding = dict(zip(_NAMES, row, strict=True))
        yield finding | {"cells": json.loads(finding["cells"])}


def _line(finding: dict[str, Any]) -> str:
    who = " ".join(str(finding[name]) for name in ("agency", "year") if finding[name] is not None)
    where = finding["report_id"] or finding["url"]
    said = f"{finding['severity']} {finding['rule']} {where} {who}: {finding['message']}"
    return said + (f" [{', '.join(finding['cells'])}]" if finding["cells"] else "")


def _summary(db: sqlite3.Connection) -> int:
    """Say how many findings of each rule there are, and return the errors."""
    counts = "SELECT severity, rule, count(*), count(DISTINCT report_id) FROM problems GROUP BY 1, 2 ORDER BY 1, 2"
    found = db.execute(counts).fetchall()
    reports, unread = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE status IN ('unreadable', 'needs_ocr')) FROM reports"
    ).fetchone()
    click.echo(f"报告 reports: {reports}; 未能读取 could not be read: {unread}", err=True)
    for severity, rule, findings, concerned in found:
        click.echo(f"  {severity} {rule}: {findings} 处 findings, {concerned} 份 reports", err=True)
    for name, host, reason in db.execute("SELECT name, host, reason FROM agency_doubts ORDER BY name, host"):
        click.echo(f"  归属地待定 agency of doubtful place: {name} ({host}): {reason}", err=True)
    return sum(findings for severity, _, findings, _ in found if severity == "error")
