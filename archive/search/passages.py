"""Short passages of a text around the words that were found, ready to be shown as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from archive.search.fold import LINE_ENDS, clusters, fold

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
    spans = find(text, words)
    chosen: list[Passage] = []
    shown_to = 0
    for start, _ in spans:
        if start < shown_to:
            continue
        first, last = max(start - around, shown_to), min(start + around * 2, len(text))
        last = max(last, min((end for begin, end in spans if begin < last < end), default=last))
        chosen.append(Passage(mark(text, spans, first, last), first > 0, last < len(text)))
        shown_to = last
        if len(chosen) == limit:
            break
    return chosen


def find(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Spans of `text` whose folded form is one of `words`, merged where they overlap, in order.

    No word reaches over a line end, so lines are folded one by one, and only those that hold a word character by character.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.start() for found in _LINE_END.finditer(text)), len(text)]:
        line = text[start:end]
        folded = fold(line)
        if any(word in folded for word in words):
            spans += [(start + first, start + last) for first, last in _find_in_line(line, words)]
        start = end
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
