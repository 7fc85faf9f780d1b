"""Bytes to text. Declared charsets lie: GB2312 is GB18030, GBK is often UTF-8, and many pages declare none."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import NamedTuple

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 4096
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
    """The charset named by the HTTP header, else by the first 4 kB of the page; lower case."""
    match = _DECLARED.search((content_type or "").encode("ascii", "replace")) or _DECLARED.search(body[:_SAMPLE])
    return match.group(1).decode("ascii").lower() if match else None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page: BOM, then strict UTF-8, then the declared charset if it is another one, then GB18030.

    UTF-8 goes before any declaration because Chinese text in another charset never passes for it.
    When nothing fits, the charset that damages the fewest bytes is taken and the damage counted.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(body.decode("utf-8"), "utf-8", 0)
    if wide := _without_mark(body):
        return wide
    names = ["utf-8"]
    if not _is_broken_utf8(body):
        declared = _BELIEVED.get(declared_charset(body, content_type) or "")
        others = [declared, "gb18030"] if declared else ["gb18030"]
        for name in others:
            with contextlib.suppress(UnicodeDecodeError):
                return Decoded(body.decode(name), name, 0)
        names += others
    text, name = min(((body.decode(n, "replace"), n) for n in names), key=lambda t: t[0].count("\ufffd"))
    return Decoded(text, name, text.count("\ufffd"))


def _without_mark(body: bytes) -> Decoded | None:
    """UTF-16 that lost its byte order mark: the markup shows as every other byte nought."""
    sample = body[:_SAMPLE]
    if b"\0" not in sample[:8]:
        return None
    name = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    if sample.count(0) * 4 < len(sample):
        return None
    text = body.decode(name, "replace")
    return Decoded(text, name, text.count("\ufffd"))


def _is_broken_utf8(body: bytes) -> bool:
    """Whether bytes that are no strict UTF-8 are UTF-8 with some bytes lost: a title cut inside a character, say.

    Read as GB18030 such a page would be nonsense from end to end, often without a single error.
    """
    first = _HIGH.search(body)
    sample = body[first.start() :][:_SAMPLE].decode("utf-8", "replace") if first else ""
    lost = sample.count("\ufffd")
    if len(sample) - len(sample.encode("ascii", "ignore")) <= 3 * lost:
        return False  # even if all that is no ASCII were Chinese
    return sum(map("\u2e80".__le__, sample)) - lost > 2 * lost
