"""Text as recognition compares it, and the vocabulary it is compared with."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

_MARKS = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad\u23ce\u21b5]+")
_BRACKETS = {"﹝": "(", "﹞": ")", "〔": "[", "〕": "]", "【": "[", "】": "]", "﹙": "(", "﹚": ")"}


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists of ``vocabulary.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """One compiled pattern of the vocabulary; a list of alternatives counts as one pattern."""
    value = vocabulary()[section][name]
    return re.compile(value if isinstance(value, str) else "|".join(f"(?:{item})" for item in value))


@cache
def _fold() -> tuple[re.Pattern[str], dict[int, str]]:
    """What is written otherwise; and a pattern for its characters, since texts hardly ever hold one."""
    pairs = _BRACKETS | {pair[0]: pair[1] for pair in vocabulary()["fold"]["pairs"].split()}
    return re.compile(f"[{''.join(pairs)}]"), str.maketrans(pairs)


def normalise(text: str) -> str:
    """NFKC, blanks removed, brackets unified, traditional characters of our vocabulary simplified, lower case."""
    if text.isascii():
        return "".join(text.split()).lower()
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if _MARKS.search(folded):
        folded = _MARKS.sub("", folded)
    others, simple = _fold()
    return (folded.translate(simple) if others.search(folded) else folded).lower()
