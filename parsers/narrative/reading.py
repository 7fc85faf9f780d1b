"""One sentence to its facts: amounts, and what is said to be absent."""

from __future__ import annotations

from typing import Any

from parsers.narrative.amounts import read_amounts
from parsers.narrative.frame import frame
from parsers.narrative.scan import scan
from parsers.narrative.zeros import read_zeros


def read_sentence(text: str, year: int | None, *, is_about_requests: bool) -> list[dict[str, Any]]:
    """The facts of one sentence, in order, with their place in it as ``at``."""
    scanned = scan(text)
    if not scanned.tokens:
        return []
    limits = frame(scanned.tokens, year)
    facts = read_amounts(scanned, limits, is_about_requests=is_about_requests)
    facts = [part for fact in facts for part in _parted(fact)]
    facts += read_zeros(scanned, limits)
    facts.sort(key=lambda fact: fact["at"])
    return [{**fact, "at": scanned.places[fact["at"]]} for fact in facts]


def _parted(fact: dict[str, Any]) -> list[dict[str, Any]]:
    """Nought of two things together is nought of each."""
    if fact["key"] != "reconsideration_and_litigation" or fact["value"]:
        return [fact]
    return [{**fact, "key": "reconsideration"}, {**fact, "key": "litigation"}]
