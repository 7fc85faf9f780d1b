"""Sums that the text itself makes: channels, shares, changes against last year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Facts = list[dict[str, Any]]
_CHANNELS = ("requests.in_person", "requests.online", "requests.letter", "requests.fax", "requests.email")
_TALLIES = ("requests.new", "requests.handled", "requests.closed")
_FEWEST_CHANNELS = 2


def channels(facts: Facts) -> Iterator[tuple[dict[str, Any], float]]:
    """Sentences whose channels exceed or miss the requests that they state, with the sum."""
    for total in facts:
        if total["key"] != "requests.new" or "year" in total:
            continue
        parts = [f for f in facts if f["key"] in _CHANNELS and f["sentence"] == total["sentence"]]
        found = sum(part["value"] for part in parts)
        if len({part["key"] for part in parts}) >= _FEWEST_CHANNELS and found != total["value"]:
            yield total, found


def shares(facts: Facts, bases: Sequence[float], tolerance: float) -> Iterator[tuple[dict[str, Any], float]]:
    """Shares that follow from none of the totals in the tables or the text, with the share of the first total."""
    said = [fact["value"] for fact in facts if fact["key"] in _TALLIES]
    tried = [base for base in (*bases, *said) if base > 0]
    previous: dict[str, Any] | None = None
    for fact in facts:
        if fact["key"] != "share_pct":
            previous = fact
            continue
        if previous is None or previous["key"] != fact["of"] or not tried:
            continue
        near = _allowed(fact, tolerance)
        if all(abs(100 * previous["value"] / base - fact["value"]) > near for base in tried):
            yield fact, 100 * previous["value"] / tried[0]


def changes(facts: Facts, tolerance: float) -> Iterator[tuple[dict[str, Any], float]]:
    """Growth rates that do not follow from the two figures quoted beside them, with the rate that would."""
    for fact in facts:
        if fact["key"] != "yoy_pct":
            continue
        beside = [f for f in facts if f["sentence"] == fact["sentence"] and f["key"] == fact["of"]]
        now = [f["value"] for f in beside if "year" not in f]
        before = [f["value"] for f in beside if "year" in f]
        if len(now) == 1 and len(before) == 1 and before[0]:
            change = 100 * (now[0] - before[0]) / before[0]
            if abs(change - fact["value"]) > _allowed(fact, tolerance):
                yield fact, change


def _allowed(fact: dict[str, Any], tolerance: float) -> float:
    """The tolerance, and half of the last place that is printed when that is more."""
    decimals = str(fact["printed"]).rstrip("%％").partition(".")[2]
    return max(tolerance, 0.5 * 10.0 ** -len(decimals)) + 1e-9
