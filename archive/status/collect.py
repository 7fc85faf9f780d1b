"""Collect the state from run records, capture index and database; each may be missing, and then counts as nothing yet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from archive.build.identity import host_of
from archive.build.site_rows import REACHED, visited
from archive.captures import CaptureStore
from archive.captures.identity import seconds
from archive.health import RunReport, load_report, report_paths
from archive.runs import load_run

if TYPE_CHECKING:
    from pathlib import Path

    from archive.layout import Layout


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site as of its last visit. `reports` counts those of its host in the database."""

    name: str
    url: str
    state: str
    reason: str
    reports: int
    last_visit: str | None

    @property
    def was_reached(self) -> bool:
        """False means *could not check*."""
        return self.state in REACHED


@dataclass(slots=True)
class ArchiveStatus:
    """The whole folder. `last_run` is null before the first crawl, `last_report` before the first scheduled run.

    `unread` lists reports that could not be read.
    """

    sites: list[SiteStatus] = field(default_factory=list)
    captures: int = 0
    reports: dict[str, int] = field(default_factory=dict)
    last_run: dict[str, Any] | None = None
    unread: list[dict[str, str]] = field(default_factory=list)
    database: str | None = None
    last_report: RunReport | None = None


def collect(layout: Layout) -> ArchiveStatus:
    """The state of an archive folder.

    Raises:
        archive.captures.StoreError: the capture index cannot be read.
        sqlite3.DatabaseError: the database cannot be read.
    """
    status = ArchiveStatus()
    if layout.capture_index.exists():
        with CaptureStore(layout) as store:
            status.captures = store.count()
    by_host: dict[str, int] = {}
    if layout.database.exists():
        status.database = layout.database.name
        by_host = _read_database(layout.database, status)
    for url, (_, site) in sorted(_newest(layout).items()):
        reports = by_host.get(host_of(url), 0)
        status.sites.append(replace(site, reports=reports))
    status.last_run = _last_run(layout.runs)
    status.last_report = next(map(load_report, report_paths(layout.run_reports)), None)
    return status


def _read_database(path: Path, status: ArchiveStatus) -> dict[str, int]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        status.reports = dict(db.execute("SELECT status, count(*) FROM reports GROUP BY status ORDER BY status"))
        unread = "SELECT url, title, status, status_reason FROM reports WHERE status IN ('unreadable', 'needs_ocr')"
        for row in db.execute(f"{unread} ORDER BY url"):
            names = ("url", "title", "status", "reason")
            status.unread.append({name: value or "" for name, value in zip(names, row, strict=True)})
        by_host: dict[str, int] = {}
        for (url,) in db.execute("SELECT url FROM reports"):
            by_host[host_of(url)] = by_host.get(host_of(url), 0) + 1
    return by_host


def _newest(layout: Layout) -> dict[str, tuple[str, SiteStatus]]:
    """By address the id of the run that visited a site last, and how it found it.

    From the database, which knows the runs before it was built, and from the records of later ones: a folder keeps thousands.
    """
    found: dict[str, tuple[str, SiteStatus]] = {}
    known: set[str] = set()
    if layout.database.exists():
        with closing(sqlite3.connect(f"{layout.database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            known = {row[0] for row in db.execute("SELECT id FROM runs WHERE finished_at IS NOT NULL")}
            sql = "SELECT run_id, name, url, state, coalesce(reason, ''), 0, last_visit FROM sites"
            found = {row[2]: (row[0], SiteStatus(*row[1:])) for row in db.execute(sql)}
    for path in sorted(layout.runs.glob("*.json")):
        if path.stem not in known:
            run = load_run(path)
            for site in run.sites:
                if site.url not in found or found[site.url][0] <= run.run_id:
                    told = SiteStatus(site.name or site.url, site.url, site.state, site.reason, 0, visited(site))
                    found[site.url] = (run.run_id, told)
    return found


def _last_run(runs: Path) -> dict[str, Any] | None:
    last = max(runs.glob("*.json"), default=None)
    if last is None:
        return None
    run = load_run(last)
    return {
        "id": run.run_id,
        "started_at": seconds(run.started_at),
        "finished_at": seconds(run.finished_at) if run.finished_at else None,
        "sites": len(run.sites),
        "found": sum(len(site.found) for site in run.sites),
        "new": sum(item.is_new for site in run.sites for item in site.found),
    }
