"""Probabilities to text: CTC's best path, how sure the model is of each sign, and what else it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.recognition.engine import Probabilities

_OTHERS = 6
_LEAST = 0.002
"""Readings less probable than this are none."""


class Read(NamedTuple):
    """A line as read: its text, the probability of each of its signs, readings in which one sign is another, and where each stands.

    `places` are steps of the model, later pixels of the page; empty where they are not known.
    """

    text: str
    sure: tuple[float, ...] = ()
    others: tuple[tuple[str, float], ...] = ()
    places: tuple[float, ...] = ()

    @property
    def least(self) -> float:
        """The probability of the sign that is least sure; 0 for no text."""
        return min(self.sure, default=0.0)


def best_path(line: Probabilities, signs: Sequence[str]) -> Read:
    """The likeliest class of every step, repeats and blanks left out."""
    classes = line.argmax(axis=1).tolist()
    peaks: list[tuple[int, int]] = []
    before = 0
    for step, one in enumerate(classes):
        if one and one != before:
            peaks.append((step, one))
        elif one and line[step, one] > line[peaks[-1]]:
            peaks[-1] = (step, one)
        before = one
    text = [signs[one] for _, one in peaks]
    sure = tuple(float(line[peak]) for peak in peaks)
    others = tuple(_others(line, signs, peaks, text)) if min(sure, default=1) < 1 - _LEAST else ()
    return Read("".join(text), sure, others, tuple(step + 0.5 for step, _ in peaks))


def _others(
    line: Probabilities, signs: Sequence[str], peaks: list[tuple[int, int]], text: list[str]
) -> Iterator[tuple[str, float]]:
    """The text with one sign changed or left out, likeliest first."""
    found: dict[str, float] = {}
    for place, (step, one) in enumerate(peaks):
        for other in line[step].argsort()[::-1][: _OTHERS + 1].tolist():
            value = float(line[step, other])
            if other != one and value >= _LEAST:
                changed = "".join((*text[:place], signs[other], *text[place + 1 :]))
                found[changed] = max(found.get(changed, 0.0), value)
    yield from sorted(found.items(), key=lambda item: -item[1])[:_OTHERS]
