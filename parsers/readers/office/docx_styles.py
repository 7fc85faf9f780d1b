"""Paragraph styles of a DOCX file: heading level, list and level, and whether text in it is hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.readers.office.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST_BASE = 20
_HEADINGS = 6


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of a paragraph. `level` 1-6 for headings; `list_id` empty where it is in no list."""

    level: int = 0
    list_id: str = ""
    list_level: int = 0
    hidden: bool = False

    def with_own(self, properties: _Element) -> Style:
        """The style with a paragraph's own properties (``w:pPr``) over it."""
        style = self
        for one in properties.iterchildren("{*}outlineLvl", "{*}numPr"):
            name = local(one)
            if name == "outlineLvl":
                style = replace(style, level=_level(value(one)))
            elif name == "numPr":
                for part in one:
                    if local(part) == "numId":
                        number = value(part)
                        style = replace(style, list_id="" if number == "0" else number)
                    elif local(part) == "ilvl":
                        style = replace(style, list_level=_small(value(part)))
        return style


def read_styles(root: _Element | None) -> dict[str, Style]:
    """Styles by id; the default paragraph style stands under the empty id too."""
    if root is None:
        return {}
    elements = {attribute(one, "styleId"): one for one in root if local(one) == "style"}
    known: dict[str, Style] = {}
    for name, element in elements.items():
        known[name] = _resolved(element, elements, 0)
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            known[""] = known[name]
    return known


def _resolved(element: _Element, elements: dict[str, _Element], depth: int) -> Style:
    base = next((value(one) for one in element if local(one) == "basedOn"), "")
    above = elements.get(base)
    style = _resolved(above, elements, depth + 1) if above is not None and depth < _DEEPEST_BASE else Style()
    for one in element:
        name = local(one)
        if name == "pPr":
            style = style.with_own(one)
        elif name == "rPr":
            vanish = next((part for part in one if local(part) == "vanish"), None)
            style = style if vanish is None else replace(style, hidden=is_on(vanish))
    return style


def attribute(element: _Element, name: str) -> str:
    """An attribute by its local name: files of the strict kind have another namespace."""
    for key, text in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return ""


def value(element: _Element) -> str:
    """The ``w:val`` of a property."""
    return attribute(element, "val")


def is_on(element: _Element) -> bool:
    """Whether a switch is on: it is unless its value says no."""
    return value(element).lower() not in ("0", "false", "off", "none")


def _small(text: str) -> int:
    return int(text) if text in ("0", "1", "2", "3", "4", "5", "6", "7", "8") else 0


def _level(text: str) -> int:
    level = _small(text) + 1 if text and text != "9" else 0
    return level if level <= _HEADINGS else 0
