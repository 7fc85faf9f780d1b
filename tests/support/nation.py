"""A nation of generated reports, and every figure of its pages made anew from the cells, without the indicators' SQL or declaration.

One pass over the rows of the two tables, in plain Python: which rows make up a count stands here once more, written from the
statutory form by hand, so that a slip in the declaration or in its SQL shows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    from parsers.model import Report

R, L = "requests", "reconsideration_and_litigation"
LAWSUITS = ("litigation_direct", "litigation_after_reconsideration")
OTHER = tuple(f"results.other_handling.{end}" for end in ("correction_overdue", "fee_overdue", "other"))
REFUSED = (
    "state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights", "internal_affairs",
    "process_information", "enforcement_case_file", "administrative_query",
)  # fmt: skip
UNABLE = ("not_held", "requires_creation", "unclear_after_correction")
UNPROCESSED = (
    "petition_or_complaint", "repeat_request", "asks_for_publications", "excessive_repeated_requests",
    "asks_confirm_or_reissue",
)  # fmt: skip
COUNTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "new_requests": (R, "total", ("new_requests",)),
    "new_from_natural_persons": (R, "natural_person", ("new_requests",)),
    "carried_over_in": (R, "total", ("carried_over_in",)),
    "disclosed": (R, "total", ("results.disclosed",)),
    "partially_disclosed": (R, "total", ("results.partially_disclosed",)),
    "not_disclosed": (R, "total", tuple(f"results.not_disclosed.{end}" for end in REFUSED)),
    "unable_to_provide": (R, "total", tuple(f"results.unable_to_provide.{end}" for end in UNABLE)),
    "not_processed": (R, "total", tuple(f"results.not_processed.{end}" for end in UNPROCESSED)),
    "other_handling": (R, "total", OTHER),
    "handled": (R, "total", ("results.total",)),
    "carried_over_out": (R, "total", ("carried_over_out",)),
    "reconsiderations": (L, "total", ("reconsideration",)),
    "reconsiderations_corrected": (L, "corrected", ("reconsideration",)),
    "reconsiderations_pending": (L, "pending", ("reconsideration",)),
    "lawsuits": (L, "total", LAWSUITS),
    "lawsuits_corrected": (L, "corrected", LAWSUITS),
    "lawsuits_pending": (L, "pending", LAWSUITS),
}
"""Table, column and rows of each count in a report of the form of 2021."""
SHARES = {
    "disclosed_share": lambda v: (v["disclosed"] + v["partially_disclosed"], v["handled"]),
    "natural_person_share": lambda v: (v["new_from_natural_persons"], v["new_requests"]),
    "reconsideration_corrected_share": lambda v: (
        v["reconsiderations_corrected"],
        v["reconsiderations"] - v["reconsiderations_pending"],
    ),
    "lawsuit_corrected_share": lambda v: (v["lawsuits_corrected"], v["lawsuits"] - v["lawsuits_pending"]),
}

Sum = list[Any]
"""Bodies, total, and of a share what it is part of."""
Figures = dict[tuple[str, int, str], Sum]
"""Basis, year and indicator to sum."""


def vary(number: int, facts: dict[str, Any], content: Report) -> Report:
    """Make the n-th report one of those that a sum must leave out or hold apart, or leave a row or a figure of it unread."""
    kind = number % 97
    if number // 7 % 41 == 5:  # an agency whose place is doubtful, in all its years
        facts["region_code"] = None
    if kind in (3, 50):
        facts["scope"] = "consolidated"
    elif kind == 7:
        facts["status"] = "needs_ocr"
    elif kind == 11:
        facts["year"] = None
    elif kind == 17 and number > 700:
        facts["variant_of"] = facts["id"].replace(str(facts["year"]), str(2019))
    elif kind == 19:
        lost = "results.not_disclosed.internal_affairs"
        content = replace(content, cells=tuple(cell for cell in content.cells if cell.row != lost))
    elif kind == 23:
        unread = tuple(
            cell._replace(raw="若干", kind="text", value=None)
            if (cell.row, cell.column) == ("litigation_direct", "total")
            else cell
            for cell in content.cells
        )
        content = replace(content, cells=unread)
    elif kind == 29:
        facts["status"] = "partial"
    return content


@dataclass
class Nation:
    """Every figure by the code it stands under: CN, region codes, agency ids, sectors and kinds."""

    figures: dict[str, Figures] = field(default_factory=lambda: defaultdict(dict))
    agencies: dict[str, Figures] = field(default_factory=lambda: defaultdict(dict))

    def add(self, code: str, basis: str, year: int, key: str, total: Any, base: Any = None) -> None:
        """Add one report's figure to a code."""
        found = self.figures[code].setdefault((basis, year, key), [0, 0, None if base is None else 0])
        found[0] += 1
        found[1] += total
        if base is not None:
            found[2] += base


def recount(connection: sqlite3.Connection) -> Nation:
    """All figures from the cells."""
    values = _values(connection)
    above = dict(connection.execute("SELECT code, parent_code FROM regions"))
    nation = Nation()
    reports = connection.execute(
        "SELECT id, agency_id, year, scope, region_code, sector, agency_kind, errors FROM reports"
        " WHERE variant_of IS NULL AND year IS NOT NULL AND status <> 'needs_ocr' AND status <> 'unreadable'"
    )
    for report_id, agency, year, scope, region, sector, kind, errors in reports:
        basis = "consolidated" if scope == "consolidated" else "parts"
        codes = ["CN", f"sector:{sector}", f"kind:{kind}"]
        place = region
        while place is not None:
            codes.append(place)
            place = above.get(place)
        known = {key: value for key, value in values[report_id].items() if value is not None}
        found: dict[str, tuple[Any, Any]] = {key: (value, None) for key, value in known.items()}
        for key, share in SHARES.items():
            try:
                found[key] = share(known)
            except KeyError:
                continue
        for key, (total, base) in found.items():
            nation.agencies[agency][basis, year, key] = [1, total, base]
        found |= {"reports": (1, None), "doubtful": (int(errors > 0), None)}
        for code in codes:
            for key, (total, base) in found.items():
                nation.add(code, basis, year, key, total, base)
    return nation


def _values(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """By report its counts: None where a row of one is missing, is not read, or where none is a number."""
    text = 'SELECT report_id, "table", row, "column" FROM cells_not_plain WHERE kind = \'text\''
    unread = set(connection.execute(text))
    wanted: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, (table, column, names) in COUNTS.items():
        for name in names:
            wanted[table, name].append((key, column))
    cells: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table in (R, L):
        columns = sorted({column for of, column, _ in COUNTS.values() if of == table})
        sql = f"SELECT report_id, row, {', '.join(columns)} FROM {table}"
        for report_id, name, *numbers in connection.execute(sql):
            row = dict(zip(columns, numbers, strict=True))
            for key, column in wanted.get((table, name), ()):
                is_unread = (report_id, table, name, column) in unread
                cells[report_id][key].append("unread" if is_unread else row[column])
    return defaultdict(dict, {report: {key: _sum(key, v) for key, v in of.items()} for report, of in cells.items()})


def _sum(key: str, found: list[Any]) -> Any:
    numbers = [value for value in found if value is not None]
    if len(found) < len(COUNTS[key][2]) or "unread" in found or not numbers:
        return None
    return sum(numbers)
