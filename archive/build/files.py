"""What the files of a report say of one another: a row for each, and a finding for every cell in which two differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.packing import unpack
from parsers.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.build.cache import PackedReports
    from archive.build.staging import Row
    from parsers.model import Cell, Report

RULE = "F-DIFFER"
_PAGES = ("html", "text")
_TABLES = ("S-T2", "S-T3", "S-T4")


class Files(NamedTuple):
    """Rows of the table ``files``, and the findings that go with the report shown."""

    rows: list[tuple[Any, ...]]
    problems: list[Problem]


def files_of(shown: Row, report: Report, members: Sequence[Row], cache: PackedReports) -> Files:
    """Compare the readings of a report that stands in several files; empty where it is a page alone."""
    found = Files([], [])
    if all(member.is_read and member.format in _PAGES for member in members):
        return found
    text = page_of(shown, report, members)
    for member in members:
        compared: int | None = None
        differing: int | None = None
        if member.is_read and member.url != shown.url and shown.is_read:
            if member.cells_hash == shown.cells_hash:
                compared, differing = shown.cells, 0
            else:
                other = unpack(cache.blob((member.url, member.sha256)))
                problems = list(_differences(report, other, shown, member))
                compared = len({cell.path for cell in report.cells} & {cell.path for cell in other.cells})
                differing = len(problems)
                found.problems.extend(problems)
        role = "page" if member.format in _PAGES else "file"
        part = "text" if member is text else None
        if member.url == shown.url:
            part = "tables" if text else "all"
        cells = member.cells if member.is_read else None
        about = (role, member.format or None, member.status, int(part is not None), part, cells, compared, differing)
        found.rows.append((shown.report_id, member.capture_id, member.url, *about))
    return found


def page_of(shown: Row, report: Report, members: Sequence[Row]) -> Row | None:
    """The page that holds the text of a report whose tables stand in a file alone; None where the file holds both."""
    if report.sections or not report.cells:
        return None
    pages = [one for one in members if one.is_read and one.text_hash and not one.cells and one.url != shown.url]
    return pages[0] if pages else None


def completed(shown: Row, report: Report, members: Sequence[Row], cache: PackedReports) -> Report:
    """The report with the text of its page, where the file shown holds tables alone. No cell comes from elsewhere.

    Findings on the text are the page's, findings on cells the file's; that one lacks the other's part is none.
    """
    text = page_of(shown, report, members)
    if text is None:
        return report
    page = unpack(cache.blob((text.url, text.sha256)))
    own = tuple(p for p in report.problems if p.cells or p.rule in _TABLES)
    return replace(
        page,
        form=report.form,
        forms=report.forms,
        cells=report.cells,
        extra_rows=report.extra_rows,
        problems=(*(p for p in page.problems if p.rule not in _TABLES), *own),
    )


def _differences(first: Report, second: Report, shown: Row, member: Row) -> Iterator[Problem]:
    """One finding for each cell that both files hold and that says two things."""
    others = {cell.path: cell for cell in second.cells}
    for cell in first.cells:
        other = others.get(cell.path)
        if other is None or _says(other) == _says(cell):
            continue
        message = (
            f"同一报告的两个文件此格不同：{shown.format}“{cell.raw}”，{member.format}“{other.raw}”，"
            f"取前者。Two files of the report differ in this cell; the first is published."
        )
        places = [
            {
                "capture_id": row.capture_id,
                "format": row.format,
                "raw": one.raw,
                "value": one.value,
                "locator": one.locator,
            }
            for row, one in ((shown, cell), (member, other))
        ]
        yield Problem(RULE, "warning", message, (cell.path,), {"files": places})


def _says(cell: Cell) -> tuple[object, ...]:
    """What a cell says: its number and unit, else its kind, and its words where it is text."""
    if cell.value is not None:
        return (cell.value, cell.unit)
    return (cell.kind, "".join(cell.raw.split()) if cell.kind == "text" else "")
