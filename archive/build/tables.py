"""Fill the tables of a new database from staged candidates, parsed reports, captures and run records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.build.identity import host_of
from archive.build.matching import owner
from archive.build.outcome import known
from archive.build.report_rows import clean, report_rows
from archive.build.site_rows import site_rows
from archive.build.version import parser_version
from archive.captures.identity import seconds
from archive.indicators import fill_agency_years, fill_sums, fill_totals
from archive.packing import unpack
from archive.reference import load_regions
from archive.schema import codebook
from parsers.model import Fact, Report
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.build.cache import ParseCache
    from archive.build.database import NewDatabase
    from archive.build.staging import Row, Staging
    from archive.captures import Capture, CaptureStore
    from archive.layout import Layout

_AGENCIES = """INSERT INTO agencies SELECT agency_id, max(agency), max(region_code), max(admin_level), max(agency_kind),
  max(sector), count(*) FILTER (WHERE variant_of IS NULL), min(year), max(year)
  FROM reports WHERE agency_id IS NOT NULL GROUP BY agency_id ORDER BY agency_id"""
_UNREAD = Report(None, None, None, None, "free", {}, (), (), (), ())


def fill_tables(
    database: NewDatabase,
    layout: Layout,
    store: CaptureStore,
    staging: Staging,
    cache: ParseCache,
    tick: Callable[[], None],
) -> None:
    """Fill every table, each in the order of its key, so that the same content gives the same bytes."""
    by_host: dict[str, int] = {}
    for row in staging.rows("report_id", "leader = url"):
        _add_report(database, store, staging, cache, row)
        by_host[host_of(row.url)] = by_host.get(host_of(row.url), 0) + 1
        tick()
    database.connection.execute(_AGENCIES)
    database.fill("regions", (tuple(region) for region in load_regions()))
    fill_agency_years(database.connection)
    fill_sums(database.connection)
    fill_totals(database.connection)
    database.add_all(sorted(site_rows(layout.runs, by_host), key=lambda item: (item[0], item[1][:2])))
    database.fill("captures", map(_capture, store.captures()))
    database.fill("codebook", (tuple(code) for code in codebook()))


def _add_report(database: NewDatabase, store: CaptureStore, staging: Staging, cache: ParseCache, row: Row) -> None:
    report_id = str(row.report_id)
    report = unpack(cache.blob((row.url, row.sha256))) if row.is_read else _UNREAD
    capture = store.get(row.capture_id)
    assert capture is not None
    members = staging.members(row.url)
    database.add("reports", _report(row, report, capture, members))
    database.add_all(report_rows(report_id, report))
    for link in sorted(_links(staging, row, members)):
        database.add("report_captures", link)


def _report(row: Row, report: Report, capture: Capture, members: list[Row]) -> tuple[Any, ...]:
    title = Fact(report.title, "report") if report.title else _title_of_link(capture)
    dated = known(report, "published_on")
    severities = [problem.severity for problem in report.problems]
    return (
        row.report_id,
        owner(row),
        row.agency,
        _basis(row.agency, known(report, "agency")),
        row.region_code,
        row.region_basis,
        row.year,
        _basis(row.year, known(report, "year")),
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
        row.status,
        clean(row.status_reason) if row.status_reason else None,
        row.scope,
        row.edition,
        known(report, "admin_level").value,
        known(report, "agency_kind").value,
        known(report, "sector").value,
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
            elif shown.is_read and not member.is_read:
                role = "attachment"
            yield (shown.report_id, capture_id, role, member.alias)


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
