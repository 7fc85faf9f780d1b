"""What is done once a run has published, or failed: the ledger of alarms, the report, the figures, and telling people."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from archive.alerts import load_channels
from archive.cli.common import BAD_USE, NEEDS_EYES
from archive.clock import now
from archive.expectations import Finding
from archive.health import load_report, make_report, report_paths, unreadable
from archive.health.metrics import metrics
from archive.keeping.records import keep_records
from archive.scheduled.alarms import load_ledger
from archive.scheduled.state import stamp, write_json
from archive.scheduled.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.health import RunReport
    from archive.layout import Layout
    from archive.scheduled.state import RunState


CLOCK_SLACK = timedelta(minutes=10)
"""Clocks are set by so much without harm."""
OF_THE_RUN = ("failed", "damaged", "clock")
"""Rules about the run itself, which every run judges, also one that fails before it judged its sources."""


def end(
    layout: Layout,
    state: RunState,
    judged: tuple[list[Finding], dict[str, str]] | None,
    code: int,
    stopped: Callable[[], bool],
) -> int:
    """Conclude a run; returns its exit code. `judged` holds findings and holds, None where the run failed before.

    Once `stopped`, nobody is waited for: who could not be told is told by the next run.

    Raises:
        archive.alerts.AlertError: ``alerts.toml`` cannot be used.
    """
    ledger = load_ledger(layout.alarms)
    findings, holds = judged or ([], {})
    if code >= BAD_USE:
        last = state.done[-1]
        findings = [
            *findings,
            Finding("failed", "run", f"{last.name}: exit code {last.code}: {last.said}", last.name, "gongkai run"),
        ]
    trouble = unreadable(layout.published)
    if trouble:
        findings = [*findings, Finding("damaged", "run", trouble, "", "gongkai run")]
    if ahead := _from_the_future(layout):
        findings = [*findings, Finding("clock", "run", ahead, "", "gongkai run")]
    news = ledger.update(
        findings, state.run_id, stamp(now()), judged=lambda finding: judged is not None or finding.rule in OF_THE_RUN
    )
    if ledger.alarms:
        code = max(code, NEEDS_EYES)
    report = make_report(layout, state, ledger, news, holds, code)
    path = layout.run_reports / f"{state.run_id}.json"
    write_json(path, asdict(report))
    report.undelivered = tell(layout, ledger, news, load_channels(layout.alerts), stopped)
    if report.undelivered:
        report.exit_code = code = max(code, NEEDS_EYES)
        write_json(path, asdict(report))
    if layout.warcs.is_dir():
        keep_records(layout)
    _write_metrics(layout, report)
    return code


def _from_the_future(layout: Layout) -> str | None:
    """The name of a run record that is dated later than now: the clock was ahead then, or is behind now."""
    newest = max((path.name for path in layout.runs.glob("*.json")), default="")
    return f"runs/{newest}" if newest > f"{now() + CLOCK_SLACK:%Y%m%dT%H%M%S}" else None


def _write_metrics(layout: Layout, report: RunReport) -> None:
    published = (load_report(path) for path in report_paths(layout.run_reports))
    last = next((earlier.finished_at for earlier in published if earlier.published), None)
    draft = layout.metrics.with_name(f".{layout.metrics.name}.part")
    draft.write_text(metrics(report, last), encoding="utf-8")
    draft.replace(layout.metrics)  # the collector reads at any time
