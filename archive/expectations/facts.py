"""What is known of each source: its visits, and its reports in the last published and in the new database."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.build.identity import host_of
from archive.build.site_rows import REACHED
from archive.runs import load_runs

if TYPE_CHECKING:
    from pathlib import Path

    from archive.runs import SiteRun

_REPORTS = """SELECT captures.url, reports.id, year, reports.status, cells, variant_of IS NULL
  FROM reports JOIN report_captures ON report_id = reports.id JOIN captures ON captures.id = report_captures.capture_id
  WHERE role <> 'attachment'"""
UNREAD = ("unreadable", "needs_ocr")


@dataclass(slots=True)
class Yield:
    """The reports of one host in one database. `years` counts those that are no variants, by year; `cells` are numbers."""

    reports: int = 0
    unread: int = 0
    cells: int = 0
    years: dict[int, int] = field(default_factory=dict)

    @property
    def unread_share(self) -> float:
        """Share of reports that cannot be read."""
        return self.unread / self.reports if self.reports else 0.0


@dataclass(slots=True)
class SiteFacts:
    """One site: its newest visit with the id of its run, the last good visit before that, its reports before and now."""

    url: str
    now: SiteRun
    run_id: str
    good: SiteRun | None = None
    last_good: SiteRun | None = None
    before: Yield = field(default_factory=Yield)
    after: Yield = field(default_factory=Yield)

    @property
    def is_reached(self) -> bool:
        """Whether the newest visit reached the site."""
        return self.now.state in REACHED


def gather(runs: Path, published: Path | None, prepared: Path | None) -> dict[str, SiteFacts]:
    """The facts of every site by address. A published database that cannot be read is no bar to a new one: that is logged."""
    facts: dict[str, SiteFacts] = {}
    for run in load_runs(runs):
        for site in run.sites:
            known = facts.get(site.url)
            earlier = known.last_good if known else None
            good = site if site.state in REACHED else earlier
            facts[site.url] = SiteFacts(site.url, site, run.run_id, earlier, good)
    try:
        before = yields(published)
    except sqlite3.DatabaseError as trouble:
        if prepared is None:
            raise
        logging.getLogger(__name__).warning(
            "已发布的数据库无法读取，新旧不作比较 the published database cannot be read and is not compared: %s",
            trouble,
        )
        before = {}
    after = yields(prepared)
    for url, fact in facts.items():
        fact.before = before.get(host_of(url), fact.before)
        fact.after = after.get(host_of(url), fact.after)
    return facts


def yields(database: Path | None) -> dict[str, Yield]:
    """The reports that stand at each host, whichever address they are shown under; none where there is no database."""
    found: dict[str, Yield] = {}
    if database is None or not database.exists():
        return found
    counted: set[tuple[str, str]] = set()
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        for url, report, year, status, cells, counts in db.execute(_REPORTS):
            name = host_of(url)
            if (name, report) in counted:
                continue
            counted.add((name, report))
            host = found.setdefault(name, Yield())
            host.reports += 1
            host.unread += status in UNREAD
            host.cells += cells
            if year is not None and counts:
                host.years[year] = host.years.get(year, 0) + 1
    return found
