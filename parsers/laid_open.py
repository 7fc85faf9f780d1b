"""Articles that a page holds as a string, for its script to show: in JSON, in a script, a text area or a template.

Seen: ``_CONFIG.DETAIL.content`` of the Guangdong directory platform, ``docClob`` of static JSON, ``data.html`` of fragments.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 200
"""Characters; no article is shorter."""
_LONGEST_SCRIPT = 4_000_000
_JSON = re.compile(r"[\ufeff\s]*+(?:[\w.$]+\s*\(\s*)?(?=[\[{])")
_MARKUP = re.compile(r"<(?:p|div|table|span|h[1-6]|section|br)\b", re.IGNORECASE)
_HOLDER = re.compile(r"<(script|textarea|xmp|template)\b[^>]*+>", re.IGNORECASE)
_LITERAL = re.compile(r""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PERCENT = re.compile(r"%u([0-9a-fA-F]{4})")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_SUBJECT = "信息公开"
_TITLES = ("doctitle", "docsubtitle", "articletitle", "title")
_DATES = ("publishdate", "pubdate", "publishtime", "pubtime", "date")


class _Found(NamedTuple):
    """The markup of an article, and where the element that holds it begins and ends in the page."""

    markup: str
    start: int
    end: int


def is_json(text: str) -> bool:
    """Whether a text looks like JSON, or JSON handed to a function."""
    return _JSON.match(text) is not None


def laid_open(text: str) -> str | None:
    """The page with the longest article that a string in it holds as markup in its place; None where no string holds one."""
    if is_json(text):
        return _of_json(text)
    found = max(_held(text), key=lambda one: len(one.markup), default=None)
    if found is None:
        return None
    shown = f"<div>{found.markup}</div>"
    body = re.search(r"<body\b", text, re.IGNORECASE)
    if body is None or body.start() < found.start:
        return f"{text[: found.start]}{shown}{text[found.end :]}"
    rest = text[: found.start] + text[found.end :]
    end = rest.lower().rfind("</body")
    return f"{rest[:end]}{shown}{rest[end:]}" if end >= 0 else rest + shown


def _held(text: str) -> Iterator[_Found]:
    """Articles in strings of scripts, and in elements whose text is no part of the page."""
    at = 0
    lower = text.lower()
    while opening := _HOLDER.search(text, at):
        name = opening[1].lower()
        end = lower.find(f"</{name}", opening.end())
        if end < 0:
            return
        inner, at = text[opening.end() : end], end
        if len(inner) < _SHORTEST:
            continue
        closed = text.find(">", end) + 1 or len(text)
        strings = [inner] if name != "script" or _is_template(opening[0]) else _strings(inner)
        for string in strings:
            markup = html.unescape(string) if name == "textarea" else string
            if _is_article(markup):
                yield _Found(markup, opening.start(), closed)


def _is_template(tag: str) -> bool:
    return re.search(r"type\s*=\s*[\"']?text/(?:html|template|x-|xml)", tag, re.IGNORECASE) is not None


def _strings(script: str) -> Iterator[str]:
    if len(script) > _LONGEST_SCRIPT:
        return
    for literal in _LITERAL.finditer(script):
        if literal.end() - literal.start() > _SHORTEST:
            yield unescaped(literal[0][1:-1])


def unescaped(literal: str) -> str:
    """What a string literal of JavaScript says, also where it is percent-encoded."""
    text = _ESCAPE.sub(_sign, literal) if "\\" in literal else literal
    if text[:3].lower() == "%3c":
        text = unquote(_PERCENT.sub(lambda match: chr(int(match[1], 16)), text))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sign(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2] or escape[3]
    if number:
        code = int(number, 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _SIGNS.get(escape[4], escape[4])


def _is_article(text: str) -> bool:
    return len(text) > _SHORTEST and _SUBJECT in text and _MARKUP.search(text) is not None


def _of_json(text: str) -> str | None:
    start = _JSON.match(text)
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, start.end() if start else 0)
    except (ValueError, RecursionError):
        return None
    found = max(_members(value), key=lambda one: len(one[0]), default=None)
    if found is None:
        return None
    markup, beside = found
    title, date = _named(beside, _TITLES), _named(beside, _DATES)
    head = f'<meta name="ArticleTitle" content="{html.escape(title)}">' if title else ""
    head += f'<meta name="PubDate" content="{html.escape(date)}">' if date else ""
    return f"<html><head>{head}</head><body><div>{markup}</div></body></html>"


def _members(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every string that is an article, with the object in which it stands."""
    left = [value]
    while left:
        one = left.pop()
        for inner in one.values() if isinstance(one, dict) else one if isinstance(one, list) else ():
            if isinstance(inner, str) and _is_article(inner):
                yield inner, one if isinstance(one, dict) else {}
            elif isinstance(inner, dict | list):
                left.append(inner)


def _named(members: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first text under one of the names, in any case."""
    folded = {name.lower(): value for name, value in members.items() if isinstance(value, str)}
    return next((" ".join(folded[name].split()) for name in names if folded.get(name)), "")
