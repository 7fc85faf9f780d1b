"""What a build found, in plain words: reports by status, year and form, and what gave no report and why."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHOWN = 20


@dataclass(slots=True)
class Summary:
    """One build. `refused` lists what was linked as a report, or imported, and gave none: URL, link text, reason.

    `doubts` counts agencies whose place nobody has decided yet.
    """

    captures: int = 0
    parsed: int = 0
    reports: int = 0
    by_status: dict[str, int] = field(default_factory=dict)
    by_year: dict[str, int] = field(default_factory=dict)
    by_form: dict[str, int] = field(default_factory=dict)
    doubts: int = 0
    unread: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def needs_eyes(self) -> bool:
        """Whether something could not be read, or gave no report under a report's title, or there is nothing at all."""
        return bool(self.unread or self.refused) or self.reports == 0

    def count(self, database: Path) -> None:
        """Count the reports of a built database."""
        with sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True) as db:
            self.by_status = _counts(db, "status")
            self.by_year = _counts(db, "coalesce(year, '?')")
            self.by_form = _counts(db, "coalesce(form, '?')")
            self.reports = sum(self.by_status.values())
            unread = "SELECT url, coalesce(title, ''), coalesce(status_reason, '') FROM reports"
            where = " WHERE status IN ('unreadable', 'needs_ocr') ORDER BY url"
            self.unread = db.execute(unread + where).fetchall()
        db.close()

    def lines(self) -> Iterator[str]:
        """The summary for people."""
        yield f"采集 captures: {self.captures}; 新解析 newly parsed: {self.parsed}; 报告 reports: {self.reports}"
        for name, counts in (("状态 status", self.by_status), ("年度 year", self.by_year), ("格式 form", self.by_form)):
            if counts:
                yield f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.items())
        yield from _listed("未能读取 could not be read", self.unread)
        yield from _listed(
            "标题为年报或已导入，但未读出报告 linked as a report or imported, but gave none", self.refused
        )
        if self.doubts:
            yield (
                f"归属地待定的机关 agencies of doubtful place: {self.doubts}；见 agency-doubts.csv，"
                "核定后写入 agency-decisions.csv: see agency-doubts.csv, decide in agency-decisions.csv"
            )
        if not self.reports:
            yield "没有任何报告 no report at all: crawl or import first, then build again"


def _counts(db: sqlite3.Connection, what: str) -> dict[str, int]:
    sql = f"SELECT {what} AS what, count(*) FROM reports GROUP BY what ORDER BY what"  # noqa: S608
    return {str(key): count for key, count in db.execute(sql)}


def _listed(name: str, items: list[tuple[str, str, str]]) -> Iterator[str]:
    if items:
        yield f"{name}: {len(items)}"
        for url, title, reason in items[:_SHOWN]:
            yield f"  {url} {title}: {reason}"
        if len(items) > _SHOWN:
            yield f"  … {len(items) - _SHOWN} more"
