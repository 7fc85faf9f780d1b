"""Fill the tables of a new database from staged candidates, parsed reports, captures and run records."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.build.bodies import doubt_rows
from archive.build.derived import DERIVED, around
from archive.build.report_rows import clean
from archive.build.site_rows import site_rows
from archive.build.work import write_batch
from archive.build.writing import Order, rows_of
from archive.captures.identity import seconds
from archive.reference import Gazetteer, read_own
from archive.schema import codebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.build.cache import ParseCache
    from archive.build.changed_database import ChangedDatabase
    from archive.build.database import NewDatabase
    from archive.build.parsing import Progress
    from archive.build.parts import Articles
    from archive.build.restage import Touched
    from archive.build.site_rows import RunRows
    from archive.build.staging import Row, Staging
    from archive.build.workers import Workers
    from archive.captures import Capture
    from archive.layout import Layout

OF_RUNS = ("left_out", "runs", "sites", "visits")
"""Tables made of the run records."""

_BATCH = 16
"""Reports whose rows are made and inserted at once."""


def fill_tables(
    database: NewDatabase,
    layout: Layout,
    articles: Articles,
    staging: Staging,
    cache: ParseCache,
    runs: RunRows,
    workers: Workers,
    progress: Progress,
) -> None:
    """Fill every table, each in the order of its key, so that the same content gives the same bytes."""
    rows = staging.rows("report_id", "leader = key")
    _add_reports(database, articles, staging, cache, rows, workers, progress)
    places = Gazetteer(read_own(layout.regions))
    database.fill("regions", (tuple(region) for _, region in sorted(places.regions.items())))
    database.fill("region_names", (name[:2] + name[7:9] for name in places.names))
    database.fill("agency_doubts", iter(doubt_rows(staging)))
    for derived in DERIVED:
        derived.fill(database.connection)
    for table, group in _of_runs(staging, runs).items():
        database.fill(table, iter(group))
    database.fill("captures", map(_capture, articles.store.captures()))
    database.fill("codebook", (tuple(code) for code in codebook()))


def change_tables(
    database: ChangedDatabase,
    articles: Articles,
    staging: Staging,
    cache: ParseCache,
    touched: Touched,
    runs: RunRows,
    workers: Workers,
    progress: Progress,
) -> None:
    """Bring every table of a copy of the last database up to the staging: the same rows as `fill_tables` gives."""
    leaders = list(staging.rows("report_id", "leader = key"))
    database.fill("captures", map(_capture, articles.store.captures(touched.since)))
    with around(database, {*(touched.before or ()), *(str(row.report_id) for row in leaders)}):
        _add_reports(database, articles, staging, cache, iter(leaders), workers, progress)
    for table, group in _of_runs(staging, runs).items():
        database.renew(table, group)
    database.renew("agency_doubts", doubt_rows(staging))


def _add_reports(
    database: NewDatabase,
    articles: Articles,
    staging: Staging,
    cache: ParseCache,
    rows: Iterator[Row],
    workers: Workers,
    progress: Progress,
) -> None:
    """Write reports in batches of one size, however many processes make their rows, so that the bytes are the same."""
    ((total,),) = staging.select("count(*) FROM candidate WHERE leader = key AND key IN (SELECT key FROM near)")
    done = 0
    progress("write", done, total)
    orders = (_order(articles, staging, row) for row in rows)
    batches = iter(lambda: [*islice(orders, _BATCH)], [])
    for written in workers.in_order(write_batch, lambda batch: rows_of(batch, cache), batches):
        for report in written.reports:
            database.add_report(report)
        for table, group in written.others.items():
            database.fill(table, iter(group))
        done += len(written.reports)
        progress("write", done, total)


def _of_runs(staging: Staging, runs: RunRows) -> dict[str, list[tuple[Any, ...]]]:
    """The tables made of the run records, each sorted by its key."""
    by_host = dict(staging.select("host, count(*) FROM candidate WHERE leader = key GROUP BY host"))
    found: dict[str, list[tuple[Any, ...]]] = {table: [] for table in OF_RUNS}
    for table, row in site_rows(runs, by_host):
        found[table].append(row)
    return {table: sorted(rows, key=lambda row: row[:2]) for table, rows in found.items()}


def _order(articles: Articles, staging: Staging, row: Row) -> Order:
    capture = articles.store.get(row.capture_id)
    assert capture is not None
    members = staging.members(row.key)
    history = [staging.captures_of(member.key) for member in members]
    return Order(row, capture, members, history, articles.parts_of(row.url).of(capture))


def _capture(capture: Capture) -> tuple[Any, ...]:
    is_import = capture.source == "import"
    return (
        capture.id,
        capture.url,
        seconds(capture.captured_at),
        None if is_import else capture.status,
        capture.status if is_import else None,
        capture.content_type or None,
        capture.sha256,
        capture.length,
        capture.source,
        capture.warc,
        capture.offset,
        clean(capture.via) if capture.via else None,
        clean(capture.link_text) if capture.link_text else None,
        clean(capture.origin) if capture.origin else None,
        capture.payload_of,
    )
