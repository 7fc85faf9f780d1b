"""The last run as figures in the Prometheus text format, for the node exporter's textfile collector and ``/-/metrics``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.health.model import RunReport

Sample = tuple[dict[str, str], float]


def metrics(report: RunReport, last_success: str | None) -> str:
    """The figures of a run; `last_success` is the end of the newest run that published."""
    return "".join(_lines(report, last_success))


def _lines(report: RunReport, last_success: str | None) -> Iterator[str]:
    yield from _metric("run_timestamp_seconds", "End of the last run.", [({}, _seconds(report.finished_at))])
    if last_success:
        yield from _metric(
            "last_published_timestamp_seconds", "End of the last run that published.", [({}, _seconds(last_success))]
        )
    yield from _metric(
        "run_exit_code", "Exit code of the last run: 0 fine, 1 needs eyes, 3 failed.", [({}, report.exit_code)]
    )
    stages = [({"stage": stage["name"]}, stage["seconds"]) for stage in report.stages]
    yield from _metric("stage_duration_seconds", "Duration of each stage of the last run.", stages)
    levels = [({"level": level}, report.totals.get(f"sites_{level}", 0)) for level in ("green", "amber", "red")]
    yield from _metric("sites", "Sites by health.", levels)
    states: dict[str, int] = {}
    for site in report.sites:
        states[site.state] = states.get(site.state, 0) + 1
    yield from _metric("sites_by_state", "Sites by state of their last visit.", _by("state", states))
    statuses = {name.removeprefix("reports_"): n for name, n in report.totals.items() if name.startswith("reports_")}
    yield from _metric("reports", "Reports in the published database by status.", _by("status", statuses))
    yield from _metric("captures", "Captures in the published database.", [({}, report.totals.get("captures", 0))])
    done = {name: report.totals.get(name, 0) for name in ("asked", "new", "changed", "gone", "refused")}
    yield from _metric("run_items", "What the last run asked for and met.", _by("what", done))
    rules: dict[str, int] = {}
    for alarm in report.alarms:
        rules[alarm["rule"]] = rules.get(alarm["rule"], 0) + 1
    yield from _metric("alarms_open", "Open alarms by rule.", _by("rule", rules))
    yield from _metric("alerts_undelivered", "Messages that no channel has taken yet.", [({}, report.undelivered)])


def _by(label: str, counts: dict[str, int]) -> list[Sample]:
    return [({label: name}, count) for name, count in sorted(counts.items())]


def _metric(name: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP gongkai_{name} {about}\n# TYPE gongkai_{name} gauge\n"
    for labels, value in samples:
        inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"gongkai_{name}{{{inner}}} {value:g}\n" if inner else f"gongkai_{name} {value!r}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(stamp: str) -> float:
    return datetime.fromisoformat(stamp).timestamp()
