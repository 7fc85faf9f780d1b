"""One build: captures to database. A failed build leaves the old database as it was."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from archive.build.bodies import write_doubts
from archive.build.cache import ParseCache
from archive.build.changed_database import ChangedDatabase
from archive.build.database import NewDatabase
from archive.build.holds import Holds, load_holds
from archive.build.parsing import parse_all
from archive.build.parts import Articles
from archive.build.places import Places, reviewed_version
from archive.build.restage import restage
from archive.build.site_rows import read_runs
from archive.build.staging import Staging
from archive.build.summary import Summary
from archive.build.tables import change_tables, fill_tables
from archive.build.version import parser_version, writer_version
from archive.build.workers import Workers
from archive.captures import CaptureStore, StoreError
from archive.keeping.folder_version import mark_version
from archive.keeping.records import keep_records

if TYPE_CHECKING:
    from pathlib import Path

    from archive.build.parsing import Progress
    from archive.build.restage import Touched
    from archive.build.site_rows import RunRows
    from archive.layout import Layout

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def build(layout: Layout, *, full: bool, workers: int, progress: Progress, unheld: bool = False) -> Summary:
    """Build the database of an archive folder and swap it in.

    What is parsed already is not parsed again, and of the last database only what changed is written again; `full` does
    all of it anew, and gives the same bytes for the same captures. `unheld` uses also what is held back. `progress` is called with the name of a stage, what is
    done and what is to do.

    Raises:
        archive.captures.StoreError: there are no captures.
        archive.lock.Locked: another process writes to the folder.
        archive.captures.DamagedWarc: captured bytes are missing.
        archive.reference.RegionsError: the archive's own places or decisions cannot be used.
        archive.build.database.BuildError: the new database does not pass its checks.
    """
    if not layout.warcs.is_dir():
        raise StoreError(f"{layout.root}: no captures here; fill it with `gongkai crawl` or `gongkai import`")
    summary = Summary()
    with (
        CaptureStore(layout, writable=True) as store,
        ParseCache(layout.parsed, parser_version()) as cache,
        Staging(layout.staged) as staging,
        Workers(layout.root, parser_version(), workers) as hands,
    ):
        mark_version(layout.root)
        keep_records(layout)
        if full:
            cache.clear()
            staging.clear()
        basis = f"{parser_version()} {writer_version()} {store.origin()} {cache.origin()} {reviewed_version(layout)}"
        known = (staging.about("mark") or 0) if staging.about("basis") == basis else 0
        summary.captures, articles = store.count(), Articles(store)
        holds = Holds({}) if unheld else load_holds(layout.holds)
        runs = read_runs(layout.runs, holds.since)
        places = Places(layout, [site for _, site in runs.newest.values()])  # before the parsing, which may take hours
        summary.parsed = parse_all(articles, cache, hands, progress, known)
        touched = restage(articles, cache, staging, basis, holds, places)
        _write(layout, articles, cache, staging, touched, runs, hands, progress)
        summary.refused = staging.refused()
        summary.doubts = write_doubts(staging, layout.doubts)
    summary.count(layout.database)
    return summary


def _write(
    layout: Layout,
    articles: Articles,
    cache: ParseCache,
    staging: Staging,
    touched: Touched,
    runs: RunRows,
    workers: Workers,
    progress: Progress,
) -> None:
    """Write the database, and keep the staging with the sign of the file that it describes."""
    base = None if touched.before is None else _last(layout, staging.about("database"))
    if base is not None:
        try:
            with ChangedDatabase(layout.database, base) as database:
                change_tables(database, articles, staging, cache, touched, runs, workers, progress)
                _finish(database, staging)
        except sqlite3.DatabaseError as trouble:
            if getattr(trouble, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                raise  # damage in the last database is no reason to fail: a new one is made
        else:
            return
    staging.look_at_all()
    with NewDatabase(layout.database, workers) as database:
        fill_tables(database, layout, articles, staging, cache, runs, workers, progress)
        _finish(database, staging)


def _finish(database: NewDatabase, staging: Staging) -> None:
    database.finish()
    _keep(staging, database.draft)
    database.swap_in()


def _keep(staging: Staging, draft: Path) -> None:
    staging.note("database", sign(draft))
    staging.commit()


def _last(layout: Layout, signed: list[int] | None) -> Path | None:
    """The database that the last build wrote, wherever a run may have put it meanwhile; None where it is gone."""
    places = [layout.database, layout.published, *sorted(layout.releases.glob("*/gongkai.db"))]
    return next((path for path in places if path.is_file() and sign(path) == signed), None)


def sign(path: Path) -> list[int]:
    """What tells a file from every other that took its place: inode, size, time of the last change."""
    stat = path.stat()
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns]
