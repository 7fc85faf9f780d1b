"""A colour for each site and region, from its facts and findings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from archive.build.identity import host_of, site_id
from archive.build.site_rows import REACHED, visited
from archive.expectations import load_rules
from archive.health.model import LEVELS, Level, RegionHealth, SiteHealth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from archive.expectations import Finding
    from archive.expectations.facts import SiteFacts
    from archive.runs import SiteRun

GONE = (404, 410)
STALE_DAYS = 14
"""A site that could not be checked for longer than this is red."""


def sites(
    facts: dict[str, SiteFacts],
    findings: Iterable[Finding],
    holds: dict[str, str],
    unread: dict[str, list[dict[str, str]]],
    today: datetime,
    is_visited: Callable[[SiteFacts], bool],
) -> list[SiteHealth]:
    """The health of every site, by address."""
    by_url: dict[str, list[Finding]] = {}
    for finding in findings:
        by_url.setdefault(finding.subject, []).append(finding)
    healths = []
    for url, fact in sorted(facts.items()):
        health = _site(fact)
        health.visited = is_visited(fact)
        health.held_since = holds.get(host_of(url))
        health.unreadable = unread.get(host_of(url), [])
        health.findings = [_said(finding) for finding in by_url.get(url, [])]
        health.level = _worst([*map(_level, by_url.get(url, [])), "red" if _is_stale(health, today) else "green"])
        healths.append(health)
    return healths


def regions(healths: list[SiteHealth], findings: Iterable[Finding]) -> list[RegionHealth]:
    """The health of every region that has sites or findings of its own, by code."""
    own: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.subject.isdecimal():
            own.setdefault(finding.subject, []).append(finding)
    codes = {health.region_code for health in healths if health.region_code} | own.keys()
    found = []
    for code in sorted(codes):
        within = [health for health in healths if health.region_code == code]
        counts: dict[str, int] = {level: sum(health.level == level for health in within) for level in LEVELS}
        goods = [health.last_good_visit or "" for health in within]
        level = _worst([health.level for health in within] + [_level(finding) for finding in own.get(code, [])])
        said = [_said(finding) for finding in own.get(code, [])]
        found.append(RegionHealth(code, level, counts, min(goods, default="") or None, said))
    return found


def unread_reports(database: Path | None) -> dict[str, list[dict[str, str]]]:
    """The reports that could not be read, by host: address, title, status and why."""
    found: dict[str, list[dict[str, str]]] = {}
    if database is not None and database.exists():
        sql = "SELECT url, title, status, status_reason FROM reports WHERE status IN ('unreadable', 'needs_ocr') ORDER BY url"
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            for row in db.execute(sql):
                item = {
                    name: value or "" for name, value in zip(("url", "title", "status", "reason"), row, strict=True)
                }
                found.setdefault(host_of(item["url"]), []).append(item)
    return found


def _site(fact: SiteFacts) -> SiteHealth:
    run = fact.now
    gone = sum(left.status in GONE for left in run.refused)
    return SiteHealth(
        id=site_id(fact.url),
        name=run.name or fact.url,
        url=fact.url,
        region_code=run.region_code,
        state=run.state,
        reason=run.reason,
        asked=run.counts.get("requests", 0),
        found=len(run.found),
        new=sum(item.is_new for item in run.found),
        changed=run.counts.get("changed", 0),
        gone=run.counts.get("gone", gone),
        refused=len(run.refused),
        seconds=_seconds(run),
        blocked_by=run.reason if run.state == "declined" else None,
        reports=fact.after.reports,
        last_visit=visited(run),
        last_good_visit=visited(fact.last_good) if fact.last_good else None,
    )


def _seconds(run: SiteRun) -> float | None:
    if not run.started_at or not run.finished_at:
        return None
    return (datetime.fromisoformat(run.finished_at) - datetime.fromisoformat(run.started_at)).total_seconds()


def _is_stale(health: SiteHealth, today: datetime) -> bool:
    if health.state in REACHED or health.last_good_visit is None:
        return False
    return (today - datetime.fromisoformat(health.last_good_visit)).days > STALE_DAYS


def _level(finding: Finding) -> Level:
    return load_rules()[finding.rule].level


def _worst(levels: Iterable[Level]) -> Level:
    return max(levels, key=LEVELS.index, default="green")


def _said(finding: Finding) -> dict[str, str]:
    """A finding in words, with its mend."""
    rule = load_rules()[finding.rule]
    words = {"zh": rule.zh, "en": rule.en, "mend_zh": rule.mend_zh, "mend_en": rule.mend_en}
    return {"rule": finding.rule, "level": rule.level, "message": finding.message, **words}
