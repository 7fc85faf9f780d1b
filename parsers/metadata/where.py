"""Where a piece of metadata was read: the line with its place, the page's own declaration, or the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.text import squeeze

if TYPE_CHECKING:
    from parsers.document import Paragraph
    from parsers.model import Locator

Where = dict[str, Any]
"""``text`` with ``locator`` and, where it is known, ``offset`` in the text (characters); or ``meta``; or ``url``."""

_LONGEST = 300
_ONE_FOR_ONE = re.compile(r"[!-~、。《》（），：；！？０-９一-鿿]*")
"""Characters that `squeeze` keeps, each as one."""


def in_line(line: Paragraph, start: int | None = None) -> Where:
    """A paragraph; `start` is a place in its squeezed text."""
    return in_text(line.text, line.locator, start)


def in_text(text: str, locator: Locator, start: int | None = None) -> Where:
    """A text at a place; `start` is a place in the squeezed text and is given as one in the text itself."""
    where: Where = {"text": text[:_LONGEST], "locator": locator}
    if start is not None:
        where["offset"] = unsqueezed(text, start)
    return where


def unsqueezed(text: str, at: int) -> int:
    """The place in a text of the character that stands at `at` in the squeezed text."""
    begun = _ONE_FOR_ONE.match(text)
    passed = begun.end() if begun else 0
    if at < passed:
        return at
    for place, character in enumerate(text[passed:], passed):
        passed += len(squeeze(character))
        if passed > at:
            return place
    return len(text)
