"""The form's labels as plain data, matched by their Chinese characters alone."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENUMERATION = re.compile(
    r"^(?:第?[一二三四五六七八九十\d]{1,2}[、.,:)]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}(?=[^\d.]))"
)
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_OTHERS = re.compile("[^\u4e00-\u9fff]+")
_CUTOFF = 0.74
_SHORTEST = 4


@lru_cache(maxsize=1 << 14)
def characters(text: str) -> str:
    """The Chinese characters of a label, its number and bracketed remarks left out."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).replace("其它", "其他")
    bare = _REMARK.sub("", _ENUMERATION.sub("", folded, count=1))
    return _OTHERS.sub("", bare.split("(", 1)[0])


@cache
def names(role: str) -> dict[str, str]:
    """Every name of a kind of label and its key. Kinds are the lists of ``form.toml``, with `row` and `column` of table two."""
    raw: dict[str, Any] = tomllib.loads(files("parsers").joinpath("form.toml").read_text(encoding="utf-8"))
    items: list[dict[str, Any]] = []
    if role in ("row", "column"):
        for block in raw["block"]:
            items += block[role + "s"]
    else:
        items = raw[role]
    found: dict[str, str] = {}
    for item in items:
        for name in (item["label"], *item.get("variants", ())):
            found.setdefault(characters(name), item["key"])
    found.pop("", None)
    return found


def exactly(text: str, role: str) -> str | None:
    """The key of a label whose characters are a name."""
    return names(role).get(characters(text))


@lru_cache(maxsize=1 << 14)
def roughly(text: str, role: str) -> str | None:
    """The key of a label that is a name, holds one, or is nearly one."""
    plain = characters(text)
    known = names(role)
    if plain in known:
        return known[plain]
    if len(plain) < _SHORTEST:
        return None
    if role == "request":  # an item in one cell with its group
        rests = (plain.removeprefix(group) for group in names("request_group") if plain.startswith(group))
        inner = next((known[rest] for rest in rests if rest in known), None)
        if inner:
            return inner
    held = [name for name in known if len(name) >= _SHORTEST and name in plain]
    if held:
        return known[max(held, key=lambda name: (len(name), plain.index(name)))]
    near = nearest(plain, known, most=3, cutoff=_CUTOFF)
    return known[near[0]] if near and len({known[name] for name in near}) == 1 else None


def nearest(plain: str, known: Iterable[str], most: int, cutoff: float) -> list[str]:
    """The names nearest to a word, of its length or one more or less; only those with enough characters of it are compared."""
    letters = set(plain)
    alike = []
    for name in known:
        both = len(name) + len(plain)
        if abs(len(name) - len(plain)) <= 1 and 2.0 * (len(name) - len(_letters(name) - letters)) / both >= cutoff:
            alike.append(name)
    return difflib.get_close_matches(plain, alike, n=most, cutoff=cutoff) if alike else []


@lru_cache(maxsize=1 << 10)
def _letters(name: str) -> frozenset[str]:
    return frozenset(name)
