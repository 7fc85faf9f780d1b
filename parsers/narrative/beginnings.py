"""The characters that a word of the vocabulary can begin with, and how much of it must be there."""

from __future__ import annotations

import re

_INNER = re.compile(r"\((\?<?[=!]|\?:)([^()]*)\)(\?|\*|\{0,\d+\})?")
_OPTIONAL = re.compile(r".(?:\?|\*|\{0,\d+\})")
_CLASS = re.compile(r"\[[^\]]*\][+]?|\\d\+?")


def shortest(pattern: str) -> int:
    """How many characters a word matches at least; of two words at one place the longer in this sense goes first."""
    text = _CLASS.sub("_", re.sub(r"\[[^\]]*\](?:\*|\?|\{0,\d+\})", "", pattern)).replace("YYYY", "_")
    while inner := _INNER.search(text):
        look, inside, optional = inner.groups()
        least = "" if optional or look != "?:" else min((_OPTIONAL.sub("", p) for p in inside.split("|")), key=len)
        text = text[: inner.start()] + least + text[inner.end() :]
    return len(_OPTIONAL.sub("", text))


def beginnings(pattern: str) -> frozenset[str]:
    """The characters that a match can begin with.

    Understands what the vocabulary uses: literal text, classes of single characters, ``(?:a|b)``, ``?`` and look-around.
    """
    found: set[str] = set()
    rest = pattern.replace("YYYY", "2")
    while rest:
        first, rest, may_be_absent = _step(rest)
        found |= first
        if not may_be_absent:
            break
    return frozenset(found)


def _step(text: str) -> tuple[set[str], str, bool]:
    """The first characters of the first element, what follows it, and whether it can be left out."""
    if text[0] == "(":
        end = _closing(text)
        body, after = text[1:end], text[end + 1 :]
        if not body.startswith("?:"):
            return set(), after, True
        parts = [beginnings(part) for part in _alternatives(body[2:])]
        first = set().union(*parts)
    elif text[0] == "[":
        end = text.index("]")
        first, after = _members(text[1:end]), text[end + 1 :]
    elif text[0] == "\\":
        first, after = set("0123456789"), text[2:]
    else:
        first, after = {text[0]}, text[1:]
    quantifier = re.match(r"\?|\*|\{0,\d+\}|\+", after)
    after = after[quantifier.end() :] if quantifier else after
    return first, after, quantifier is not None and quantifier.group() != "+"


def _members(inside: str) -> set[str]:
    ranges = re.findall(r"\w-\w", inside)
    spread = {chr(c) for a, _, b in ranges for c in range(ord(a), ord(b) + 1)}
    return spread | set(re.sub(r"\w-\w", "", inside))


def _closing(text: str) -> int:
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return i
    raise ValueError(f"unbalanced: {text}")


def _alternatives(text: str) -> list[str]:
    parts, depth = [""], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return parts
