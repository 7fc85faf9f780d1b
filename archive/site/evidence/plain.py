"""Captured plain text, line by line, with one line marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from archive.site.evidence.markup import MARK

if TYPE_CHECKING:
    from parsers.model import Locator


def harmless_text(text: str, locator: Locator | None) -> tuple[str, bool]:
    """Return the text as HTML and whether the line of `locator`, counted from 1, was found and marked."""
    wanted = locator.get("line") if locator else None
    lines = text.splitlines()
    shown = (
        f"<span{MARK}>{escape(line)}</span>" if number == wanted else escape(line)
        for number, line in enumerate(lines, 1)
    )
    return f"<pre>{chr(10).join(shown)}</pre>", wanted is not None and 1 <= wanted <= len(lines)
