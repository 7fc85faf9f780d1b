"""Judge what a run brought before it is published: which sources are below what they must yield, and which are held back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from archive.build.holds import load_holds
from archive.build.identity import host_of
from archive.clock import now
from archive.expectations import Finding, judge, load_expectations
from archive.expectations.facts import gather
from archive.expectations.judge import held
from archive.scheduled.alarms import load_ledger
from archive.scheduled.state import write_json

if TYPE_CHECKING:
    from pathlib import Path

    from archive.layout import Layout
    from archive.scheduled.state import RunState

JUDGEMENT = "judgement.json"


def judge_release(layout: Layout, release: Path, state: RunState) -> bool:
    """Write what was found into the release, and the holds into the folder; returns whether anything is held back.

    A host that is held already stays held from the same moment; one that is held anew is held from the run's start.

    Raises:
        archive.expectations.ExpectationError: the archive's own expectations cannot be read.
    """
    facts = gather(layout.runs, layout.published, release / layout.published.name)
    expectations = load_expectations(layout.expectations)
    findings = judge(facts, expectations, now().date(), load_ledger(layout.alarms).remembered())
    before = load_holds(layout.holds).since
    holds = {host: before.get(host, state.started_at) for host in sorted(map(host_of, held(findings)))}
    write_json(release / JUDGEMENT, {"findings": [asdict(finding) for finding in findings], "holds": holds})
    if holds != before:
        write_json(layout.holds, holds)
    return bool(holds)


def judgement(release: Path) -> tuple[list[Finding], dict[str, str]]:
    """What `judge_release` wrote: the findings and the holds."""
    raw = json.loads((release / JUDGEMENT).read_text(encoding="utf-8"))
    return [Finding(**item) for item in raw["findings"]], raw["holds"]
