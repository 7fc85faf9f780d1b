"""RTF to words: control words, groups and text, the text decoded by code page, font and Unicode escapes."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)",
    re.DOTALL,
)
_SYMBOLS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n", b"\t": "\t"}
_CHARSETS = {
    134: "gb18030",
    136: "big5hkscs",
    128: "shift_jis",
    129: "cp949",
    0: "cp1252",
    238: "cp1250",
    204: "cp1251",
}
_CODEPAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "shift_jis", 949: "cp949", 65001: "utf-8"}
MAX_DEPTH = 500


class Word(NamedTuple):
    """A control word with its number, a brace (``{`` or ``}``), raw bytes, or text that needs no decoding."""

    name: str
    number: int | None = None
    raw: bytes = b""
    text: str = ""


def words(body: bytes) -> Iterator[Word]:
    """The words of a file in order. A word ``bin`` skips as many bytes as it says."""
    at = 0
    size = len(body)
    while at < size:
        match = _TOKEN.match(body, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        name, number, code, symbol, brace, raw = match.groups()
        if name is not None:
            value = int(number) if number else None
            if name == b"bin" and value and value > 0:
                at += value
                continue
            yield Word(name.decode("ascii"), value)
        elif code is not None:
            yield Word("raw", raw=bytes((int(code, 16),)))
        elif symbol is not None:
            yield Word("*") if symbol == b"*" else Word("text", text=_SYMBOLS.get(symbol, ""))
        elif brace is not None:
            yield Word(brace.decode("ascii"))
        elif raw is not None:
            yield Word("raw", raw=raw)


def codepage(number: int | None) -> str:
    """Python's name of a code page that ``ansicpg`` gives."""
    name = _CODEPAGES.get(number or 0, f"cp{number}")
    try:
        codecs.lookup(name)  # to decode nothing asks for no codec
    except LookupError:
        return "cp1252"
    return name


def charset(number: int | None) -> str | None:
    """Python's name of the charset of a font; None for the file's own."""
    return _CHARSETS.get(number if number is not None else 1)
