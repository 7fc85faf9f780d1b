"""Fill the tables of a new database from staged candidates, parsed reports, captures and run records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archive.build.bodies import doubt_rows
from archive.build.derived import DERIVED, around
from archive.build.files import completed, files_of
from archive.build.grouping import speaker
from archive.build.matching import owner
from archive.build.outcome import known
from archive.build.report_rows import clean, report_rows
from archive.build.site_rows import site_rows
from archive.build.version import parser_version
from archive.captures.identity import seconds
from archive.packing import unpack
from archive.reference import Gazetteer, read_own
from archive.schema import codebook
from parsers.model import Fact, Report
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.build.cache import ParseCache
    from archive.build.changed_database import ChangedDatabase
    from archive.build.database import NewDatabase
    from archive.build.holds import Holds
    from archive.build.parsing import Progress
    from archive.build.restage import Touched
    from archive.build.staging import Row, Staging
    from archive.captures import Capture, CaptureStore
    from archive.layout import Layout

OF_RUNS = ("left_out", "runs", "sites", "visits")
"""Tables made of the run records."""

_UNREAD = Report(None, None, None, None, "free", {}, (), (), (), ())


def fill_tables(
    database: NewDatabase,
    layout: Layout,
    store: CaptureStore,
    staging: Staging,
    cache: ParseCache,
    holds: Holds,
    progress: Progress,
) -> None:
    """Fill every table, each in the order of its key, so that the same content gives the same bytes."""
    rows = staging.rows("report_id", "leader = url")
    _add_reports(database, store, staging, cache, rows, progress)
    places = Gazetteer(read_own(layout.regions))
    database.fill("regions", (tuple(region) for _, region in sorted(places.regions.items())))
    database.fill("region_names", (name[:2] + name[7:9] for name in places.names))
    database.fill("agency_doubts", iter(doubt_rows(staging)))
    for derived in DERIVED:
        derived.fill(database.connection)
    for table, group in _of_runs(layout, staging, holds).items():
        database.fill(table, iter(group))
    database.fill("captures", map(_capture, store.captures()))
    database.fill("codebook", (tuple(code) for code in codebook()))


def change_tables(
    database: ChangedDatabase,
    layout: Layout,
    store: CaptureStore,
    staging: Staging,
    cache: ParseCache,
    touched: Touched,
    holds: Holds,
    progress: Progress,
) -> None:
    """Bring every table of a copy of the last database up to the staging: the same rows as `fill_tables` gives."""
    leaders = list(staging.rows("report_id", "leader = url"))
    database.fill("captures", map(_capture, store.captures(touched.since)))
    with around(database, {*(touched.before or ()), *(str(row.report_id) for row in leaders)}):
        _add_reports(database, store, staging, cache, iter(leaders), progress)
    for table, group in _of_runs(layout, staging, holds).items():
        database.renew(table, group)
    database.renew("agency_doubts", doubt_rows(staging))


def _add_reports(
    database: NewDatabase,
    store: CaptureStore,
    staging: Staging,
    cache: ParseCache,
    rows: Iterator[Row],
    progress: Progress,
) -> None:
    ((total,),) = staging.select("count(*) FROM candidate WHERE leader = url AND url IN (SELECT url FROM near)")
    progress("write", 0, total)
    for done, row in enumerate(rows, 1):
        _add_report(database, store, staging, cache, row)
        progress("write", done, total)


def _of_runs(layout: Layout, staging: Staging, holds: Holds) -> dict[str, list[tuple[Any, ...]]]:
    """The tables made of the run records, each sorted by its key."""
    by_host = dict(staging.select("host, count(*) FROM candidate WHERE leader = url GROUP BY host"))
    found: dict[str, list[tuple[Any, ...]]] = {table: [] for table in OF_RUNS}
    for table, row in site_rows(layout.runs, by_host, holds.since):
        found[table].append(row)
    return {table: sorted(rows, key=lambda row: row[:2]) for table, rows in found.items()}


def _add_report(database: NewDatabase, store: CaptureStore, staging: Staging, cache: ParseCache, row: Row) -> None:
    report_id = str(row.report_id)
    report = unpack(cache.blob((row.url, row.sha256))) if row.is_read else _UNREAD
    capture = store.get(row.capture_id)
    assert capture is not None
    members = staging.members(row.url)
    files = files_of(row, report, members, cache)
    report = completed(row, report, members, cache)
    report = replace(report, problems=(*report.problems, *files.problems))
    database.add_report(_report(row, report, capture, members))
    database.add_all(report_rows(report_id, report))
    database.add_all(("files", file) for file in sorted(files.rows, key=lambda file: str(file[1])))
    for link in sorted(_links(staging, row, members)):
        database.add("report_captures", link)


def _report(row: Row, report: Report, capture: Capture, members: list[Row]) -> tuple[Any, ...]:
    title = Fact(report.title, "report") if report.title else _title_of_link(capture)
    dated = known(report, "published_on")
    who = speaker(row, members)
    severities = [problem.severity for problem in report.problems]
    return (
        row.report_id,
        owner(who),
        who.agency,
        who.printed,
        _basis(who.printed, known(report, "agency")),
        who.region_code,
        who.region_basis,
        who.year,
        _basis(who.year, known(report, "year")),
        clean(title.value) if title.value else None,
        title.basis if title.value else None,
        report.form if row.is_read else None,
        report.forms.get("proactive_disclosure"),
        report.forms.get("requests"),
        report.forms.get("reconsideration_and_litigation"),
        dated.value,
        dated.basis if dated.value else None,
        seconds(min(member.first_seen for member in members)),
        seconds(max(member.last_seen for member in members)),
        row.url,
        capture.source,
        row.capture_id,
        row.format or None,
        row.status,
        clean(row.status_reason) if row.status_reason else None,
        who.scope,
        who.edition,
        who.admin_level,
        who.agency_kind,
        who.sector,
        row.variant_of,
        len(report.cells),
        severities.count("error"),
        severities.count("warning"),
        parser_version(),
    )


def _title_of_link(capture: Capture) -> Fact:
    text = capture.link_text or ""
    return Fact(text if judge_title(text).is_report else None, "link")


def _basis(value: object, fact: Fact) -> str | None:
    """Where a value was read; what the report does not say was taken from the link that led to it."""
    return None if value is None else fact.basis if fact.value is not None else "link"


def _links(staging: Staging, shown: Row, members: list[Row]) -> Iterator[tuple[Any, ...]]:
    """The captures of a report: the one shown, the same content elsewhere, what stood there before, its files."""
    for member in members:
        for capture_id, same in staging.captures_of(member.url):
            role = "same" if same else "earlier"
            if capture_id == shown.capture_id:
                role = "current"
            elif shown.is_read and (same or not member.is_read):
                role = _role(member, shown)
            yield (shown.report_id, capture_id, role, member.alias)


def _role(member: Row, shown: Row) -> str:
    """What another member is to the one shown: the same content at another address, a file of the report, or its page."""
    if (member.cells_hash, member.text_hash) == (shown.cells_hash, shown.text_hash) and member.is_read:
        return "same"
    return "page" if member.format in ("html", "text") else "attachment"


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
        capture.payload_of,
    )
