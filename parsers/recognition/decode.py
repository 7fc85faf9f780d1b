"""Bytes to text the way these sites need it: strict UTF-8 wins over a declared charset, GB2312 and GBK mean GB18030."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHINESE = {"gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030", "chinese", "hz-gb-2312"}


def declared_charset(body: bytes, content_type: str = "") -> str:
    """The charset of the header, else of a meta tag; folded to ``gb18030`` for its subsets; empty when unknown."""
    found = _HEADER.search(content_type)
    name = found.group(1) if found else ""
    if not name:
        meta = _META.search(body[:4096])
        name = meta.group(1).decode("ascii", "replace") if meta else ""
    name = name.lower()
    if name in _CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def decode(body: bytes, content_type: str = "") -> str:
    """Text of an HTML, XML or JSON body; never fails: what cannot be decoded becomes U+FFFD."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        charset = declared_charset(body, content_type)
    if charset in ("big5", "big5hkscs"):
        return body.decode("big5hkscs", "replace")
    if charset.startswith("utf-16"):
        return body.decode(charset, "replace")
    mostly = body.decode("utf-8", "replace")
    if charset == "utf-8" and mostly.count("�") * 50 < len(mostly):
        return mostly
    return body.decode("gb18030", "replace")
