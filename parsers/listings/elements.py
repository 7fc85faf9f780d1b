"""Elements of a parsed page, and their text."""

from __future__ import annotations

from typing import cast

from lxml import etree

Element = etree._Element  # noqa: SLF001  # the name under which lxml has it; those of lxml.html cost a call of Python each

_TEXT = etree.XPath("string()", smart_strings=False)


def text_of(node: Element) -> str:
    """The text of an element and all in it, comments left out."""
    return cast("str", _TEXT(node))
