"""Bytes to text. Declared charsets lie: GB2312 is GB18030, GBK is often UTF-8, and many pages declare none."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BELIEVED = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "hz-gb-2312": "hz"}
_BELIEVED |= {name: name for name in ("euc-jp", "euc-kr", "iso-2022-jp", "shift_jis")}
"""Declared charsets that are tried under Python's name; every other page is UTF-8 or GB18030, whatever it says."""


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
    """Decode a page: BOM, then strict UTF-8, then the declared charset if it is another one, then GB18030.

    Strict UTF-8 goes before any declaration because Chinese text in another charset never passes for it.
    When nothing fits, the charset that damages the fewest bytes is taken and the damage counted.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    declared = _BELIEVED.get(declared_charset(body, content_type) or "")
    candidates = ["utf-8", *([declared] if declared else []), "gb18030"]
    for name in candidates:
        try:
            return Decoded(body.decode(name), name, 0)
        except UnicodeDecodeError:
            continue
    text, name = min(((body.decode(n, "replace"), n) for n in ("utf-8", "gb18030")), key=lambda t: t[0].count("\ufffd"))
    return Decoded(text, name, text.count("\ufffd"))

