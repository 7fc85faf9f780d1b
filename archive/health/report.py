"""Make the report on a run from its state, the run records, the databases and the alarms."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from archive.clock import now
from archive.expectations import load_rules
from archive.expectations.facts import gather, yields
from archive.health.model import RunReport
from archive.health.sites import regions, sites, unread_reports

if TYPE_CHECKING:
    from pathlib import Path

    from archive.expectations.facts import SiteFacts
    from archive.layout import Layout
    from archive.scheduled.alarms import Alarm, Ledger
    from archive.scheduled.state import RunState


def make_report(
    layout: Layout, state: RunState, ledger: Ledger, news: list[tuple[str, Alarm]], holds: dict[str, str], code: int
) -> RunReport:
    """The report on a run that has ended; `undelivered` is filled in once everybody has been told.

    A published database that cannot be read (`unreadable`) is left out: the alarm about it says so.
    """
    moment = now()
    database = layout.published if unreadable(layout.published) is None else None
    facts = gather(layout.runs, None, database)
    findings = [alarm.finding for alarm in ledger.alarms]

    def is_visited(fact: SiteFacts) -> bool:
        return fact.now.started_at[:19] >= state.started_at[:19]

    healths = sites(facts, findings, holds, unread_reports(database), moment, is_visited)
    totals = _totals(database) | {f"sites_{h}": sum(s.level == h for s in healths) for h in ("green", "amber", "red")}
    totals |= {
        name: sum(getattr(health, name) for health in healths if health.visited)
        for name in ("asked", "new", "changed", "gone", "refused")
    }
    return RunReport(
        id=state.run_id,
        started_at=state.started_at,
        finished_at=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        exit_code=code,
        published=state.code_of("publish") is not None,
        resumed=state.resumed,
        stages=[asdict(done) for done in state.done],
        totals=totals,
        alarms=[_alarm("open", alarm) for alarm in ledger.alarms],
        news=[_alarm(kind, alarm) for kind, alarm in news],
        undelivered=0,
        sites=healths,
        regions=regions(healths, findings),
    )


def _alarm(kind: str, alarm: Alarm) -> dict[str, str]:
    finding, rule = alarm.finding, load_rules()[alarm.finding.rule]
    said = {"rule": finding.rule, "subject": finding.subject, "name": finding.name, "message": finding.message}
    return {"kind": kind, **said, "level": rule.level, "zh": rule.zh, "en": rule.en, "since": alarm.since}


def unreadable(database: Path) -> str | None:
    """Why a published database cannot be read for a report on a run, in SQLite's words; None where it can, or there is none."""
    try:
        yields(database), unread_reports(database), _totals(database)
    except sqlite3.DatabaseError as trouble:
        return str(trouble)
    return None


def _totals(database: Path | None) -> dict[str, int]:
    """What the published database holds: captures, reports, and reports by status."""
    if database is None or not database.exists():
        return {}
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        found["captures"] = db.execute("SELECT count(*) FROM captures").fetchone()[0]
        found["reports"] = 0
        for status, count in db.execute("SELECT status, count(*) FROM reports GROUP BY status ORDER BY status"):
            found[f"reports_{status}"] = count
            found["reports"] += count
    return found
