"""A sentence as tokens: numbers with their unit, words of the vocabulary, commas and brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.narrative.lexer import lexer
from parsers.text import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.narrative.vocabulary import Word

Number = int | float
_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) != "，"})
_LONGEST = 15
_BRACKETED = re.compile(r"[(（][^()（）\d]*[)）]")


class Token(NamedTuple):
    """A piece of a sentence; `text` is what is printed.

    `word` belongs to words, with its `name` and `role` (fact, other or mark), which are empty for all else; `value`
    and `unit` belong to numbers.
    """

    kind: Literal["number", "word", "break"]
    start: int
    end: int
    text: str
    name: str = ""
    role: str = ""
    word: Word | None = None
    value: Number = 0
    unit: str = ""
    is_about: bool = False


class Scanned(NamedTuple):
    """A sentence without white space and bracketed remarks, its tokens, and where its characters stood."""

    text: str
    tokens: list[Token]
    places: Sequence[int]


def scan(sentence: str) -> Scanned:
    """Cut a sentence into tokens. Bracketed remarks without a number do not count."""
    folded = sentence.translate(_WIDE)
    folded = _BRACKETED.sub(lambda match: " " * len(match.group()), folded)
    if folded.split() == [folded]:
        return Scanned(folded, list(_tokens(folded)), range(len(folded)))
    places = [i for i, c in enumerate(folded) if not c.isspace()]
    text = "".join(folded[i] for i in places)
    return Scanned(text, list(_tokens(text)), places)


def _tokens(text: str) -> Iterator[Token]:
    buckets = lexer()
    at = 0
    while at < len(text):
        bucket = buckets[text[at]]
        match = bucket.pattern.match(text, at) if bucket else None
        if bucket is None or match is None:
            at += 1
            continue
        at = match.end()
        token = _token(match, bucket.words.get(match.lastindex or 0))
        if token:
            yield token


def _token(match: re.Match[str], word: Word | None) -> Token | None:
    start, end = match.span()
    if word:
        return None if word.name == "nothing" else Token("word", start, end, match.group(), word.name, word.role, word)
    if match.lastgroup == "comma":
        return Token("break", start, end, match.group())
    parts = match.groupdict()
    if parts.get("numeral"):
        number = chinese_number(parts["numeral"].replace("两", "二"))
        return (
            None if number is None else Token("number", start, end, match.group(), value=number, unit=parts["counter"])
        )
    if not parts.get("number") or len(parts["number"]) > _LONGEST:
        return None
    value = float(parts["number"].replace(",", "").replace("，", ""))
    value = round(value * 10_000, 6) if parts["myriad"] else value
    whole = int(value) if value == int(value) else value
    is_about = bool(parts["about"] or parts["rough"])
    return Token("number", start, end, match.group(), value=whole, unit=parts["unit"] or "", is_about=is_about)
