"""Captures that are read as parts of an article, as further pages or as pictures that it shows, and are nothing by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.build.outcome import known
from archive.build.parts import is_shown_by, payload_of
from archive.packing import unpack
from parsers.formats.reading import PICTURES

if TYPE_CHECKING:
    from archive.build.cache import Key, ParseCache
    from archive.build.parts import Articles
    from archive.captures import Capture


def is_read_elsewhere(part: Capture, articles: Articles, cache: ParseCache) -> bool:
    """Whether a capture is read with the article that it is a part of; what was parsed of that must be in the cache."""
    return any(_is_read_in(part, first, articles, cache) for first in articles.firsts_of(part))


def _is_read_in(part: Capture, first: str, articles: Articles, cache: ParseCache) -> bool:
    parts = articles.parts_of(first)
    for capture in articles.store.captures_of(first):
        own = parts.of(capture)
        key = (first, payload_of(capture, own))
        outcome = cache.light(key) if capture.holds_content else None
        if outcome is None:
            continue
        if is_shown_by(first, part):
            if outcome.format == PICTURES and part in own:
                return True
        elif outcome.kind == "report" and _names(key, part, first, cache):
            return True
    return False


def _names(key: Key, page: Capture, first: str, cache: ParseCache) -> bool:
    """Whether a further page was led to from the article, or read in it."""
    return page.via == first or page.url in (known(unpack(cache.blob(key)), "pages").where or {}).get("urls", ())
