"""Select menus whose options are addresses, or to whose values a script puts the rest of one."""

from __future__ import annotations

import re

from lxml import html

from parsers.listings.files import is_file_link
from parsers.listings.hrefs import absolute, clean_href
from parsers.listings.model import Link

_ADDRESS = re.compile(r"^(?:https?://|\.{0,2}/)|\.\w?html?$|/$")
_APPENDED = re.compile(
    r"[\"'](?P<before>[^\"']*[=/_])[\"']\s*\+\s*(?:this|\$\(this\))[\w.\[\]()]*(?:\s*\+\s*[\"'](?P<after>[^\"']*)[\"'])?"
)


def read_options(root: html.HtmlElement, base: str) -> list[Link]:
    """Menu options that lead somewhere: lists of counties, departments and years are often made so."""
    found = []
    for menu in root.iter("select"):
        appended = _APPENDED.search(menu.get("onchange") or "")
        for node in menu.iter("option"):
            value = (node.get("value") or "").strip()
            if appended and re.fullmatch(r"\w+", value):
                value = appended["before"] + value + (appended["after"] or "")
            elif not _ADDRESS.search(value):
                continue
            url = absolute(base, clean_href(value) or "")
            text = " ".join(node.text_content().split())
            if url:
                found.append(Link(url, text, text, None, "body", is_file_link(url, text)))
    return found
