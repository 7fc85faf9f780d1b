"""The form's labels as plain data, matched by their Chinese characters alone."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ENUMERATION = re.compile(
    r"^(?:第?[一二三四五六七八九十\d]{1,2}[、.,:)]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}(?=[^\d.]))"
)
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_CUTOFF = 0.74
_SHORTEST = 4


@lru_cache(maxsize=1 << 14)
def characters(text: str) -> str:
    """The Chinese characters of a label, its number and bracketed remarks left out."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).replace("其它", "其他")
    bare = _REMARK.sub("", _ENUMERATION.sub("", folded, count=1))
    return "".join(c for c in bare.split("(", 1)[0] if "\u4e00" <= c <= "\u9fff")


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
    alike = [name for name in known if abs(len(name) - len(plain)) <= 1]
    near = difflib.get_close_matches(plain, alike, n=3, cutoff=_CUTOFF)
    return known[near[0]] if near and len({known[name] for name in near}) == 1 else None
