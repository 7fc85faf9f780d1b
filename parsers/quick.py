"""Patterns that ignore case, found quickly: the letters that a match must begin with are looked for first."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_LETTERS = re.compile(r"(?:\\[^a-zA-Z0-9]|[^\\.^$*+?{}\[\]|()])+")
_PIECE = re.compile(r"\\?.\Z", re.DOTALL)
_CLOSED = re.compile(r"\\.|\[\^?\]?[^\]]*\]", re.DOTALL)


@lru_cache(maxsize=4)  # a page on its way is looked through by many
def lowered(markup: str) -> str:
    """The text in lower case."""
    return markup.lower()


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A declared pattern, compiled once."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


@cache
def beginning(pattern: str) -> str:
    """Letters, in lower case, with which every match of a pattern begins; empty where the pattern does not say so plainly."""
    pattern = pattern.removeprefix(r"\b")
    letters = _LETTERS.match(pattern)
    if letters is None or _has_choice(pattern):
        return ""
    found = letters.group()
    if pattern[letters.end() :][:1] in ("?", "*", "{"):
        found = _PIECE.sub("", found)
    return re.sub(r"\\(.)", r"\1", found).lower()


def _has_choice(pattern: str) -> bool:
    """Whether alternatives stand outside all brackets, so that the first letters are those of one of them."""
    depth = 0
    for char in _CLOSED.sub("", pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def search(pattern: str, markup: str) -> re.Match[str] | None:
    """The first match of a declared pattern. Ignoring case is slow, and most patterns are on no page: that is found out first."""
    return compiled(pattern).search(markup) if beginning(pattern) in lowered(markup) else None
