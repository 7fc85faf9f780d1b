"""Probabilities to text: CTC's best path, and how sure the model is of each sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.recognition.engine import Probabilities


class Read(NamedTuple):
    """A line as read: its text, and for each sign the probability of it."""

    text: str
    sure: tuple[float, ...]

    @property
    def least(self) -> float:
        """The probability of the sign that is least sure; 0 for no text."""
        return min(self.sure, default=0.0)


def best_path(line: Probabilities, signs: Sequence[str]) -> Read:
    """The likeliest class of every step, repeats and blanks left out."""
    classes = line.argmax(axis=1)
    text: list[str] = []
    sure: list[float] = []
    before = 0
    for step, one in enumerate(classes.tolist()):
        value = float(line[step, one])
        if one and one != before:
            text.append(signs[one])
            sure.append(value)
        elif one:
            sure[-1] = max(sure[-1], value)
        before = one
    return Read("".join(text), tuple(sure))
