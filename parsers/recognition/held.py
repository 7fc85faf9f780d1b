"""Reports that a page holds as a string, for its script to show: such a page is content, however empty it looks."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.laid_open import is_json, laid_open
from parsers.quick import lowered
from parsers.recognition.headings import has_report_headings

_SIGN = re.compile(
    r"[\"'`]\s*(?:<|\\u003c|\\x3c|%3c)(?:p|div|table|span|section|h\d)\b|<(?:textarea|xmp)\b|type\s*=\s*.?text/(?:html|template|x-)"
)
"""What a page with an article in a string has somewhere, in lower case."""
_TAG = re.compile(r"<[^>]*+>")


@lru_cache(maxsize=4)  # a page on its way is asked more than once
def held_report(markup: str) -> str | None:
    """The page with the report that a string in it holds laid open; None for a page that holds none."""
    if not (is_json(markup) or _SIGN.search(lowered(markup))):
        return None
    opened = laid_open(markup)
    return opened if opened is not None and has_report_headings(_TAG.sub("\n", opened)) else None
