"""Where a link leads: to the annual report column, the disclosure platform, the units, or a look-alike column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal
from urllib.parse import urlsplit

from parsers.recognition.text import normalise, pattern, vocabulary
from parsers.recognition.units import is_unit_name

ColumnKind = Literal["report_column", "year", "platform", "units", "lookalike", "none"]


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """`kind` of column, `strength` 0-100 to order links by, and why.

    ``year`` is a sub-column of one year: it leads on only below a report column. ``report_column`` with a strength
    below 50 needs a disclosure ancestor (年报 alone).
    """

    kind: ColumnKind
    strength: int
    why: str


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary()["column"]
    year = r"(?:\(?(?:19|20)\d{2}(?:年度?)?\)?)?"
    report = re.compile(rf".{{0,16}}?{year}(?:{words['report']}){words['after']}")
    weak = re.compile(rf"{year}{words['weak_report']}")
    return report, weak


def _judge_text(text: str) -> ColumnVerdict | None:
    report, weak = _names()
    if report.fullmatch(text) and not pattern("column", "lookalike").search(text):
        return ColumnVerdict("report_column", 95 if len(text) <= 14 else 85, "its name is that of the report column")
    if pattern("column", "lookalike").search(text) and not is_unit_name(text):
        return ColumnVerdict("lookalike", 90, "its name is that of another yearly publication")
    if weak.fullmatch(text):
        return ColumnVerdict("report_column", 45, "年报 alone: the report column only below a disclosure platform")
    if pattern("column", "year").search(text):
        return ColumnVerdict("year", 40, "a year")
    if pattern("column", "units").search(text) and len(text) <= 24:
        return ColumnVerdict("units", 50, "leads to the units' own disclosure")
    if pattern("column", "platform").search(text):
        best = pattern("column", "platform_best").search(text)
        return ColumnVerdict(
            "platform", 80 if best else 55, "its name is that of the disclosure platform or one of its columns"
        )
    return None


@lru_cache(maxsize=4096)  # the links of a navigation come again with every page
def judge_column(text: str, column_type: str | None = None, path: str | None = None) -> ColumnVerdict:
    """Judge a link or page by name, by the standard ``ColumnType`` meta tag, and by path, in that order of trust.

    `path` may be a URL or its path. Text beats path; a look-alike path speaks only where the text is silent.
    """
    if column_type and re.search(vocabulary()["column"]["type"], normalise(column_type)):
        return ColumnVerdict("report_column", 100, "its ColumnType says 信息公开年报")
    by_text = _judge_text(normalise(text).strip("[]《》·•|>»<«-:")) if text.strip() else None
    slug = urlsplit(path).path.lower() if path else ""
    if by_text and by_text.kind in ("report_column", "lookalike"):
        return by_text
    if slug and pattern("column", "lookalike_slug").search(slug):
        return by_text or ColumnVerdict("lookalike", 60, "its path is that of another yearly publication")
    silent = not text.strip() or (by_text is not None and by_text.kind == "year")
    if slug and silent and pattern("column", "slug").search(slug):
        return ColumnVerdict("report_column", 60, "its path is that of a report column")
    return by_text or ColumnVerdict("none", 0, "nothing of the disclosure platform in it")
