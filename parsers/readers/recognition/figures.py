"""Figures as read: two readings of one made one, blanks inside it judged, unlikely signs marked as unread."""

from __future__ import annotations

import re

from parsers.readers.recognition.decode import Read
from parsers.text import read_value, squeeze

UNREAD = "\ufffd"
"""Stands for a sign that is printed and cannot be read."""
_LIKELY = 0.5
"""A sign of a figure that is less probable is not read."""
_CERTAIN = 0.95
"""A blank inside a figure that is less probable is taken for the room between wide digits, with as much doubt as that."""
_AFTER_MARK = re.compile(r"(?<=[.,，．]) +(?=\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) +(?=\d)")


def without_blanks(text: str) -> str:
    """The text without the blanks that the model sees after a comma or a point."""
    return _AFTER_MARK.sub("", text)


def needless_blanks(text: str) -> set[int]:
    """The numbers of these blanks."""
    return {number for match in _AFTER_MARK.finditer(text) for number in range(*match.span())}


def is_figure(read: Read) -> bool:
    """Whether a reading is a number, blanks between its digits or not."""
    return read_value(_BETWEEN_DIGITS.sub("", without_blanks(read.text))).kind == "number"


def agreed(first: Read, second: Read) -> Read:
    """The likelier of two readings of one piece; where they differ by more than blanks and widths it is in doubt."""
    best, other = sorted((first, second), key=lambda read: -read.least)
    if squeeze(first.text) == squeeze(second.text):
        closer = min((best, other), key=lambda read: len(read.text))
        return closer if len(closer.text) == len(best.text) else closer._replace(sure=_at_most(closer.sure))
    half = tuple(value / 2 for value in best.sure)
    return best._replace(sure=half, others=((other.text, other.least / 2), *best.others)) if other.text else best


def closed(read: Read) -> Read:
    """The reading without blanks between digits of which the model is not certain."""
    places = [match.start() for match in _BETWEEN_DIGITS.finditer(read.text)]
    if not places or len(read.sure) != len(read.text) or max(read.sure[place] for place in places) >= _CERTAIN:
        return read
    kept = [i for i, sign in enumerate(read.text) if not sign.isspace()]
    text, sure = "".join(read.text[i] for i in kept), _at_most(tuple(read.sure[i] for i in kept))
    return Read(text, sure, read.others, tuple(read.places[i] for i in kept) if read.places else ())


def legible(read: Read) -> Read:
    """The reading, unlikely signs of a figure marked as unread, and ink that is no sign at all too."""
    if not read.text.strip():
        return Read(UNREAD, (0.0,), read.others)
    if read.least >= _LIKELY or read_value(read.text).kind != "number":
        return read
    text = "".join(sign if sure >= _LIKELY else UNREAD for sign, sure in zip(read.text, read.sure, strict=True))
    return read._replace(text=text, others=((read.text, read.least), *read.others))


def _at_most(sure: tuple[float, ...]) -> tuple[float, ...]:
    """Doubt enough for the cell to be named unless an identity confirms it."""
    return tuple(min(value, _CERTAIN - 0.05) for value in sure)
