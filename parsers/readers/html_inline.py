"""The text of a cell out of its markup, where that is text with plain elements around it: what `text_of` says of the element."""

from __future__ import annotations

import re
from html import unescape

from parsers.readers.html_rows import WRITTEN

_APART = frozenset({"p", "div", "br"})
_PLAIN = _APART | {"a", "b", "em", "font", "i", "o:p", "span", "strong", "u"}
_TAG = re.compile(rf"<(/?)([a-z]+(?::[a-z]+)?)({WRITTEN})(/?)>")


def inline_text(content: str) -> str | None:
    """The text, not yet tidied, with line breaks where paragraphs begin and end; None where there is more to it than that."""
    if "<" not in content:
        return unescape(content) if "&" in content else content
    opened: list[str] = []
    for closing, name, attributes, empty in _TAG.findall(content):
        if name not in _PLAIN or (closing and (attributes or empty or not opened or opened.pop() != name)):
            return None
        if not closing and not empty and name != "br":
            opened.append(name)
    text = _TAG.sub(_between, content)
    if opened or "<" in text:
        return None
    return unescape(text) if "&" in text else text


def _between(tag: re.Match[str]) -> str:
    return "\n" if tag[2] in _APART else ""
