"""Text as recognition compares it, and the vocabulary it is compared with."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad\u23ce\u21b5]+")
_QUOTES = str.maketrans({"﹝": "(", "﹞": ")", "〔": "[", "〕": "]", "【": "[", "】": "]", "﹙": "(", "﹚": ")"})


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
def _fold() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in vocabulary()["fold"]["pairs"].split()}


def normalise(text: str) -> str:
    """NFKC, blanks removed, brackets unified, traditional characters of our vocabulary simplified, lower case."""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return folded.translate(_fold()).lower()
