"""Further pages of a list as its family declares them: a count in a script and a rule for the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from parsers.listings.expressions import evaluate, fill
from parsers.listings.families import Family
from parsers.listings.hrefs import absolute
from parsers.listings.model import Link, Page
from parsers.quick import compiled, search

MAX_PAGES = 60
"""Pages of one list that are ever asked for: no report column is longer, and endless ones exist."""


def page_names(url: str) -> dict[str, str]:
    """What templates may say about the list's own address: ``stem`` (file name without extension) and ``ext``."""
    name = urlsplit(url).path.rpartition("/")[2]
    stem, dot, ext = name.rpartition(".")
    return {"stem": stem if dot else name, "ext": ext if dot else "html"}


def variables(rule: Mapping[str, Any], markup: str, url: str, context: str = "") -> dict[str, str] | None:
    """The names a rule finds on a page, or None when it does not fit the page or its address.

    `context` is what the page that led here knew, written as a query.
    """
    path = urlsplit(url).path
    if "only_address" in rule and not compiled(rule["only_address"]).search(path):
        return None
    if "unless_address" in rule and compiled(rule["unless_address"]).search(path):
        return None
    if "unless_found" in rule and search(rule["unless_found"], markup):
        return None
    found = search(rule["find"], markup)
    if found is None:
        return None
    names = {**page_names(url), **rule.get("defaults", {})}
    query = dict(parse_qsl(urlsplit(url).query)) | dict(parse_qsl(context))
    names |= {name: query[given] for given, name in rule.get("from_query", {}).items() if given in query}
    for pattern in rule.get("also", ()):
        other = search(pattern, markup)
        names |= {key: value for key, value in other.groupdict().items() if value} if other else {}
    return names | {key: value for key, value in found.groupdict().items() if value}


def with_query(url: str, changes: Mapping[str, str]) -> str:
    """The address with some query parameters set; the others stay as they stand."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in changes]
    return urlunsplit(parts._replace(query=urlencode([*kept, *changes.items()])))


def numbers(rule: Mapping[str, Any], names: Mapping[str, str]) -> range:
    """The page numbers a rule asks for, at most `MAX_PAGES`."""
    try:
        first, last = evaluate(rule["first"], names), evaluate(rule["last"], names)
    except ValueError:
        return range(0)
    return range(first, min(last, first + MAX_PAGES - 1) + 1)


def declared_pages(family: Family, markup: str, url: str, base: str, links: list[Link]) -> list[Page] | None:
    """Further pages by the family's first ``pager`` that fits, else by its ``page_href`` patterns; None if none fits.

    An empty list says that the list has one page.
    """
    for rule in family.tables("pager"):
        names = variables(rule, markup, url)
        if names is not None:
            return _pages(rule, names, url, base)
    patterns = [compiled(pattern) for pattern in family.rules.get("page_href", ())]
    linked = [Page(link.url) for link in links if any(pattern.search(urlsplit(link.url).path) for pattern in patterns)]
    return linked or None


def _pages(rule: Mapping[str, Any], names: Mapping[str, str], url: str, base: str) -> list[Page]:
    addresses = {k: target for k in numbers(rule, names) if (target := _address(rule, names, k, url, base))}
    spare = rule.get("otherwise")
    when = evaluate(spare["when"], names) if spare else None
    instead = _address(rule, names, evaluate(spare["then"], names), url, base) if spare else None
    pages = [Page(target, otherwise=instead if k == when else None) for k, target in addresses.items()]
    return pages[::-1] if rule.get("descending") else pages


def _address(rule: Mapping[str, Any], names: Mapping[str, str], k: int, url: str, base: str) -> str | None:
    numbered = {**names, "k": str(k)}
    if "query" in rule:
        return with_query(url, {name: fill(value, numbered) for name, value in rule["query"].items()})
    return absolute(base, fill(rule["template"], numbered))
