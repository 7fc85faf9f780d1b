"""`read_list`: one page, or one answer of a list interface, read as a list."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from parsers.decoding import decode
from parsers.listings.calls import called_pages
from parsers.listings.elements import Element, text_of
from parsers.listings.families import Family, detect
from parsers.listings.files import names_file, scripted_files
from parsers.listings.generic import linked_pages, probes, total_pages
from parsers.listings.hrefs import absolute, identity
from parsers.listings.links import base_of, parse_markup, read_frames, read_images, read_links
from parsers.listings.metas import read_metas
from parsers.listings.model import Link, ListPage, Meta, Page
from parsers.listings.options import read_options
from parsers.listings.paging import declared_pages
from parsers.listings.parts import may_go_on
from parsers.listings.requests import directory_leads, scripted_pages
from parsers.listings.responses import Asked, answer_links, answer_pages, first_of, fragment, parse_json, response_rule
from parsers.listings.scan import plain_report
from parsers.listings.scripted import listed_rows, loaded_parts, written_rows
from parsers.quick import compiled, lowered, search
from parsers.recognition import REPORT_HEADINGS, asks_by_script, count_headings, has_report_headings, held_report

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLOCKS = ("p", "div", "td", "th", "tr", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "table", "section")


def read_list(body: bytes, url: str, content_type: str = "", sent: str = "", context: str = "") -> ListPage:
    """Read a page or a list interface's answer.

    Args:
        body: with its content encoding undone.
        url: the address it came from, which relative links are joined with.
        content_type: the header, for the charset.
        sent: the request's body, for interfaces that are paged by it.
        context: what the page that led here gave along.
    """
    text = decode(body, content_type).text
    rule = response_rule(url)
    value = parse_json(text) if rule is not None or text.lstrip()[:1] in ("{", "[") else None
    if rule is None:
        return read_markup(text, url)
    markup = text if value is None else fragment(value, rule)
    if markup:
        page = read_markup(markup, url, context)
        challenged = value is None and not page.links and ("items" in rule or "html" in rule)
        return replace(page, is_answer=True, is_unread=challenged)
    links = answer_links(value, rule, url)
    pages = answer_pages(value, rule, Asked(url, sent, context), len(links))
    is_unread = first_of(value, rule.get("items", [])) is None
    return ListPage(url, "interface", links=tuple(links), pages=tuple(pages), is_answer=True, is_unread=is_unread)


def read_report(body: bytes, url: str, content_type: str = "") -> ListPage | None:
    """Read a page in whose text most of a report's headings stand, for its files, frames, pictures and text.

    Whether it is a list as well is not asked: where it offers no files its links and tags are left unread. None for any
    other page, and for one that may go on on further pages.
    """
    markup = decode(body, content_type).text
    if response_rule(url) is not None:
        return None
    if (text := plain_report(markup, url)) is not None:
        return ListPage(url, "generic", text=text, has_headings=True)
    root = parse_markup(markup) if not may_go_on(markup, url) else None
    if root is None:
        return None
    page = _seen(root, "", markup, url)
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)
    text = text_of(root)
    return replace(page, text=text, has_headings=True) if count_headings(text)[0] >= REPORT_HEADINGS else None


def read_markup(markup: str, url: str, context: str = "") -> ListPage:
    """Read markup as a list page; families first, the generic pager for what they do not say."""
    candidates = detect(markup, url)
    root = parse_markup(markup)
    if root is None:
        return ListPage(url, "empty")
    seen, base = _seen(root, _records(candidates, markup), markup, url), base_of(root, url)
    declared = [declared_pages(family, markup, url, base, list(seen.links)) for family in candidates]
    settled = any(pages is not None for pages in declared)
    pages = [page for pages in declared for page in pages or ()]
    pages += [page for family in candidates for page in scripted_pages(family, markup, root, url, base, context)]
    total = total_pages(markup)
    pages += linked_pages(root, url, base) if not pages else []
    pages += called_pages(root, markup, url, base, total) if not pages and not settled else []
    options, text = read_options(root, base), _text(root)
    has_headings = has_report_headings(text)
    if not has_headings and (opened := held_report(markup)):
        return replace(read_markup(opened, url, context), family=candidates[0].name if candidates else "generic")
    return replace(
        seen,
        family=candidates[0].name if candidates else "generic",
        pages=_distinct(pages, url),
        probes=tuple(probes(url, total)) if not pages and not settled and total is not None and total > 1 else (),
        options=tuple(options),
        leads=tuple(lead for family in candidates for lead in directory_leads(family, markup, url)),
        text=text,
        has_headings=has_headings,
        asks_by_script=not (pages or seen.frames or has_headings) and asks_by_script(markup),
    )


def _seen(root: Element, rows: str, markup: str, url: str) -> ListPage:
    """What a reader finds on a page, whatever made it; `rows` are those that no HTML parser sees."""
    base, written = base_of(root, url), written_rows(root)
    parts = ((root, markup), (parse_markup(rows), rows), (parse_markup(written), written))
    shown = [link for part, code in parts if part is not None for link in read_links(part, base, code)]
    shown += listed_rows(root, base)
    return ListPage(
        url=url,
        family="generic",
        meta=read_metas(markup) if "<meta" in lowered(markup) or "<title" in lowered(markup) else Meta(),
        links=tuple(_with_scripted(_unique(shown), markup, base)),
        frames=tuple(dict.fromkeys([*read_frames(root, base), *loaded_parts(root, base)])),
        images=tuple(read_images(root, base)),
    )


def _records(candidates: Iterable[Family], markup: str) -> str:
    """Rows that stand in XML inside the page, where no HTML parser sees them."""
    for family in candidates:
        if "records" in family.rules and search(family.rules["records"], markup):
            found = [match["row"] for match in compiled(family.rules["records"]).finditer(markup)]
            if found:
                return "\n".join(entities.unescape(row) if row.lstrip().startswith("&lt;") else row for row in found)
    return ""


def _text(root: Element) -> str:
    for node in root.iter("script", "style"):
        node.text = None
    for node in root.iter(*_BLOCKS):
        node.tail = "\n" + _FORBIDDEN.sub("", node.tail or "")  # lxml reads what it does not take back
    return text_of(root)


def _unique(links: list[Link]) -> list[Link]:
    """Each address once, with its longest title: pictures and 详情 links stand beside the titled one."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.url)
        if (
            known is None
            or (len(link.title) > len(known.title) and known.zone == link.zone)
            or (known.zone, link.zone) == ("navigation", "body")
        ):
            best[link.url] = link
    return list(best.values())


def _with_scripted(links: list[Link], markup: str, base: str) -> list[Link]:
    seen = {link.url for link in links}
    for written in scripted_files(markup) if names_file(lowered(markup)) else ():
        address = absolute(base, entities.unescape(written))
        if address and address not in seen:
            seen.add(address)
            links.append(Link(address, "", "", None, "body", is_file=True))
    return links


def _distinct(pages: list[Page], url: str) -> tuple[Page, ...]:
    seen = {("GET", identity(url), "")}
    kept = []
    for page in pages:
        key = (page.method, identity(page.url), page.body)
        if key not in seen:
            seen.add(key)
            kept.append(page)
    return tuple(kept)
