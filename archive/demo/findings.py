"""What the demo's archive holds after crawl and build, read from its database by the public tables alone."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CHECKED = ("ok", "empty")
APPLICANT_COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other",
    "total",
)
DISPUTE_COLUMNS = ("upheld", "corrected", "other_outcome", "pending", "total")


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report of the database: `numbers` by table/row/column, `kinds` of the cells that are no number."""

    title: str
    url: str
    status: str
    numbers: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str, list[str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Findings:
    """Sites as (name, state, reason), and reports by address."""

    sites: list[tuple[str, str, str]]
    reports: dict[str, FoundReport]

    @property
    def numbers(self) -> int:
        """Numbers read, over all reports."""
        return sum(len(report.numbers) for report in self.reports.values())

    def in_state(self, *states: str) -> list[tuple[str, str, str]]:
        """The sites in one of these states."""
        return [site for site in self.sites if site[1] in states]

    @property
    def unchecked(self) -> list[tuple[str, str, str]]:
        """Sites that could not be checked."""
        return [site for site in self.sites if site[1] not in CHECKED]


def read_findings(database: Path) -> Findings:
    """Read the database of a demo archive, without writing to it."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        numbers = _numbers(db)
        kinds: dict[str, dict[str, str]] = defaultdict(dict)
        errors: dict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
        for report, table, row, column, kind in db.execute(
            'SELECT report_id, "table", "row", "column", kind FROM cells_not_plain'
        ):
            kinds[report][f"{table}/{row}/{column}"] = kind
        for report, rule, message, cells in db.execute(
            "SELECT report_id, rule, message, cells FROM problems WHERE severity = 'error'"
        ):
            errors[report].append((rule, message, json.loads(cells)))
        reports = {
            url: FoundReport(title or url, url, status, numbers[id_], kinds[id_], errors[id_])
            for id_, title, url, status in db.execute("SELECT id, title, url, status FROM reports ORDER BY url")
        }
        sites = list(db.execute("SELECT name, state, coalesce(reason, '') FROM sites ORDER BY url"))
    return Findings(sites, reports)


def _numbers(db: sqlite3.Connection) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    query = 'SELECT report_id, "row", "column", value FROM proactive_disclosure WHERE value IS NOT NULL'
    for report, row, column, value in db.execute(query):
        found[report][f"proactive_disclosure/{row}/{column}"] = value
    for table, columns in (("requests", APPLICANT_COLUMNS), ("reconsideration_and_litigation", DISPUTE_COLUMNS)):
        for line in db.execute(f'SELECT report_id, "row", {", ".join(columns)} FROM {table}'):  # noqa: S608  own names
            _add(found[line[0]], f"{table}/{line[1]}", dict(zip(columns, line[2:], strict=True)))
    return found


def _add(numbers: dict[str, float], place: str, cells: dict[str, Any]) -> None:
    numbers.update({f"{place}/{column}": value for column, value in cells.items() if value is not None})
