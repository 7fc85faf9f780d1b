"""The ledger of alarms: a finding rings when it begins and once more when it is over, and never in between."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from archive.expectations import Finding
from archive.scheduled.state import write_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(slots=True)
class Alarm:
    """One open finding, and the run in which it began."""

    finding: Finding
    run_id: str
    since: str


@dataclass(slots=True)
class Ledger:
    """The open alarms, and the messages that every channel has not yet taken: kind (``alarm``, ``over``) and alarm."""

    alarms: list[Alarm] = field(default_factory=list)
    unsent: dict[str, list[tuple[str, Alarm]]] = field(default_factory=dict)

    def remembered(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What open findings keep for the next judgement, by rule and subject."""
        return {(alarm.finding.rule, alarm.finding.subject): alarm.finding.data for alarm in self.alarms}

    def update(
        self, findings: list[Finding], run_id: str, moment: str, *, judged: Callable[[Finding], bool]
    ) -> list[tuple[str, Alarm]]:
        """Open what is new and close what is over, among the findings that this run `judged`; returns the news."""
        current = {finding.key: finding for finding in findings}
        known = {alarm.finding.key for alarm in self.alarms}
        over = [alarm for alarm in self.alarms if alarm.finding.key not in current and judged(alarm.finding)]
        begun = [Alarm(finding, run_id, moment) for key, finding in current.items() if key not in known]
        self.alarms = [alarm for alarm in self.alarms if alarm not in over] + begun
        return [("over", alarm) for alarm in over] + [("alarm", alarm) for alarm in begun]

    def save(self, path: Path) -> None:
        """Write the ledger beside its place and rename it there."""
        write_json(path, asdict(self))


def load_ledger(path: Path) -> Ledger:
    """The ledger of an archive folder; an empty one where there is none yet, or none that can be read: then all rings again."""
    if not path.exists():
        return Ledger()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        unsent = {channel: [(kind, _alarm(item)) for kind, item in items] for channel, items in raw["unsent"].items()}
        return Ledger([_alarm(item) for item in raw["alarms"]], unsent)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        said = f"{path}: 无法读取，警报重新开始 cannot be read ({trouble}); every open alarm rings again"
        logging.getLogger(__name__).warning(said)
        return Ledger()


def _alarm(raw: dict[str, Any]) -> Alarm:
    return Alarm(Finding(**raw["finding"]), raw["run_id"], raw["since"])
