"""Reports as rows for the tables: all that can be told from the staging's rows and the parsed reports, so that a worker can do it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.build.files import completed, files_of
from archive.build.grouping import speaker
from archive.build.identity import canonical_agency
from archive.build.matching import owner
from archive.build.outcome import known
from archive.build.report_rows import clean, report_rows
from archive.build.version import parser_version
from archive.captures.identity import seconds
from archive.packing import unpack
from archive.reference.credit import RULE
from parsers.document import FILE_TITLE
from parsers.listings import is_picture
from parsers.model import Fact, Problem, Report
from parsers.parts import FIRST_FURTHER
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive.build.cache import PackedReports
    from archive.build.staging import Row
    from archive.captures import Capture

_UNREAD = Report(None, None, None, None, "free", {}, (), (), (), ())


class Order(NamedTuple):
    """One report to write: the candidate shown, its capture, all that are part of it, each with its captures, and further pages."""

    row: Row
    capture: Capture
    members: list[Row]
    history: list[list[tuple[str, bool]]]
    parts: list[Capture]


class Rows(NamedTuple):
    """Rows of `reports`, and of the other tables by their name, in the order in which they are inserted."""

    reports: list[tuple[Any, ...]]
    others: dict[str, list[tuple[Any, ...]]]


def rows_of(orders: Sequence[Order], cache: PackedReports) -> Rows:
    """The rows of a batch of reports."""
    rows = Rows([], {})
    for order in orders:
        row, members = order.row, order.members
        report = unpack(cache.blob((row.url, row.sha256))) if row.is_read else _UNREAD
        files = files_of(row, report, members, cache)
        report = completed(row, report, members, cache)
        apart = [Problem(RULE, "warning", row.elsewhere)] if row.elsewhere else []
        report = replace(report, problems=(*report.problems, *apart, *files.problems))
        rows.reports.append(_report(order, report))
        for table, values in report_rows(str(row.report_id), report):
            rows.others.setdefault(table, []).append(values)
        if files.rows:
            rows.others.setdefault("files", []).extend(sorted(files.rows, key=lambda file: str(file[1])))
        links = [*_links(order), *_parts(order, known(report, "pages"))]
        rows.others.setdefault("report_captures", []).extend(sorted(links, key=lambda link: link[:2]))
    return rows


def _report(order: Order, report: Report) -> tuple[Any, ...]:
    row, capture, members = order.row, order.capture, order.members
    title = _title(report, (capture, *order.parts))
    dated = known(report, "published_on")
    who = speaker(row, members)
    severities = [problem.severity for problem in report.problems]
    return (
        row.report_id,
        owner(who),
        who.agency,
        who.printed,
        _basis(who.printed, known(report, "agency"), canonical_agency),
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
        row.replaced_by,
        len(report.cells),
        severities.count("error"),
        severities.count("warning"),
        parser_version(),
    )


def _title(report: Report, captures: Sequence[Capture]) -> Fact:
    """As the report has it, else as the link that led to it or its parts, else as the file's properties."""
    own, links = known(report, "title"), (one.link_text or "" for one in captures)
    link = next((text for text in links if judge_title(text).is_report), "")
    if link and (own.value is None or own.basis == FILE_TITLE):
        return Fact(link, "link")
    return Fact(own.value, FILE_TITLE if own.basis == FILE_TITLE else "report")


def _basis(value: object, fact: Fact, canonical: Callable[[Any], Any] = lambda said: said) -> str | None:
    """Where a value was read; what the report does not say was taken from the link that led to it."""
    return None if value is None else fact.basis if value in (fact.value, canonical(fact.value)) else "link"


def _links(order: Order) -> Iterator[tuple[Any, ...]]:
    """The captures of a report: the one shown, the same content elsewhere, what stood there before, its files."""
    shown = order.row
    for member, captures in zip(order.members, order.history, strict=True):
        for capture_id, same in captures:
            role = "same" if same else "earlier"
            if capture_id == shown.capture_id:
                role = "current"
            elif shown.is_read and (same or not member.is_read):
                role = _role(member, shown)
            yield (shown.report_id, capture_id, role, member.alias, None)


def _parts(order: Order, pages: Fact) -> Iterator[tuple[Any, ...]]:
    """The captures of the parts of the article shown that were read, with their numbers in locators; of one that waits, its pictures."""
    read = list((pages.where or {}).get("urls", ()))
    for part in order.parts:
        number = read.index(part.url) + FIRST_FURTHER if part.url in read else None
        if number or (not order.row.is_read and is_picture(part.url)):
            yield (order.row.report_id, part.id, "part", order.row.alias, number)


def _role(member: Row, shown: Row) -> str:
    """What another member is to the one shown: the same content at another address, a file of the report, or its page."""
    if (member.cells_hash, member.text_hash) == (shown.cells_hash, shown.text_hash) and member.is_read:
        return "same"
    return "page" if member.format in ("html", "text") else "attachment"
