"""Rows that stand in a page's scripts: markup to be written, and arrays of titles with addresses."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING

from parsers.listings.files import is_file_link
from parsers.listings.hrefs import absolute, clean_href
from parsers.listings.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.listings.elements import Element

_ANCHOR = re.compile(
    r"<a\s[^<>]{0,200}?href\s*=\s*([\"'])(?:(?!\1)[^<>+])+\1[^<>]*>.{0,300}?</a\s*>", re.DOTALL | re.IGNORECASE
)
_OBJECT = re.compile(r"\{[^{}]{10,4000}\}")
_PAIR = re.compile(
    r"[\"']?(?P<key>\w+)[\"']?\s*:\s*(?P<mark>[\"'])(?P<value>(?:\\.|(?!(?P=mark)).)*)(?P=mark)", re.DOTALL
)
_TITLES = ("title", "doctitle", "articletitle", "realtitle", "infotitle", "subject", "name")
_ADDRESSES = ("url", "link", "href", "docpuburl", "docurl", "infourl", "pageurl", "linkurl", "visiturl", "path")
_DATES = ("pubdate", "date", "publishdate", "publishtime", "docreltime", "infodate", "createtime")
_LOADED = re.compile(r"\.load\(\s*[\"']([^\"'\s?]+\.(?:s?html?|jsp|aspx?|php)(?:\?[^\"'\s]*)?)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:head|foot|top|bottom|nav|menu|banner|search|link|left|right)\w*\.\w+(?:\?|$)", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def _plain(code: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], code)


def _scripts(root: Element) -> Iterator[str]:
    for node in root.iter("script"):
        if node.text and "xml" not in (node.get("type") or "").lower():
            yield node.text


def written_rows(root: Element) -> str:
    """Whole links inside string literals of scripts, as markup; those put together from variables are left out."""
    rows = [row.group() for code in _scripts(root) if "href" in code for row in _ANCHOR.finditer(_plain(code))]
    return "\n".join(f"<p>{row}</p>" for row in rows)


def loaded_parts(root: Element, base: str) -> list[str]:
    """Addresses of parts that a page loads into itself, those of its head, foot and menus left out."""
    found = (absolute(base, part) for code in _scripts(root) for part in _LOADED.findall(code))
    return list(dict.fromkeys(part for part in found if part and not _FURNITURE.search(part)))


def listed_rows(root: Element, base: str) -> list[Link]:
    """Objects in scripts that have a title and an address, be they JSON or plain script."""
    links = []
    for code in _scripts(root):
        for item in _OBJECT.finditer(code):
            values = {pair["key"].lower(): _plain(pair["value"]) for pair in _PAIR.finditer(item.group())}
            link = _link(values, base)
            if link is not None:
                links.append(link)
    return links


def _link(values: dict[str, str], base: str) -> Link | None:
    title, target, date = (
        next((values[name] for name in names if values.get(name)), "") for names in (_TITLES, _ADDRESSES, _DATES)
    )
    title = " ".join(re.sub(r"<[^>]+>", "", entities.unescape(title)).split())
    url = absolute(base, clean_href(target) or "") if target else None
    if not title or url is None:
        return None
    day = _DATE.search(date)
    iso = f"{int(day[1]):04d}-{int(day[2]):02d}-{int(day[3]):02d}" if day else None
    return Link(url, title, title, iso, "body", is_file_link(url, title))
