"""Links of a page in document order, each with the best title, the date beside it, and whether it stands in navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree

from parsers.listings.elements import Element, text_of
from parsers.listings.files import is_file_link, is_picture, viewer_target
from parsers.listings.hrefs import absolute, clean_href
from parsers.listings.model import Link, Zone
from parsers.listings.rows import block_heading, row_label
from parsers.quick import lowered
from parsers.recognition.units import is_more_word

_DATE = re.compile(r"((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_URL_DATE = re.compile(r"/t?((?:19|20)\d{2})[-/]?(\d{2})[-/]?(\d{2})[_/.]|/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})/")
_ROWS = ("li", "tr", "dd", "dt", "td", "p", "div", "article", "section", "record")
_NAVIGATION_TAGS = {"nav", "header", "footer"}
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|header|head|footer|foot|top|breadcrumb\w*|crumbs?|position|location|dqwz|share|friend\w*|yqlj)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_MAX_ROW = 400
_MOST_INSIDE = 40  # elements in something that is clicked: more is a part of the page, not a row
_DATA = ("data-url", "data-href", "data-link")
_CLICKS = ("onclick", *_DATA)
_CANDIDATES = etree.XPath(
    "descendant-or-self::*[self::a or self::area or @onclick or @data-url or @data-href or @data-link]"
)
_CLICKED = {"li", "tr", "td", "div", "span", "p", "dd", "button"}
_FULL_TITLE = 12  # characters from which a title needs nothing beside it


def parse_markup(markup: str) -> Element | None:
    """Parsed HTML, however broken; None for nothing."""
    if not markup.strip():
        return None
    try:
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def base_of(root: Element, url: str) -> str:
    """The address that links are relative to: the page's own, or its ``<base>``."""
    for node in root.iter("base"):
        joined = absolute(url, clean_href(node.get("href")) or "")
        if joined:
            return joined
    return url


def read_links(root: Element, base: str, markup: str) -> list[Link]:
    """All links, image-map areas, and elements that a click makes links, of a page, whose markup is given as well."""
    if any(name in lowered(markup) for name in _CLICKS):
        candidates = cast("list[Element]", _CANDIDATES(root))
        nodes = [node for node in candidates if node.tag in ("a", "area") or _is_clicked(node)]
    else:
        nodes = list(root.iter("a", "area"))
    return [link for node in nodes if (link := _link(node, base)) is not None]


def _is_clicked(node: Element) -> bool:
    """Whether a row, cell or button opens an address when it is clicked, and no link stands in it."""
    if not isinstance(node.tag, str) or not (node.get("onclick") or (node.tag in _CLICKED and _data_address(node))):
        return False
    inside = list(islice(node.iter(), _MOST_INSIDE))
    return len(inside) < _MOST_INSIDE and all(below.tag != "a" for below in inside)


def _data_address(node: Element) -> str | None:
    """The address that a script reads from the element when it is clicked."""
    return next((value for name in _DATA if (value := node.get(name))), None)


def _link(node: Element, base: str) -> Link | None:
    href = clean_href(node.get("href"), node.get("onclick")) or clean_href(_data_address(node))
    url = absolute(base, href) if href else None
    if url is None:
        return None
    viewed = viewer_target(url)
    if viewed:
        url = absolute(url, viewed) or url
    text = " ".join(text_of(node).split())
    title = _best_title(node, text)
    return Link(
        url,
        title,
        text,
        _date_beside(node, url),
        _zone(node),
        is_file_link(url, title) or is_file_link(url, text),
        block_heading(node) if is_more_word(title) else row_label(node) if len(title) < _FULL_TITLE else "",
    )


def _best_title(node: Element, text: str) -> str:
    offered = [" ".join((node.get(name) or "").split()) for name in ("title", "mc", "data-title")]
    offered += [" ".join((image.get(name) or "").split()) for image in node.iter("img") for name in ("alt", "title")]
    stem = _CUT.sub("", text)
    for candidate in offered[:3]:
        if candidate and (not text or len(candidate) >= len(stem) or _CUT.search(text)):
            return candidate
    return text or next((candidate for candidate in offered if candidate), "")


def _date_beside(node: Element, url: str) -> str | None:
    for parent in _rows(node):
        content = " ".join(text_of(parent).split())
        if len(content) > _MAX_ROW:
            break
        found = _DATE.findall(content)
        if found:
            return _iso(found[-1])
        if parent.tag in ("li", "tr"):
            break
    in_url = _URL_DATE.search(url)
    return _iso(tuple(part for part in in_url.groups() if part)) if in_url else None


def _rows(node: Element) -> Iterator[Element]:
    yield node
    for parent in node.iterancestors():
        if parent.tag in _ROWS:
            yield parent


def _iso(parts: tuple[str, ...]) -> str | None:
    year, month, day = (int(part) for part in parts)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _zone(node: Element) -> Zone:
    for parent in node.iterancestors():
        if parent.tag in _NAVIGATION_TAGS or _NAVIGATION.search(
            f"{parent.get('class') or ''} {parent.get('id') or ''}"
        ):
            return "navigation"
        if parent.tag == "body":
            break
    return "body"


def read_frames(root: Element, base: str) -> list[str]:
    """Sources of frames and of embedded documents, absolute, viewers opened."""
    found = []
    for node in root.iter("iframe", "frame", "embed", "object"):
        href = clean_href(node.get("src") or node.get("data"))
        url = absolute(base, href) if href else None
        if url:
            found.append(absolute(url, viewer_target(url) or "") or url)
    return list(dict.fromkeys(found))


def read_images(root: Element, base: str) -> list[str]:
    """Pictures outside navigation, shown or linked, the original where a small copy is shown: pages of a report are often pictures."""
    found: dict[str, None] = {}
    inside: set[Element] = set()
    for node in root.iter("img", "a"):
        if node in inside:
            continue
        href = clean_href(
            node.get("orisrc")
            or node.get("data-original")
            or node.get("data-src")
            or node.get("src")
            or node.get("href")
        )
        url = absolute(base, href) if href else None
        if url and is_picture(url) and _zone(node) == "body":
            found[url] = None
            inside.update(node.iter("img"))
    return list(found)
