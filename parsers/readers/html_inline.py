"""The text of a cell out of its markup, where that is text with plain elements around it: what `text_of` says of the element."""

from __future__ import annotations

import re
from html import unescape

from parsers.readers.html_hidden import bears_sign
from parsers.readers.html_rows import WRITTEN
from parsers.remembered import remembered

_APART = frozenset({"p", "div", "br"})
_PLAIN = _APART | {"a", "b", "em", "font", "i", "o:p", "span", "strong", "u"}
_MARKS = re.compile(r"(<[^<>]*>)")
_TAG = re.compile(rf"<(/?)([a-zA-Z]+(?::[a-zA-Z]+)?)({WRITTEN})(/?)>")


def inline_text(content: str) -> str | None:
    """The text, not yet tidied, with line breaks where paragraphs begin and end; None where there is more to it than that."""
    if "<" in content:
        parts = _MARKS.split(content)
        breaks = _breaks("".join(parts[1::2]))
        if breaks is None:
            return None
        parts[1::2] = breaks
        content = "".join(parts)
        if "<" in content:
            return None
    return unescape(content) if "&" in content else content


@remembered(1 << 12, longest=1000)
def _breaks(tags: str) -> list[str] | None:
    """For each tag what it puts into the text, a line break or nothing; None where one is odd or bears a sign of hiding, or they are not simply nested."""
    breaks: list[str] = []
    opened: list[str] = []
    for mark in _MARKS.findall(tags):
        tag = _TAG.fullmatch(mark)
        if tag is None:
            return None
        closing, name, attributes, empty = tag.groups()
        name = name.lower()
        if name not in _PLAIN or (closing and (attributes or empty or not opened or opened.pop() != name)):
            return None
        if bears_sign(attributes, is_font=name == "font"):
            return None
        if not closing and not empty and name != "br":
            opened.append(name)
        breaks.append("\n" if name in _APART else "")
    return None if opened else breaks
