"""What the report says of itself, each by the order of trust of its sources, with the place where it was read.

Year: the period sentence, the title, the first sentence of section 一, never the publication year (that would be
inferred). Date: what the page declares, the signature, the URL. Level, kind and sector are told by the agency's name,
the region by its credit code, the scope by what the report says of its figures.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.dates import find_date, find_years, url_date
from parsers.document import FILE_TITLE, Grid, Paragraph, locator_of
from parsers.metadata.body import facts_of_body
from parsers.metadata.credit_code import find_credit_code
from parsers.metadata.period import find_periods, read_period
from parsers.metadata.scope import read_scope
from parsers.metadata.signature import is_signature
from parsers.metadata.title import find_title, is_title
from parsers.metadata.where import in_line, in_text
from parsers.model import Fact
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Document
    from parsers.metadata.title import Title
    from parsers.sections import Outline

_DECLARED = ("pubdate", "publishdate", "publishtime", "article:published_time")
_DAY = r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}"
_LABELLED = re.compile(rf"(?:发布|公开|发文|发表|更新|公布|生成|成文)?(?:日期|时间)[:：]?\s*({_DAY})")
_PUBLISHED = re.compile(rf"(?:发布|公开|公布|发表)(?:日期|时间)[:：]?\s*({_DAY})")
_PUBLISHED_CELL = re.compile(r"(?:发布|公开|公布|发表)(?:日期|时间)[:：]?$")
_STAMP = re.compile(r"^(20\d\d)(\d\d)(\d\d)(?!\d{1,5}(?!\d))")
_TODAY = re.compile(r"今天|今日|星期|农历")
_BYLINE = re.compile(r"来源|浏览|点击|阅读|字号|字体|作者|责任编辑|信息来源")
_LONGEST_BYLINE = 100
_OTHER_REPORTS = re.compile(r"相关(?:链接|文档|文章|信息|阅读|报告|稿件|新闻)|上一[篇条]|下一[篇条]|历年|往年|更多")
_CORRECTED = re.compile(
    r"[(（【\[]?(?:更正|修正|修订|订正|勘误)(?:版|稿|后)?[)）】\]]?$|^(?:更正|修正|修订|订正)[:：]?"
)
_SIGNATURE_LINES = 3
_FIRST_LINES = 6


def read_metadata(document: Document, outline: Outline, url: str | None) -> dict[str, Fact]:
    """Facts by name; what is not printed is marked as inferred.

    ``title``, ``agency``, ``year``, ``year_inferred``, ``period``, ``published_on``, ``admin_level``, ``agency_kind``,
    ``sector``, ``credit_code``, ``region_code``, ``scope``, ``edition``; only those that are known.
    """
    preface = [block for block in outline.preface if isinstance(block, Paragraph)]
    first = [line for draft in outline.drafts[:1] for line in draft.lines[:_FIRST_LINES]]
    found = find_title(document, preface)
    title = found if found and found.basis != FILE_TITLE else None
    year = _year(title, preface, first)
    if found and not title and (year is None or year.value in find_years(found.text)):
        title = found  # the files' own; one of another year is left from another report
    facts: dict[str, Fact | None] = {
        "title": Fact(title.text, title.basis, where=title.where) if title else None,
        "agency": _agency(title, preface, outline.tail),
        "published_on": _published(document, preface, outline, url),
        "year": year,
        "edition": Fact("corrected", "title", where=title.where) if title and _CORRECTED.search(title.text) else None,
    }
    published, stated = facts["published_on"], read_period([*preface, *first])
    if facts["year"] is None and published:
        facts["year_inferred"] = Fact(
            int(published.value[:4]) - 1, "publication year less one", inferred=True, where=published.where
        )
    if stated:
        facts["period"] = Fact(stated[0].text, "period", where=stated[1])
    facts.update(facts_of_body(facts["agency"], find_credit_code(outline.preface, url)))
    kind, level = (fact.value if (fact := facts.get(name)) else None for name in ("agency_kind", "admin_level"))
    facts["scope"] = read_scope(kind, level, [*preface, *first])
    return {name: fact for name, fact in facts.items() if fact is not None}


def _agency(title: Title | None, preface: Sequence[Paragraph], tail: Sequence[Paragraph]) -> Fact | None:
    if title and title.agency and title.basis != FILE_TITLE:
        return Fact(title.agency, "title", where=title.where)
    for lines, basis in ((preface, "letterhead"), (tail[:_SIGNATURE_LINES], "signature")):
        for line in lines:
            if is_signature(line.text):
                return Fact("".join(line.text.split()), basis, where=in_line(line))
    return Fact(title.agency, title.basis, where=title.where) if title and title.agency else None


def _year(title: Title | None, preface: Sequence[Paragraph], first: Sequence[Paragraph]) -> Fact | None:
    for line in [*preface, *first]:
        period = next((p for p in find_periods(squeeze(line.text)) if p.is_year), None) if "月" in line.text else None
        if period:
            return Fact(period.first[0], "period", where=in_line(line, period.start))
    years = find_years(title.text) if title else ()
    if title and years:
        return Fact(years[0], "title", where=title.where)
    for line in first:
        years = find_years(line.text)
        if years:
            return Fact(years[0], "overview", where=in_line(line))
    for line in preface:
        years = find_years(line.text) if "信息公开" in line.text else ()
        if years and find_date(line.text) is None:
            return Fact(years[0], "preface", where=in_line(line))
    return None


def _published(document: Document, preface: Sequence[Paragraph], outline: Outline, url: str | None) -> Fact | None:
    for name in _DECLARED:
        found = find_date(_STAMP.sub(r"\1-\2-\3 ", document.head.get(name, "")))
        if found:
            return Fact(found.isoformat(), f"meta {name}", where={"meta": name})
    declared = _declared(preface, outline)
    if declared:
        return declared
    for line in outline.tail:
        if _OTHER_REPORTS.match(squeeze(line.text)) or is_title(line.text):
            break  # lists of other reports print dates, too
        if _TODAY.search(line.text):
            continue  # the day on which the page was looked at
        found = find_date(line.text)
        if found and len(line.text) <= 60:
            return Fact(found.isoformat(), "signature", where=in_line(line))
    found = url_date(url) if url else None
    return Fact(found.isoformat(), "url", where={"url": url}) if found else None


def _declared(preface: Sequence[Paragraph], outline: Outline) -> Fact | None:
    """The date beside a word for it: in a line, in a table above the report, or in the line with the source."""
    basis = "declared on the page"
    lines = [*preface, *outline.tail]
    cells = (
        pair for block in outline.preface if isinstance(block, Grid) for row in block.rows for pair in pairwise(row)
    )
    for label, cell in cells:
        found = find_date(cell.text) if _PUBLISHED_CELL.match(squeeze(label.text)) else None
        if found:
            return Fact(found.isoformat(), basis, where=in_text(cell.text, locator_of(cell), 0))
    labelled = [line for line in lines if "日期" in line.text or "时间" in line.text]
    for pattern in (_PUBLISHED, _LABELLED):
        for line in labelled:
            match = pattern.search(line.text)
            found = find_date(match.group(1) + "日") if match else None
            if match and found:
                return Fact(found.isoformat(), basis, where=in_line(line) | {"offset": match.start(1)})
    for line in preface:
        is_byline = len(line.text) <= _LONGEST_BYLINE and _BYLINE.search(line.text) and not is_title(line.text)
        found = find_date(line.text) if is_byline and "。" not in line.text and not _TODAY.search(line.text) else None
        if found:
            return Fact(found.isoformat(), basis, where=in_line(line))
    return None
