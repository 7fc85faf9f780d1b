"""The generic pager, for the sites that are no family's and for families that print ordinary page links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from lxml import etree

from parsers.listings.elements import Element, text_of
from parsers.listings.hrefs import absolute, clean_href, identity
from parsers.listings.model import Page, Probe
from parsers.listings.paging import MAX_PAGES, page_names, with_query
from parsers.quick import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEXT = re.compile(r"^(?:[<>‹›«»→▶]*(?:下一?页|后一?页|next(?:page)?)[<>‹›«»→▶]*|[>›»▶]{1,2})$", re.IGNORECASE)
_MORE = re.compile(r"^[+↓]?(?:点击)?(?:加载|显示|载入)更多[.…↓]*$|^loadmore$", re.IGNORECASE)
_BUTTONS = etree.XPath("descendant::*[@data-url or @data-next or @data-href]")
_LAST = re.compile(r"^(?:尾页|末页|最后一?页|last)$", re.IGNORECASE)
_CHOSEN = re.compile(r"^第\d+页$")
_PAGER = re.compile(r"page|fanye|pager|pagination|p_next|p_no|fenye|splitpage", re.IGNORECASE)
_TOTALS = (
    ("页", re.compile(r"共\s*(?:<[^>]*>\s*)*(\d+)\s*(?:<[^>]*>\s*)*页")),
    ("page", re.compile(r"(?:totalpages?|pagecount|countpage|maxpage|page_count|total_page)\D{0,12}(\d+)")),
    ("页", re.compile(r"1(?<![\d/]1)\s*/\s*(\d+)\s*页")),
)
"""For text in lower case; each with a word that it cannot do without, which is quickly missed."""
_TURN = re.compile(r"(?:to|go|goto|jump|turn|change)\w*page\w*\(\s*[\"']?(\d+)|queryby\w*\(\s*(\d+)")
_CALL = re.compile(r"page\w*\(\s*[\"']?\d")
_DYNAMIC = {"asp", "aspx", "jsp", "php", "do", "action", "jspx"}
_PROBED = (
    "{dir}index_{k0}.{ext}",
    "{dir}index_{k}.{ext}",
    "{dir}{stem}_{k}.{ext}",
    "{dir}{stem}_{k0}.{ext}",
    "?page={k}",
    "?pageNo={k}",
    "?pageIndex={k}",
    "?currPage={k}",
    "?pn={k}",
)


def linked_pages(root: Element, url: str, base: str) -> list[Page]:
    """Pages that the page links to: ``rel=next``, next, last and numbered links of a pager, and those between them."""
    found: dict[str, str] = {}
    last: str | None = None
    for node in root.iter("a", "link", "option"):
        target = absolute(base, clean_href(node.get("href") or node.get("value"), node.get("onclick")) or "")
        if target is None or not _belongs(target, url):
            continue
        if node.tag == "option":
            if _CHOSEN.match("".join(text_of(node).split())):
                found.setdefault(identity(target), target)
            continue
        text = _said(node)
        in_pager = _in_pager(node)
        number = text.strip("[]()【】第页")
        if node.get("rel") == "next" or _NEXT.match(text) or (in_pager and number.isdecimal() and int(number) > 1):
            found.setdefault(identity(target), target)
        elif _LAST.match(text) and in_pager:
            last = target
    for target in _loaded(root, url, base):
        found.setdefault(identity(target), target)
    if last is not None:
        for target in [*_between(url, list(found.values()), last), last]:
            found.setdefault(identity(target), target)
    found.pop(identity(url), None)
    return [Page(target) for target in list(found.values())[:MAX_PAGES]]


def _loaded(root: Element, url: str, base: str) -> Iterator[str]:
    """Where buttons that load the rest of a list into the page take it from."""
    for node in cast("list[Element]", _BUTTONS(root)):
        if _MORE.match(_said(node)):
            written = node.get("data-url") or node.get("data-next") or node.get("data-href")
            target = absolute(base, clean_href(written) or "")
            if target is not None and _belongs(target, url):
                yield target


def _said(node: Element) -> str:
    """What a link says: its text, else what its picture or its title says."""
    offered = [text_of(node), *(image.get("alt") or "" for image in node.iter("img")), node.get("title") or ""]
    return next((text for said in offered if (text := "".join(said.split()))), "")


def _in_pager(node: Element) -> bool:
    return any(
        _PAGER.search(f"{parent.get('class') or ''} {parent.get('id') or ''}")
        for parent, _ in zip([node, *node.iterancestors()], range(5), strict=False)
    )


def _belongs(target: str, url: str) -> bool:
    ours, theirs = urlsplit(url), urlsplit(target)
    folder = ours.path.rpartition("/")[0]
    return theirs.netloc == ours.netloc and theirs.path.startswith(folder) and identity(target) != identity(url)


def _between(url: str, known: list[str], last: str) -> list[str]:
    """Pages between the known ones and the last, where two addresses differ in one number only."""
    for other in known:
        ours, theirs = re.split(r"(\d+)", other), re.split(r"(\d+)", last)
        differing = [i for i, (one, two) in enumerate(zip(ours, theirs, strict=False)) if one != two]
        if len(ours) == len(theirs) and len(differing) == 1 and ours[differing[0]].isdigit():
            place = differing[0]
            low, high = sorted((int(ours[place]), int(theirs[place])))
            return [
                "".join([*ours[:place], str(k), *ours[place + 1 :]]) for k in range(low, min(high, low + MAX_PAGES))
            ]
    del url
    return []


def total_pages(markup: str) -> int | None:
    """The number of pages a page says its list has."""
    lower = lowered(markup)
    for word, pattern in _TOTALS:
        found = pattern.search(lower) if word in lower else None
        if found:
            return int(found.group(1))
    if "queryby" not in lower and ("page" not in lower or _CALL.search(lower) is None):
        return None
    turned = [int(one or two) for one, two in _TURN.findall(lower)]
    return max(turned) if turned else None


def probes(url: str, total: int | None) -> list[Probe]:
    """Addresses that page two may have, the commonest rule first; `total` bounds what follows a hit.

    Without a total only the likeliest: nothing says that there is a second page, so few requests are spent on it.
    """
    names = page_names(url)
    folder = url.partition("?")[0].rpartition("/")[0] + "/"
    plain = names["stem"] in ("", "index", "default")
    found = []
    for rule in sorted(_PROBED, key=lambda rule: rule[0] != "?") if "?" in url else _PROBED:
        zero = "{k0}" in rule
        if plain if "{stem}" in rule else ("index_" in rule and not plain):
            continue
        template = _template(rule.replace("{k0}", "{k}"), url, folder, names)
        first = 1 if zero else 2
        last = min(total - 1 if zero else total, MAX_PAGES) if total is not None else 0
        found.append(Probe(template.replace("{k}", str(first)), template, first, last))
    return found if total is not None else found[: 1 if "?" in url or names["ext"] in _DYNAMIC else 2]


def _template(rule: str, url: str, folder: str, names: dict[str, str]) -> str:
    if rule.startswith("?"):
        name = rule[1:].partition("=")[0]
        return with_query(url, {name: "{k}"}).replace("%7Bk%7D", "{k}")
    return rule.replace("{dir}", folder).replace("{stem}", names["stem"]).replace("{ext}", names["ext"])
