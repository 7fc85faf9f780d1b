"""Requests that a page's scripts would make for its list, and the directory platforms that list by category."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from parsers.listings.elements import Element
from parsers.listings.expressions import evaluate, fill
from parsers.listings.families import Family
from parsers.listings.hrefs import absolute
from parsers.listings.model import Link, Page
from parsers.listings.paging import MAX_PAGES, numbers, variables
from parsers.listings.responses import parse_json
from parsers.quick import compiled, search
from parsers.recognition import judge_column


def scripted_pages(
    family: Family, markup: str, root: Element | None, url: str, base: str, context: str = ""
) -> list[Page]:
    """Requests for rows that the page itself does not hold, by the family's rules."""
    pages: list[Page] = []
    for rule in family.tables("request"):
        pages += _requests(rule, family, markup, url, base, context)
    for rule in family.tables("unit"):
        pages += _units(rule, root, base) if root is not None else []
    for rule in family.tables("grouped"):
        pages += _groups(rule, family, markup, base) if not _is_answer(rule, url) else []
    return pages


def _is_answer(rule: Mapping[str, Any], url: str) -> bool:
    return "unless_address" in rule and compiled(rule["unless_address"]).search(url) is not None


def _requests(rule: Mapping[str, Any], family: Family, markup: str, url: str, base: str, context: str) -> list[Page]:
    names = variables(rule, entities.unescape(markup), url, context)
    if names and "records" in family.rules:
        names["held"] = str(len(compiled(family.rules["records"]).findall(markup)))
    pages = []
    for k in numbers(rule, names) if names else ():
        numbered = {**names, "k": str(k)} if names else {}
        numbered |= {name: str(evaluate(value, numbered)) for name, value in rule.get("computed", {}).items()}
        address = absolute(base, fill(rule["template"], numbered))
        if address:
            pages.append(
                Page(
                    address,
                    rule.get("method", "GET"),
                    fill(rule.get("body", ""), numbered),
                    rule.get("content_type", ""),
                    context=fill(rule.get("context", ""), numbered),
                )
            )
    return pages


def _units(rule: Mapping[str, Any], root: Element, base: str) -> list[Page]:
    pages = []
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        target = next((node.get(name) for name in rule["element"] if node.get(name)), None)
        query = next(
            (node.get(name.lower()) or node.get(name) for name in rule["parameters"] if node.get(name.lower())), None
        )
        if target and query and "/" in target:
            pages += _unit_pages(rule, node, target, query, base)
    return pages


def _unit_pages(rule: Mapping[str, Any], node: Element, target: str, query: str, base: str) -> list[Page]:
    parameters = parse_json(query) or parse_json(query.replace("'", '"'))
    if not isinstance(parameters, Mapping):
        return []
    count = next((node.get(name) for name in rule["count"] if node.get(name)), None)
    rows = next((node.get(name) for name in rule["rows"] if node.get(name)), None) or "15"
    shown = int(node.get("pageno") or 0)
    last = -(-int(count) // int(rows)) if count and count.isdigit() and rows.isdigit() else 1
    values = urlencode({key: str(value) for key, value in parameters.items() if key != "paramJson"})
    pages = []
    for k in range(shown + 1, min(last, MAX_PAGES) + 1):
        asked = quote(fill(rule["json"], {"k": str(k), "rows": rows}), safe="")
        address = absolute(base, fill(rule["template"], {"url": target, "query": values, "json": asked}))
        if address:
            pages.append(Page(address))
    return pages


def _groups(rule: Mapping[str, Any], family: Family, markup: str, base: str) -> list[Page]:
    """Groups after the first. Servers honour either the page number or the record range, so both are sent and agree."""
    link, total_found = search(rule["find"], markup), search(rule["total"], markup)
    held = len(compiled(family.rules["records"]).findall(markup)) if link and total_found else 0
    if link is None or total_found is None or held == 0:
        return []
    total = int(total_found["total"])
    pages_found = search(rule["pages"], markup)
    size = _group_size(total, int(pages_found["pages"]) if pages_found else 0, held)
    proxy = absolute(base, entities.unescape(link["href"])) or ""
    proxy = re.sub(r"([?&])(?:page|startrecord|endrecord|perpage)=\d*&?", r"\1", proxy).rstrip("?&")
    start, end, per = rule["range_parameters"]
    mark = "&" if "?" in proxy else "?"
    groups = range(held // size + 1, min(-(-total // size), MAX_PAGES) + 1)
    return [
        Page(
            f"{proxy}{mark}{rule['page_parameter']}={k}&{start}={(k - 1) * size + 1}&{end}={min(k * size, total)}&{per}={size}"
        )
        for k in groups
        if proxy
    ]


def _group_size(total: int, pages: int, held: int) -> int:
    """Records per group: a size that gives the printed number of pages and divides what the page holds."""
    if pages <= 1:
        return held
    low = -(-total // pages)
    high = (total - 1) // (pages - 1)
    fitting = [size for size in range(low, high + 1) if held % size == 0]
    return fitting[-1] if fitting else (held if low <= held <= high else low)


def directory_leads(family: Family, markup: str, url: str) -> list[Link]:
    """Where a directory platform keeps its annual reports: nodes of its tree, or the same address with another type."""
    leads = _tree_leads(family.rules["tree"], markup, url) if "tree" in family.rules else []
    for rule in family.tables("lead"):
        found = compiled(rule["address"]).search(url)
        address = absolute(url, fill(rule["template"], found.groupdict())) if found else None
        if address and address != url:
            leads.append(Link(address, rule["title"], rule["title"]))
    return leads


def _tree_leads(rule: Mapping[str, Any], markup: str, url: str) -> list[Link]:
    start, base = search(rule["find"], markup), compiled(rule["base"]).search(url)
    tree = parse_json(_balanced(markup, start.end() - 1)) if start else None
    names = dict(rule.get("defaults", {})) | (base.groupdict() if base else {})
    for pattern in rule["also"]:
        found = search(pattern, markup)
        names |= found.groupdict() if found else {}
    context = absolute(url, fill(rule["context"], names)) or ""
    leads = []
    for node in _nodes(tree, rule["children"]):
        name = str(node.get(rule["name"]) or "")
        if judge_column(name).kind != "report_column":
            continue
        target = node.get(rule["jump"]) or fill(rule["template"], {**names, "id": str(node.get(rule["id"]))})
        address = absolute(url, str(target))
        if address and "{" not in address:
            leads.append(Link(address, name, name, context=context))
    return leads


def _nodes(tree: Any, children: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    queue = list(tree) if isinstance(tree, list) else []
    while queue and len(found) < 5000:
        node = queue.pop(0)
        if isinstance(node, Mapping):
            found.append(node)
            queue.extend(node.get(children) or [])
    return found


def _balanced(text: str, start: int) -> str:
    """The bracketed text that begins at `start`, strings skipped."""
    depth, quoted, i = 0, "", start
    while i < len(text):
        char = text[i]
        if quoted:
            i += char == "\\"
            quoted = "" if char == quoted else quoted
        elif char in "\"'":
            quoted = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if depth == 0:
                return text[start : i + 1]
        i += 1
    return ""
