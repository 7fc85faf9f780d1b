"""The standard meta tags, read the tolerant way: no blanks between attributes, any order, any case, placeholders left in."""

from __future__ import annotations

import html
import re

from parsers.listings.model import Meta

_NAME_FIRST = re.compile(
    r"<meta\b[^>]*?\bname\s*=\s*[\"']?([\w,.-]+)[\"']?\s*[^>]*?\bcontent\s*=\s*([\"'])(.*?)\2",
    re.IGNORECASE | re.DOTALL,
)
_CONTENT_FIRST = re.compile(
    r"<meta\b[^>]*?\bcontent\s*=\s*([\"'])([^\"'>]*)\1[^>]*?\bname\s*=\s*[\"']?([\w,.-]+)", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_SITE_CODE = re.compile(
    r"sitecode\s*=\s*[\"']?(\w{10})\b|网站标识码\s*[:：]?\s*(?:<[^>]*>\s*)*(\w{10})\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"[$#]?\{\{?.*?\}\}?|<%.*?%>|</?TRS_|</?ucap", re.IGNORECASE)


def read_metas(markup: str) -> Meta:
    """Meta tags of a page; the site's code also from the footer's mark where the tag is missing."""
    found: dict[str, str] = {}
    for name, _, content in _NAME_FIRST.findall(markup):
        found.setdefault(name.lower(), _tidy(content))
    for _, content, name in _CONTENT_FIRST.findall(markup):
        found.setdefault(name.lower(), _tidy(content))
    title, code = _TITLE.search(markup), _SITE_CODE.search(markup)
    return Meta(
        site_name=found.get("sitename", ""),
        site_id_code=found.get("siteidcode", "") or (code and (code.group(1) or code.group(2))) or "",
        column_name=found.get("columnname", ""),
        column_type=found.get("columntype", ""),
        article_title=found.get("articletitle", ""),
        published=found.get("pubdate", "") or found.get("publishdate", ""),
        page_title=_tidy(title.group(1)) if title else "",
    )


def _tidy(content: str) -> str:
    return "" if _PLACEHOLDER.search(content) else " ".join(html.unescape(content).split())
