"""The standard meta tags, read the tolerant way: no blanks between attributes, any order, any case, placeholders left in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parsers.listings.model import Meta
from parsers.quick import search

_META = re.compile(r"<[mM][eE][tT][aA]\b")  # begins with a letter that has no case: then the engine skips to it
_NAME_FIRST = re.compile(
    r"<meta\b[^>]*?\bname\s*=\s*[\"']?([\w,.-]+)[\"']?\s*[^>]*?\bcontent\s*=\s*([\"'])(.*?)\2",
    re.IGNORECASE | re.DOTALL,
)
_CONTENT_FIRST = re.compile(
    r"<meta\b[^>]*?\bcontent\s*=\s*([\"'])([^\"'>]*)\1[^>]*?\bname\s*=\s*[\"']?([\w,.-]+)", re.IGNORECASE
)
_TITLE = re.compile(r"<[tT][iI][tT][lL][eE][^>]*>(.*?)</[tT][iI][tT][lL][eE]", re.DOTALL)
_SITE_CODES = (
    r"sitecode\s*=\s*[\"']?(?P<code>\w{10})\b",
    r"网站标识码\s*[:：]?\s*(?:<[^>]*>\s*)*(?P<code>\w{10})\b",
)
_PLACEHOLDER = re.compile(r"[$#]?\{\{?.*?\}\}?|<%.*?%>|</?TRS_|</?ucap", re.IGNORECASE)


def read_metas(markup: str) -> Meta:
    """Meta tags of a page; the site's code also from the footer's mark where the tag is missing."""
    found: dict[str, str] = {}
    starts = [start.start() for start in _META.finditer(markup)]
    for tag in _matches(_NAME_FIRST, markup, starts):
        found.setdefault(tag[1].lower(), _tidy(tag[3]))
    for tag in _matches(_CONTENT_FIRST, markup, starts):
        found.setdefault(tag[3].lower(), _tidy(tag[2]))
    title = _TITLE.search(markup)
    return Meta(
        site_name=found.get("sitename", ""),
        site_id_code=found.get("siteidcode", "") or _site_code(markup),
        column_name=found.get("columnname", ""),
        column_type=found.get("columntype", ""),
        article_title=found.get("articletitle", ""),
        published=found.get("pubdate", "") or found.get("publishdate", ""),
        page_title=_tidy(title.group(1)) if title else "",
    )


def _matches(pattern: re.Pattern[str], markup: str, starts: list[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the `starts`, none of them inside another."""
    end = 0
    for start in starts:
        found = pattern.match(markup, start) if start >= end else None
        if found:
            end = found.end()
            yield found


def _site_code(markup: str) -> str:
    found = [code for pattern in _SITE_CODES if (code := search(pattern, markup))]
    return min(found, key=re.Match.start)["code"] if found else ""


def _tidy(content: str) -> str:
    return "" if _PLACEHOLDER.search(content) else " ".join(html.unescape(content).split())
