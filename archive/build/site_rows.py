"""Run records as rows: runs, sites as of their last visit, visits, and what the last visit left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.build.identity import host_of, site_id
from archive.build.report_rows import as_json, clean
from archive.captures.identity import seconds
from archive.runs import load_runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.runs import RunRecord, SiteRun

REACHED = ("ok", "empty")
"""States in which a site was reached; any other means that it could not be checked."""


@dataclass(slots=True)
class RunRows:
    """All run records in one reading: rows of `runs` and `visits`, and of each site its newest and its last good visit.

    `held_since` says of each host that is held back since when; `newest` holds, by address, the id of the run and the visit.
    """

    held_since: dict[str, str]
    runs: list[tuple[Any, ...]] = field(default_factory=list)
    visits: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)
    newest: dict[str, tuple[str, SiteRun]] = field(default_factory=dict)
    last_good: dict[str, str] = field(default_factory=dict)


def read_runs(runs: Path, held_since: dict[str, str]) -> RunRows:
    """Read every run record of a folder once, oldest first."""
    rows = RunRows(held_since)
    for run in load_runs(runs):
        rows.runs.append(_run(run))
        for site in run.sites:
            rows.newest[site.url] = (run.run_id, site)
            rows.visits[run.run_id, site_id(site.url)] = _visit(run, site)
            if site.state in REACHED:
                rows.last_good[site.url] = visited(site) or ""
    return rows


def visited(site: SiteRun) -> str | None:
    """When a visit ended, or began when it was cut off; None when it never began."""
    return _time(site.finished_at or site.started_at)


def _time(stamp: str) -> str | None:
    return seconds(stamp) if stamp else None


def site_rows(read: RunRows, reports_by_host: dict[str, int]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Table and row for all that the run records hold."""
    yield from (("runs", run) for run in read.runs)
    for url, (run_id, site) in sorted(read.newest.items()):
        reports = reports_by_host.get(host_of(url), 0)
        facts = (site.region_code, site.column_url or None, site.state, clean(site.reason) or None, reports)
        times = (visited(site), read.last_good.get(url) or None, _time(read.held_since.get(host_of(url), "")))
        yield "sites", (site_id(url), site.name or url, url, *facts, *times, run_id)
        yield from _left_out(site)
    yield from (("visits", visit) for visit in read.visits.values())


def _run(run: RunRecord) -> tuple[Any, ...]:
    found = [item for site in run.sites for item in site.found]
    reached = sum(site.state in REACHED for site in run.sites)
    times = (run.run_id, seconds(run.started_at), _time(run.finished_at))
    return (*times, len(run.sites), reached, len(found), sum(item.is_new for item in found))


def _visit(run: RunRecord, site: SiteRun) -> tuple[Any, ...]:
    said = (site.state, clean(site.reason) or None, _time(site.started_at), _time(site.finished_at))
    counts = (len(site.found), len(site.skipped), len(site.refused), as_json(dict(sorted(site.counts.items()))))
    return (run.run_id, site_id(site.url), *said, *counts)


def _left_out(site: SiteRun) -> Iterator[tuple[str, tuple[Any, ...]]]:
    both = [("skipped", left) for left in site.skipped] + [("refused", left) for left in site.refused]
    for position, (kind, left) in enumerate(both, 1):
        said = (clean(left.title) or None, clean(left.reason), left.status)
        yield "left_out", (site_id(site.url), position, kind, left.url, *said)
