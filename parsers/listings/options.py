"""Select menus whose options are addresses, or to whose values a script puts the rest of one."""

from __future__ import annotations

import re

from parsers.listings.elements import Element, text_of
from parsers.listings.files import is_file_link
from parsers.listings.hrefs import absolute, clean_href
from parsers.listings.model import Link

_ADDRESS = re.compile(r"^(?:https?://|\.{0,2}/)|\.\w?html?$|/$")
_APPENDED = re.compile(
    r"[\"'](?P<before>[^\"']*[=/_])[\"']\s*\+\s*(?:this|\$\(this\))[\w.\[\]()]*(?:\s*\+\s*[\"'](?P<after>[^\"']*)[\"'])?"
)
_CALLED = re.compile(r"(?P<name>\w+)\s*\(\s*this\b")
_IN_FUNCTION = (
    r"(?:function\s+{name}\s*\(\s*(?P<one>\w+)[^)]*\)|#{identity}[\"']\s*\)\s*\.(?:change|on)\s*\([^{{]*)\s*\{{[^}}]*?"
    r"[\"'](?P<before>[^\"']*[=/_])[\"']\s*\+\s*(?:(?P=one)|\$\(this\)|this|\w+)[\w.\[\]()]*(?:\s*\+\s*[\"'](?P<after>[^\"']*)[\"'])?"
)


def read_options(root: Element, base: str) -> list[Link]:
    """Menu options that lead somewhere: lists of counties, departments and years are often made so."""
    found = []
    scripts = "\n".join(node.text or "" for node in root.iter("script"))
    for menu in root.iter("select"):
        appended = _APPENDED.search(menu.get("onchange") or "") or _in_function(menu, scripts)
        for node in menu.iter("option"):
            value = (node.get("value") or "").strip()
            if appended and re.fullmatch(r"\w+", value):
                value = appended["before"] + value + (appended["after"] or "")
            elif not _ADDRESS.search(value):
                continue
            url = absolute(base, clean_href(value) or "")
            text = " ".join(text_of(node).split())
            if url:
                found.append(Link(url, text, text, None, "body", is_file_link(url, text)))
    return found


def _in_function(menu: Element, scripts: str) -> re.Match[str] | None:
    """The address that the function called on a change, or bound to the menu, puts the value into."""
    called, identity = _CALLED.search(menu.get("onchange") or ""), menu.get("id")
    if called is None and not identity:
        return None
    never = r"(?!)"
    names = {"name": re.escape(called["name"]) if called else never, "identity": re.escape(identity or "") or never}
    return re.search(_IN_FUNCTION.format(**names), scripts)
