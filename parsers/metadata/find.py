"""Agency, report year and publication date, each by the order of trust of its sources.

Year: the period sentence, the title, the first sentence of section 一, never the publication year (that would be
inferred). Date: what the page declares, the signature, the URL.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.dates import find_date, find_years, url_date
from parsers.document import Paragraph
from parsers.metadata.title import find_title, is_title
from parsers.model import Fact
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Document
    from parsers.sections import Outline

_PERIOD = re.compile(
    r"(?:自|从|期限[为是:]?|时间[为是:]?|统计期[为是:]?)?(20\d\d)年度?0?1月0?1日(?:起|始|开始)?(?:至|到|—+|-+|~|–)(?:(20\d\d)年|同年|当年)?12月31日"
)
_DECLARED = ("pubdate", "publishdate", "publishtime", "article:published_time")
_LABELLED = re.compile(
    r"(?:发布|公开|发文|发表|更新|公布|生成|成文)?(?:日期|时间)[:：]?\s*((?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2})"
)
_OTHER_REPORTS = re.compile(r"相关(?:链接|文档|文章|信息|阅读|报告|稿件|新闻)|上一[篇条]|下一[篇条]|历年|往年|更多")
_LETTERHEAD = re.compile(
    r"^[\u4e00-\u9fff〇()、]{4,30}(?:政府|办公[厅室]|委员会|办事处|管委会|[厅局委办部院署]|中心|分局)$"
)


def read_metadata(document: Document, outline: Outline, url: str | None) -> dict[str, Fact]:
    """Facts by name: title, agency, year, published_on and, marked as inferred, what is not printed."""
    preface = [block for block in outline.preface if isinstance(block, Paragraph)]
    facts: dict[str, Fact] = {}
    title = find_title(document, preface)
    if title:
        facts["title"] = Fact(title.text, title.basis)
    agency = _agency(title.agency if title else None, preface, outline.tail)
    if agency:
        facts["agency"] = agency
    published = _published(document, preface, outline, url)
    if published:
        facts["published_on"] = published
    year = _year(title.text if title else "", preface, outline)
    if year:
        facts["year"] = year
    elif published:
        facts["year_inferred"] = Fact(int(published.value[:4]) - 1, "publication year less one", inferred=True)
    return facts


def _agency(in_title: str | None, preface: Sequence[Paragraph], tail: Sequence[Paragraph]) -> Fact | None:
    if in_title:
        return Fact(in_title, "title")
    for line in preface:
        if _LETTERHEAD.match(squeeze(line.text)):
            return Fact("".join(line.text.split()), "letterhead")
    for line in tail[:3]:
        if _LETTERHEAD.match(squeeze(line.text)):
            return Fact("".join(line.text.split()), "signature")
    return None


def _year(title: str, preface: Sequence[Paragraph], outline: Outline) -> Fact | None:
    first = [line for draft in outline.drafts[:1] for line in draft.lines[:6]]
    for line in [*preface, *first]:
        match = _PERIOD.search(squeeze(line.text))
        if match and match.group(2) in (None, match.group(1)):
            return Fact(int(match.group(1)), "period")
    years = find_years(title)
    if years:
        return Fact(years[0], "title")
    for line in first:
        years = find_years(line.text)
        if years:
            return Fact(years[0], "overview")
    for line in preface:
        years = find_years(line.text) if "信息公开" in line.text else ()
        if years and find_date(line.text) is None:
            return Fact(years[0], "preface")
    return None


def _published(document: Document, preface: Sequence[Paragraph], outline: Outline, url: str | None) -> Fact | None:
    for name in _DECLARED:
        found = find_date(document.head.get(name, ""))
        if found:
            return Fact(found.isoformat(), f"meta {name}")
    for line in [*preface, *outline.tail]:
        match = _LABELLED.search(line.text)
        found = find_date(match.group(1) + "日") if match else None
        if found:
            return Fact(found.isoformat(), "declared on the page")
    for line in outline.tail:
        if _OTHER_REPORTS.match(squeeze(line.text)) or is_title(line.text):
            break  # lists of other reports print dates, too
        found = find_date(line.text)
        if found and len(line.text) <= 60:
            return Fact(found.isoformat(), "signature")
    found = url_date(url) if url else None
    return Fact(found.isoformat(), "url") if found else None
