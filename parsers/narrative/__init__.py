"""Facts that the sentences of a report state: numbers with a meaning, each with its sentence and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.model import Section

__all__ = ["read_facts"]

_NEXT = 4
"""Characters between two sentences of which the second goes on about the requests of the first."""


def read_facts(sections: Sequence[Section], year: int | None = None) -> tuple[dict[str, Any], ...]:
    """The facts of a report's sections, in order.

    `year` is the report's own. Each fact has: ``key`` (as in ``vocabulary.toml``, or ``yoy_pct``, ``share_pct``),
    ``value``, ``unit`` as printed (元 for money, % for shares), ``sentence``, ``section`` (its key, else its heading) and
    ``offset``, the place of the number (or of the word of absence) in the section's text, in characters. Only where it
    applies: ``explicit_zero`` (nought is stated, not left out), ``said`` = "none" (stated in words), ``scope`` (the word
    that says whose number it is), ``year`` (another year than the report's), ``part`` (part of a year), ``approximate``,
    ``of`` (for percentages: the key they speak of) and ``printed`` (the percentage as printed).
    """
    from parsers.narrative.reading import read_sentence
    from parsers.narrative.sentences import sentences

    found: list[dict[str, Any]] = []
    for section in sections:
        end = -_NEXT - 1
        for sentence in sentences(section.text):
            goes_on = sentence.offset - end <= _NEXT or section.key == "requests"
            facts = read_sentence(sentence.text, year, is_about_requests=sentence.is_about_requests or goes_on)
            if any(fact["key"].startswith("requests.") for fact in facts):
                end = sentence.offset + len(sentence.text)
            for fact in facts:
                at = fact.pop("at")
                place = {"sentence": sentence.text.strip(), "section": section.key or section.heading}
                found.append({**fact, **place, "offset": sentence.offset + at})
    return tuple(found)
