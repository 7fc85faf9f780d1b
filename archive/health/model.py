"""The report on one scheduled run, as it stands in ``runs/reports/<run>.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path

Level = Literal["green", "amber", "red"]
LEVELS: tuple[Level, ...] = ("green", "amber", "red")


@dataclass(slots=True)
class SiteHealth:
    """One site after a run. `visited` tells whether this run asked it; the counts are those of its newest visit.

    `asked` counts requests, `found` reports that stand there by all that is known, `new` those that were new, `changed` those
    whose content changed, `gone` known ones that are not there any more, `refused` requests that gave nothing.
    """

    id: str
    name: str
    url: str
    region_code: str | None
    state: str
    reason: str
    level: Level = "green"
    visited: bool = False
    asked: int = 0
    found: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    refused: int = 0
    seconds: float | None = None
    blocked_by: str | None = None
    reports: int = 0
    last_visit: str | None = None
    last_good_visit: str | None = None
    held_since: str | None = None
    unreadable: list[dict[str, str]] = field(default_factory=list)
    findings: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class RegionHealth:
    """One region: how many of its sites stand at each level, and its own, that of its worst."""

    code: str
    level: Level
    sites: dict[str, int]
    oldest_good_visit: str | None
    findings: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class RunReport:
    """One run as a whole. `published` tells whether its release is, or was, the published one."""

    id: str
    started_at: str
    finished_at: str
    exit_code: int
    published: bool
    resumed: int
    stages: list[dict[str, Any]]
    totals: dict[str, int]
    alarms: list[dict[str, str]]
    news: list[dict[str, str]]
    undelivered: int
    sites: list[SiteHealth]
    regions: list[RegionHealth]


def load_report(path: Path) -> RunReport:
    """Read one report."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    sites = [SiteHealth(**item) for item in raw.pop("sites")]
    regions = [RegionHealth(**item) for item in raw.pop("regions")]
    return RunReport(sites=sites, regions=regions, **raw)


def report_paths(folder: Path) -> list[Path]:
    """The reports of a folder, newest first."""
    return sorted(folder.glob("*.json"), reverse=True)
