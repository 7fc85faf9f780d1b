"""What a tag does to the rows and cells around it; told once for each wording, since pages write the same few over and over."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SILENT_NAMES = "script style template noscript textarea select svg iframe object button del s strike rt rp"
_SILENT = frozenset(_SILENT_NAMES.split())
_RAW_NAMES = "script style textarea title xmp iframe noembed noframes noscript plaintext"
_RAW = frozenset(_RAW_NAMES.split())
"""Elements whose content `html.parser` reads in ways of its own."""
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "wbr"})
BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_TABLE = frozenset({"table", "tr", "td", "th"})
_MEANT = BREAKS | _TABLE | {"sup", "sub", "input"}
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = re.compile(r"line-through", re.IGNORECASE)
_VALUE = r"""(?:"([^"&]*)"|'([^'&]*)'|([-.#%\w]+)(?=[ \t\r\n]|\Z))"""
_PLAIN = re.compile(
    rf"(/?)([a-z][a-z0-9:]*)((?:[ \t\r\n]+[a-z][-:\w]*(?:={_VALUE})?)*)[ \t\r\n]*(/?)", re.IGNORECASE | re.ASCII
)
_ATTRIBUTE = re.compile(rf"([a-z][-:\w]*)(?:={_VALUE})?", re.IGNORECASE | re.ASCII)
_TYPED = ("text", "number", "tel")
_NONE: frozenset[str] = frozenset()
_SIGNS = {"class": ".", "id": "#"}
_WIDEST = 20


class Tag(NamedTuple):
    """A tag by its name in small letters. `is_end` is that of an end tag, `is_both` of one that ends what it begins.

    `means` tells whether it can do anything to rows and cells while nothing is muted, `mutes` whether what it holds is not
    shown. `selectors` are its ``.class`` and ``#id``, by which the page's style sheet may hide it; `span` is a
    cell's colspan, `typed` what stands in a field.
    """

    name: str
    is_end: bool = False
    is_both: bool = False
    means: bool = False
    mutes: bool = False
    selectors: frozenset[str] = frozenset()
    span: int = 1
    typed: str = ""


@lru_cache(maxsize=1 << 12)
def plain_tag(inside: str) -> Tag | None:
    """The tag between whose angles this stands; None unless it is in a form that leaves `html.parser` nothing to decide."""
    found = _PLAIN.fullmatch(inside)
    if found is None or (name := found[2].lower()) in _RAW:
        return None
    if found[1]:
        return end_tag(name) if found.end(2) == len(inside) else None
    attributes = [(key.lower(), one or two or bare) for key, one, two, bare in _ATTRIBUTE.findall(found[3])]
    tag = start_tag(name, attributes)
    return tag._replace(is_both=True, means=True) if found[7] else tag


def end_tag(name: str) -> Tag:
    """The end tag of an element."""
    return Tag(name, is_end=True, means=name in _MEANT)


def start_tag(name: str, attributes: list[tuple[str, str]]) -> Tag:
    """The start tag of an element with these attributes, names in small letters."""
    last = dict(attributes)
    mutes, selectors = name in _SILENT, _NONE
    if name not in _EMPTY:
        styles = [value for key, value in attributes if key == "style"]
        hides = "hidden" in last or any(map(INVISIBLE.search, styles))
        mutes = mutes or hides or (name not in _TABLE and bool(styles) and _STRUCK.search(styles[-1]) is not None)
        if "class" in last or "id" in last:
            words = (_SIGNS[key] + word for key, value in attributes if key in _SIGNS for word in value.split())
            selectors = frozenset(words)
    if name == "input":
        typed = last.get("value", "") if (last.get("type") or "text").lower() in _TYPED else ""
        return Tag(name, means=True, typed=typed)
    return Tag(name, means=name in _MEANT or mutes, mutes=mutes, selectors=selectors, span=_span(last.get("colspan")))


def _span(printed: str | None) -> int:
    digits = (printed or "").strip()
    is_number = digits.isdecimal() and digits.isascii() and len(digits) < 4
    return min(max(int(digits), 1), _WIDEST) if is_number else 1
