"""Which elements of a page a reader never sees: decoys, templates and the other tabs of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDES_DISPLAY = re.compile(rb"display\s*:\s*none")
_CONDITIONAL = re.compile(r"@(?!media\s+(?:all|screen)\s*\{)[^{};@]*\{(?:[^{}@]*\{[^{}@]*\})*[^{}@]*\}")
_RULE = re.compile(r"(?:^|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-zA-Z]+)?([.#])([\w-]+)")


def hidden_elements(root: _Element, source: bytes) -> set[_Element]:
    """Elements hidden by their own style or attribute, or by a plain ``.class`` or ``#id`` rule of the page's style sheet.

    Rules under a condition (``@media``) do not count: what is hidden on paper or on small screens is shown. `source` is
    the page in UTF-8. The content of what is found is cleared, since it must not reach the text of an element around it;
    the elements keep their place.
    """
    lower = source.lower()
    if b"hidden" not in lower and not _HIDES_DISPLAY.search(lower):
        return set()
    classes, ids = _hiding_rules(root)
    hidden = {element for element in root.iter("*") if element.attrib and _hides(element, classes, ids)}
    for element in hidden:
        tail = element.tail
        element.clear()
        element.tail = tail
    return hidden


def _hides(element: _Element, classes: set[str], ids: set[str]) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.get("hidden") is not None or element.get("id") in ids:
        return True
    style = element.get("style")
    if style and _STYLE.search(style):
        return True
    return bool(classes) and not classes.isdisjoint(element.get("class", "").split())


def _hiding_rules(root: _Element) -> tuple[set[str], set[str]]:
    found: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_CONDITIONAL.sub("", sheet.text or "")):
            if _STYLE.search(body):
                for selector in selectors.split(","):
                    match = _SIMPLE.fullmatch(selector.strip())
                    if match:
                        found[match.group(1)].add(match.group(2))
    return found["."], found["#"]
