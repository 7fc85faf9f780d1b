"""Bytes to text. Declared charsets lie: GB2312 is GB18030, GBK is often UTF-8, and many pages declare none."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"})


class Decoded(NamedTuple):
    """The text, the charset that gave it, and how many bytes no charset could read (shown as U+FFFD)."""

    text: str
    charset: str
    damaged: int


def declared_charset(body: bytes, content_type: str | None = None) -> str | None:
    """The charset named by the HTTP header, else by the first 2 kB of the page; lower case."""
    match = _DECLARED.search((content_type or "").encode("ascii", "replace")) or _DECLARED.search(body[:2048])
    return match.group(1).decode("ascii").lower() if match else None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page: BOM, then strict UTF-8, then the declared charset (GB2312 and GBK as GB18030), then GB18030.

    Strict UTF-8 goes before any declaration because Chinese text in another charset never passes for it.
    When nothing fits, the charset that damages the fewest bytes is taken and the damage counted.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    candidates = ["utf-8"]
    declared = declared_charset(body, content_type)
    if declared and declared not in _CHINESE and _known(declared):
        candidates.append(declared)
    candidates.append("gb18030")
    for name in candidates:
        try:
            return Decoded(body.decode(name), name, 0)
        except UnicodeDecodeError:
            continue
    text, name = min(((body.decode(n, "replace"), n) for n in ("utf-8", "gb18030")), key=lambda t: t[0].count("\ufffd"))
    return Decoded(text, name, text.count("\ufffd"))


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in {"iso8859-1", "ascii", "cp1252"}
    except LookupError:
        return False
