"""One build: captures to database. A failed build leaves the old database as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.build.cache import ParseCache
from archive.build.candidates import Candidate, candidates
from archive.build.database import NewDatabase
from archive.build.matching import match
from archive.build.parsing import parse_all
from archive.build.places import Places
from archive.build.site_rows import newest_visits
from archive.build.staging import Staging
from archive.build.summary import Summary
from archive.build.tables import fill_tables
from archive.build.version import parser_version
from archive.captures import CaptureStore, StoreError

if TYPE_CHECKING:
    from archive.build.parsing import Progress
    from archive.layout import Layout


def build(layout: Layout, *, full: bool, workers: int, progress: Progress) -> Summary:
    """Build the database of an archive folder and swap it in. What is parsed already is not parsed again, unless `full`.

    `progress` is called with the name of a stage, what is done and what is to do.

    Raises:
        archive.captures.StoreError: there are no captures.
        archive.lock.Locked: another process writes to the folder.
        archive.captures.DamagedWarc: captured bytes are missing.
        archive.build.database.BuildError: the new database does not pass its checks.
    """
    if not layout.warcs.is_dir():
        raise StoreError(f"{layout.root}: no captures here; fill it with `gongkai crawl` or `gongkai import`")
    summary = Summary()
    staging = Staging()
    with CaptureStore(layout, writable=True) as store, ParseCache(layout.parsed, parser_version()) as cache:
        try:
            if full:
                cache.clear()
            summary.captures = store.count()
            summary.parsed = parse_all(layout, store, cache, workers, progress)
            _stage(layout, store, cache, staging, summary)
            _write(layout, store, cache, staging, progress)
        finally:
            staging.close()
    summary.count(layout.database)
    return summary


def _stage(layout: Layout, store: CaptureStore, cache: ParseCache, staging: Staging, summary: Summary) -> None:
    places = Places([site for _, site in newest_visits(layout.runs).values()])
    for found in candidates(store, cache):
        if isinstance(found, Candidate):
            staging.add(found, places)
        else:
            summary.refused.append((found.url, found.title, found.message))
    match(staging)
    summary.refused = [item for item in summary.refused if not staging.is_via(item[0])]


def _write(layout: Layout, store: CaptureStore, cache: ParseCache, staging: Staging, progress: Progress) -> None:
    total, done = staging.count(), 0
    progress("write", done, total)

    def tick() -> None:
        nonlocal done
        done += 1
        progress("write", done, total)

    with NewDatabase(layout.database) as database:
        fill_tables(database, layout, store, staging, cache, tick)
        database.publish()
