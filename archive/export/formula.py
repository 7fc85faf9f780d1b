"""Text in CSV that a spreadsheet would run as a formula gets an apostrophe before it; the apostrophe can be taken off again.

A text is dangerous when it begins with ``= + - @``, a tab or a carriage return. Signed numbers and marks made of signs
alone (``-``, ``--``) are not: no spreadsheet runs them. A text that already begins with apostrophes before such a sign gets
one more, so that `bare` always gives back what was there.
"""

from __future__ import annotations

import re
from typing import Any

STARTS = "=+-@\t\r"
_GUARDED = re.compile(f"'*[{re.escape(STARTS)}]")
_HARMLESS = re.compile(r"[+-]?\d[\d,]*(\.\d+)?|[+-]+")

MAYBE = f"GLOB '[''@={STARTS[4]}{STARTS[5]}+-]*'"
"""What every text for which `guarded` does something fulfils in SQL."""


def guarded(value: Any) -> Any:
    """The value as it may stand in a CSV file that people open with a spreadsheet; only text is ever changed."""
    if not isinstance(value, str) or not _GUARDED.match(value) or _HARMLESS.fullmatch(value):
        return value
    return f"'{value}"


def bare(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
