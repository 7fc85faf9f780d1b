"""List answers that are no page: JSON, JSONP and XML, read by their family's ``response`` rule."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from parsers.listings.expressions import fill
from parsers.listings.families import families
from parsers.listings.files import is_file_link
from parsers.listings.hrefs import absolute, clean_href
from parsers.listings.model import Link, Page
from parsers.listings.paging import MAX_PAGES, with_query
from parsers.quick import compiled

_JSONP = re.compile(r"^\s*[\w.$]+\s*\(\s*(.*?)\s*\)\s*;?\s*$", re.DOTALL)
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the address, the body sent, and what the page that asked gave along."""

    url: str
    sent: str = ""
    context: str = ""


def parse_json(text: str) -> Any | None:
    """The value of a JSON or JSONP text, a BOM allowed; None when it is neither."""
    text = text.lstrip("\ufeff").strip()
    wrapped = _JSONP.match(text)
    try:
        return json.loads(wrapped.group(1) if wrapped else text)
    except ValueError:
        return None


def response_rule(url: str) -> dict[str, Any] | None:
    """The rule that reads the answer at this address."""
    for family in families():
        for rule in family.tables("response"):
            if compiled(rule["address"]).search(url):
                return rule
    return None


def pick(value: Any, path: str) -> Any:
    """The value at a dotted path, or None."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def first_of(value: Any, paths: list[str]) -> Any:
    """The first of several paths that leads somewhere."""
    return next((found for path in paths if (found := pick(value, path)) is not None), None)


def fragment(value: Any, rule: Mapping[str, Any]) -> str:
    """Markup that a JSON answer carries, some as a list of rows."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    found = first_of(value, rule.get("html", []))
    return found if isinstance(found, str) else ""


def answer_links(value: Any, rule: Mapping[str, Any], url: str) -> list[Link]:
    """The items of a JSON answer as links."""
    items = first_of(value, rule.get("items", []))
    links = []
    for item in items if isinstance(items, list) else []:
        link = _item(item, rule, url) if isinstance(item, Mapping) else None
        if link:
            links.append(link)
        links.extend(_attachments(item, url) if isinstance(item, Mapping) else [])
    return links


def _item(item: Mapping[str, Any], rule: Mapping[str, Any], url: str) -> Link | None:
    title = re.sub(r"<[^>]+>", "", str(first_of(item, rule["title"]) or "")).strip()
    target = first_of(item, rule.get("url", []))
    if target is None and "url_template" in rule:
        target = fill(rule["url_template"], {key: str(value) for key, value in item.items()})
    address = absolute(url, clean_href(str(target or "")) or "") if target else None
    if not title or address is None:
        return None
    return Link(address, title, title, _date(first_of(item, rule.get("date", []))), "body", is_file_link(address))


def _attachments(item: Mapping[str, Any], url: str) -> list[Link]:
    offered = item.get("attachment")
    offered = parse_json(offered) if isinstance(offered, str) else offered
    links = []
    for file in offered if isinstance(offered, list) else []:
        address = absolute(url, str(file.get("url") or "")) if isinstance(file, Mapping) and file.get("url") else None
        if address:
            name = str(file.get("name") or "")
            links.append(Link(address, name, name, None, "body", is_file=True))
    return links


def _date(value: Any) -> str | None:
    if isinstance(value, int) and value > 0:
        seconds = value / 1000 if value > 10**11 else value
        return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date().isoformat()
    found = re.search(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", str(value or ""))
    return f"{int(found[1]):04d}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


def answer_pages(value: Any, rule: Mapping[str, Any], asked: Asked, count: int) -> list[Page]:
    """Further pages of an answer: all that its total promises, else the next while items come.

    Where the interface serves only its newest part (`history`), the search that knows the rest.
    """
    total = str(first_of(value, rule.get("total", [])) or "")
    rows, current = _rows(rule, asked), _current(rule, asked)
    if current is None or not count:
        return []
    base = int(rule.get("first", 1))
    if not rows and total.isdigit() and current != base:
        return []  # the first answer named all pages; a last one that is short says nothing of their size
    rows = rows or count
    promised = -(-int(total) // rows) if total.isdigit() else 0
    history = _history(rule, asked)
    if history and promised and count < min(rows, int(total) - (current - base) * rows):
        return [history]
    last = min(promised - 1 + base, base + MAX_PAGES) if promised else current + 1
    instead = history.url if history else None
    return [page for k in range(current + 1, last + 1) if (page := _numbered(rule, asked, k, instead))]


def _rows(rule: Mapping[str, Any], asked: Asked) -> int:
    """Rows a page holds, as asked for or declared; 0 where neither says it."""
    given = dict(parse_qsl(urlsplit(asked.url).query)).get(rule.get("rows_parameter", ""), "")
    return int(given) if given.isdigit() and given != "0" else int(rule.get("rows") or 0)


def _current(rule: Mapping[str, Any], asked: Asked) -> int | None:
    if "parameter" in rule:
        value = dict(parse_qsl(urlsplit(asked.url).query)).get(rule["parameter"], "1")
        return int(value) if value.isdigit() else None
    if "path_parameter" in rule:
        found = compiled(rule["path_parameter"]).search(asked.url)
        return int(found["k"]) if found else None
    if "body_parameter" in rule:
        found = _in_body(rule).search(asked.sent)
        return int(found["k"]) if found else None
    return None


def _in_body(rule: Mapping[str, Any]) -> re.Pattern[str]:
    """Where the page number stands in a body, be it JSON or a form."""
    return compiled(rf"(?<![A-Za-z]){rule['body_parameter']}[\"']?\s*[:=]\s*[\"']?(?P<k>\d+)")


def _numbered(rule: Mapping[str, Any], asked: Asked, k: int, instead: str | None) -> Page | None:
    if "parameter" in rule:
        address = with_query(asked.url, {rule["parameter"]: str(k)})
        return Page(address, otherwise=instead, context=asked.context)
    if "path_parameter" in rule:
        found = compiled(rule["path_parameter"]).search(asked.url)
        return Page(asked.url[: found.start("k")] + str(k) + asked.url[found.end("k") :]) if found else None
    found = _in_body(rule).search(asked.sent)
    if found is None:
        return None
    body = asked.sent[: found.start("k")] + str(k) + asked.sent[found.end("k") :]
    return Page(asked.url, "POST", body, rule.get("content_type", "application/json"))


def _history(rule: Mapping[str, Any], asked: Asked) -> Page | None:
    if "history" not in rule or not asked.context:
        return None
    names = dict(parse_qsl(urlsplit(asked.url).query))
    names |= {"search": asked.context.rstrip("/"), "text": quote(rule["history_text"])}
    address = absolute(asked.url, fill(rule["history"], names))
    return Page(address) if address and "{" not in address else None
