"""Short passages of a text around the words that were found, ready to be shown as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from archive.search.fold import LINE_ENDS, clusters, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use marks set around a find before escaping, and turned into elements after it."""
_LINE_END = re.compile(f"\n|{LINE_ENDS.pattern}")
_HIDE = {ord(OPEN): None, ord(CLOSE): None}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with the finds in ``<mark>``; `cut_before` and `cut_after` tell whether text was left out."""

    html: Markup
    cut_before: bool
    cut_after: bool


def passages(text: str, words: list[str], limit: int = 2, around: int = 36) -> list[Passage]:
    """Return at most `limit` passages of `text` that hold any of the folded `words`, `around` characters each side.

    The text is shown as it stands, escaped; only its line ends become spaces.
    """
    found = _spans(text, words)
    chosen: list[Passage] = []
    span, shown_to = next(found, None), 0
    while span and len(chosen) < limit:
        first, last = max(span[0] - around, shown_to), min(span[0] + around * 2, len(text))
        near: list[tuple[int, int]] = []
        while span and span[0] < last:
            near.append(span)
            span = next(found, None)
        last = max(last, near[-1][1])
        chosen.append(Passage(mark(text, near, first, last), first > 0, last < len(text)))
        shown_to = last
    return chosen


def find(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Spans of `text` whose folded form is one of `words`, merged where they overlap, in order."""
    return list(_spans(text, words))


def _spans(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """The spans of `find`, looked for only as far as they are asked for.

    No word reaches over a line end, so lines are folded one by one, and only those that hold a word character by character.
    """
    start = 0
    for end in [*(found.start() for found in _LINE_END.finditer(text)), len(text)]:
        line = text[start:end]
        folded = fold(line)
        if any(word in folded for word in words):
            for first, last in _merged(_find_in_line(line, words)):
                yield start + first, start + last
        start = end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _find_in_line(line: str, words: list[str]) -> list[tuple[int, int]]:
    folded, origin = _folded_with_origin(line)
    spans: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            spans.append((origin[at][0], origin[at + len(word) - 1][1]))
            at = folded.find(word, at + 1)
    return spans


def mark(text: str, spans: list[tuple[int, int]], first: int, last: int) -> Markup:
    """Return ``text[first:last]`` escaped, with ``<mark>`` around the `spans` that lie in it."""
    pieces, at = [], first
    for start, end in spans:
        if start < last and end > first:
            begin, at_end = max(start, first), min(end, last)
            pieces += [_plain(text[at:begin]), OPEN, _plain(text[begin:at_end]), CLOSE]
            at = at_end
    pieces.append(_plain(text[at:last]))
    escaped = str(escape("".join(pieces)))
    return Markup(escaped.replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))  # noqa: S704  escaped just above


def _plain(text: str) -> str:
    return text.translate(_HIDE).replace("\n", " ")


def _folded_with_origin(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold piece by piece and keep, for each folded character, the span of `text` that it comes from.

    The layout spaces are those `fold` would drop: they are left out when the folded whole does not have them.
    """
    whole = fold(text)
    out: list[str] = []
    origin: list[tuple[int, int]] = []
    for start, end in clusters(text):
        piece = text[start:end]
        for char in _fold_piece(piece) or ("" if piece.strip() else piece[:1]):
            if char.isspace() and not _kept(whole, len(out), char):
                continue
            out.append(char)
            origin.append((start, end))
    return "".join(out), origin


@lru_cache(maxsize=1 << 15)
def _fold_piece(piece: str) -> str:
    return fold(piece)


def _kept(whole: str, at: int, char: str) -> bool:
    return at < len(whole) and whole[at].isspace() and (char == "\n") == (whole[at] == "\n")
