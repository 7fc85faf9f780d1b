"""Whose number a sentence gives: the whole area's, the agency's own, or one office's."""

from __future__ import annotations

from functools import lru_cache

from parsers.narrative.scan import scan

_KINDS = ("wide", "own", "office")


@lru_cache(maxsize=1024)
def scope_kind(word: str) -> str:
    """``wide`` (全市), ``own`` (本机关) or ``office`` (市政府办公室) for a scope word; ``own`` where there is none."""
    return next((token.name for token in scan(word).tokens if token.name in _KINDS), "own")
