"""Pagers that are calls of the page's own script: functions that build an address, and forms that are posted back."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from parsers.listings.hrefs import absolute
from parsers.listings.model import Page
from parsers.listings.paging import MAX_PAGES, with_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.listings.elements import Element

_CALL = re.compile(r"(?:javascript:\s*)?(?:return\s+)?(?P<name>\w+)\s*\(\s*[\"']?(?P<k>\d+)[\"']?\s*\)", re.IGNORECASE)
_POST_BACK = re.compile(r"__doPostBack\(\s*'(?P<target>[^']*)'\s*,\s*'(?:Page\$)?(?P<k>\d+)'\s*\)")
_FUNCTION = r"(?:function\s+{name}\s*\(\s*(?P<one>\w+)[^)]*\)|\b{name}\s*=\s*function\s*\(\s*(?P<two>\w+)[^)]*\))\s*\{{(?P<body>[^}}]*)\}}"
_BUILT = (
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|open\s*\()\s*"
    r"[\"'](?P<before>[^\"']*)[\"']\s*\+\s*{parameter}\b(?:\s*\+\s*[\"'](?P<after>[^\"']*)[\"'])?"
)
_PAGE_FIELD = re.compile(
    r"^(?:\w*\.)?(?:cur(?:rent)?_?page(?:no|num)?|curr?page|page(?:_?no|_?num(?:ber)?|_?index)?|p|pn|goto_?page|to_?page)$",
    re.IGNORECASE,
)
_FORM = "application/x-www-form-urlencoded"


def called_pages(root: Element, markup: str, url: str, base: str, total: int | None) -> list[Page]:
    """Further pages behind a pager whose links only call a function of the page, or post a form back."""
    posted = _posted_back(root, base, total)
    if posted:
        return posted
    wanted = _called(root)
    if not wanted:
        return []
    name = next(iter(wanted))
    numbers = _numbers(wanted[name], total)
    built = _built_addresses(markup, name, base, numbers)
    return built or _form_pages(root, markup, url, base, numbers)


def _called(root: Element) -> dict[str, set[int]]:
    """The pages that links call for by number, by the function they call; the commonest function first."""
    found: dict[str, set[int]] = {}
    for node in root.iter("a", "span", "li", "input", "button"):
        for written in (node.get("href"), node.get("onclick")):
            call = _CALL.match((written or "").strip())
            if call and (re.search(r"page|turn|go|jump|query|next|submit|list", call["name"], re.IGNORECASE)):
                found.setdefault(call["name"], set()).add(int(call["k"]))
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _numbers(called: set[int], total: int | None) -> range:
    """Page 1 is here already; a pager that counts from nought calls it 0 and its second 1."""
    last = max([*called, *([total] if total and 0 not in called else [])])
    return range(1 if 0 in called else 2, min(last, MAX_PAGES) + 1)


def _built_addresses(markup: str, name: str, base: str, numbers: range) -> list[Page]:
    function = re.search(_FUNCTION.format(name=re.escape(name)), markup)
    if function is None:
        return []
    built = re.search(_BUILT.format(parameter=function["one"] or function["two"]), function["body"], re.IGNORECASE)
    if built is None:
        return []
    targets = (absolute(base, entities.unescape(f"{built['before']}{k}{built['after'] or ''}")) for k in numbers)
    return [Page(target) for target in targets if target]


def _fields(form: Element) -> dict[str, str]:
    return {
        name: node.get("value") or ""
        for node in form.iter("input")
        if (name := node.get("name")) and (node.get("type") or "text").lower() in ("hidden", "text")
    }


def _forms(root: Element) -> Iterator[tuple[Element, dict[str, str]]]:
    for form in root.iter("form"):
        yield form, _fields(form)


def _form_pages(root: Element, markup: str, url: str, base: str, numbers: range) -> list[Page]:
    for form, fields in _forms(root):
        names = [name for name in fields if _PAGE_FIELD.match(name)]
        if not names or not re.search(r"\.submit\s*\(", markup):
            continue
        target = absolute(base, form.get("action") or url)
        if target is None:
            return []
        if (form.get("method") or "get").lower() == "post":
            return [Page(target, "POST", urlencode(fields | {names[0]: str(k)}), _FORM) for k in numbers]
        given = dict(parse_qsl(target.partition("?")[2]))
        return [Page(with_query(target, given | fields | {names[0]: str(k)})) for k in numbers]
    return []


def _posted_back(root: Element, base: str, total: int | None) -> list[Page]:
    """ASP.NET: the form with its view state, and which page of which pager is wanted."""
    found: dict[str, set[int]] = {}
    for node in root.iter("a"):
        call = _POST_BACK.search(node.get("href") or "")
        if call:
            found.setdefault(call["target"], set()).add(int(call["k"]))
    for form, fields in _forms(root):
        if found and "__VIEWSTATE" in fields:
            target, called = max(found.items(), key=lambda item: len(item[1]))
            action = absolute(base, form.get("action") or "")
            sent = [fields | {"__EVENTTARGET": target, "__EVENTARGUMENT": str(k)} for k in _numbers(called, total)]
            return [Page(action, "POST", urlencode(body), _FORM) for body in sent] if action else []
    return []
