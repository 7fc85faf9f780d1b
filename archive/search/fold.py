"""The one spelling in which text and query meet: what differs only in form is the same, and nothing else is."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTES = re.compile("[\"'‘’‚‛“”„‟`´「」『』〝〞〟]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f"
    "\ufeff\ud800-\udfff\U000e0000-\U000e01ef]"
)
"""Control and format characters, variation selectors and halves of pairs: they carry no reading."""

IDEOGRAPH = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LAYOUT_SPACE = re.compile(f"(?<=[{IDEOGRAPH}])[^\\S\n]+(?=[^\\s])|(?<=[^\\s])[^\\S\n]+(?=[{IDEOGRAPH}])")
"""A space beside a Chinese character is layout (``2023 年``, ``公　开``); between Latin letters it divides."""
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def fold(text: str) -> str:
    """Return `text` as search compares it.

    Width and compatibility forms are unified (Unicode NFKC), case is dropped, quotation marks of every shape,
    control and invisible characters are left out, and so are spaces beside Chinese characters. A line end stays:
    no word reaches over it.
    """
    text = LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
    return LAYOUT_SPACE.sub("", QUOTES.sub("", text))


def runs(folded: str) -> list[str]:
    """The stretches of folded text inside which a word can be found: white space divides them."""
    return folded.split()


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of characters that fold together: a character and the combining marks after it."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not unicodedata.combining(text[position]):
            yield start, position
            start = position
