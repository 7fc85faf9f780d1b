"""Which elements of a page a reader never sees: decoys, templates and the other tabs of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RULE = re.compile(r"(?:^|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-zA-Z]+)?([.#])([\w-]+)")
_MAY_HIDE = re.compile(r"display\s*:\s*none|\bhidden\b")


def hidden_elements(root: _Element, source: str) -> set[_Element]:
    """Elements hidden by their own style or attribute, or by a plain ``.class`` or ``#id`` rule of the page's style sheet.

    Their content is cleared, since it must not reach the text of an element around them; they keep their place.
    """
    lower = source.lower()
    if ("display" not in lower and "hidden" not in lower) or not _MAY_HIDE.search(lower):
        return set()
    classes, ids = _hiding_rules(root)
    hidden = {element for element in root.iter() if isinstance(element.tag, str) and _hides(element, classes, ids)}
    for element in hidden:
        tail = element.tail
        element.clear()
        element.tail = tail
    return hidden


def _hides(element: _Element, classes: set[str], ids: set[str]) -> bool:
    attributes = element.attrib
    if not attributes or element.tag in {"html", "body"}:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and _STYLE.search(str(style)):
        return True
    if classes and not classes.isdisjoint(str(attributes.get("class", "")).split()):
        return True
    return bool(ids) and attributes.get("id") in ids


def _hiding_rules(root: _Element) -> tuple[set[str], set[str]]:
    found: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(sheet.text or ""):
            if _STYLE.search(body):
                for selector in selectors.split(","):
                    match = _SIMPLE.fullmatch(selector.strip())
                    if match:
                        found[match.group(1)].add(match.group(2))
    return found["."], found["#"]
