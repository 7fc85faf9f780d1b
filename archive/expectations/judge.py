"""Expectations against facts: what is wrong with which source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.expectations.facts import UNREAD
from archive.expectations.model import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from archive.expectations.facts import SiteFacts
    from archive.expectations.model import Expectation, Expectations
    from archive.runs import SiteRun

_SMALL = 0.05
"""A share of unreadable reports that rose by less is no news."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the rule, the source (site address, region code), the cause that tells it from others.

    `data` holds what the next judgement of the same finding needs, such as the number that was seen before.
    """

    rule: str
    subject: str
    message: str
    cause: str = ""
    name: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two findings the same: they ring once."""
        return (self.rule, self.subject, self.cause)


Remembered = dict[tuple[str, str], dict[str, Any]]
"""The data of findings that are open, by rule and subject."""


def judge(
    facts: dict[str, SiteFacts], expectations: Expectations, today: date, remembered: Remembered
) -> list[Finding]:
    """All findings, sorted."""
    found = []
    for url, fact in facts.items():
        expected = expectations.of_site(url)
        for rule, test in _TESTS.items():
            said = test(fact, expected, today, remembered.get((rule, url), {}))
            if said is not None:
                message, cause, data = said
                found.append(Finding(rule, url, message, cause, fact.now.name or url, data))
    found += _regions(facts, expectations, today)
    return sorted(found, key=lambda finding: finding.key)


def held(findings: list[Finding]) -> set[str]:
    """The addresses of the sites from which nothing new may be published."""
    rules = load_rules()
    return {finding.subject for finding in findings if rules[finding.rule].hold}


Said = tuple[str, str, dict[str, Any]] | None


def _unchecked(fact: SiteFacts, _expected: Expectation, _today: date, _open: dict[str, Any]) -> Said:
    return None if fact.is_reached else (f"{fact.now.state}: {fact.now.reason}", fact.now.state, {})


def _zero(fact: SiteFacts, _expected: Expectation, _today: date, known: dict[str, Any]) -> Said:
    before = known.get("before") or (seen(fact.good) if fact.good else 0)
    if not fact.is_reached or not before or seen(fact.now):
        return None
    return f"{before} 份 → 0; {fact.now.reason}", "", {"before": before}


def _drop(fact: SiteFacts, expected: Expectation, _today: date, known: dict[str, Any]) -> Said:
    """Fewer reports on each list page than at the last good visit; a site with a row of its own is judged by that."""
    now = seen(fact.now) / max(fact.now.counts.get("lists", 0), 1)
    before = known.get("before") or (seen(fact.good) / max(fact.good.counts.get("lists", 0), 1) if fact.good else 0)
    if expected.max_drop is None or expected.own or not fact.is_reached or not now:
        return None
    if now >= (1 - expected.max_drop) * before:
        return None
    return f"每页 a list page: {before:.1f} → {now:.1f}", "", {"before": before}


def _moved(fact: SiteFacts, _expected: Expectation, _today: date, _open: dict[str, Any]) -> Said:
    before, now = fact.good.columns if fact.good else [], fact.now.columns
    if not fact.is_reached or not before or not now or set(before) & set(now):
        return None
    return f"{before[0]} → {now[0]}", now[0], {}


def _late(fact: SiteFacts, expected: Expectation, today: date, _open: dict[str, Any]) -> Said:
    """Where no row names the site, only one that had the report of the year before can be late."""
    year = today.year - 1
    there = fact.after.years.get(year, 0)
    if expected.at_least is None or not expected.is_due(today) or not fact.is_reached or there >= expected.at_least:
        return None
    if not expected.own and not fact.after.years.get(year - 1):
        return None
    return f"{year}: {there} 份 of {expected.at_least}", str(year), {}


def _surplus(fact: SiteFacts, expected: Expectation, today: date, _open: dict[str, Any]) -> Said:
    year = today.year - 1
    there = fact.after.years.get(year, 0)
    if expected.at_most is None or there <= expected.at_most:
        return None
    return f"{year}: {there} 份, at most {expected.at_most}", str(year), {}


def _layout(fact: SiteFacts, expected: Expectation, _today: date, _open: dict[str, Any]) -> Said:
    before, after = fact.before.cells, fact.after.cells
    if expected.max_drop is None or after >= (1 - expected.max_drop) * before:
        return None
    return f"{before} → {after} 个数字 numbers", "", {}


def _unreadable(fact: SiteFacts, expected: Expectation, _today: date, _open: dict[str, Any]) -> Said:
    before, after = fact.before.unread_share, fact.after.unread_share
    limit = expected.max_unreadable
    if limit is None or after <= limit or after < before + _SMALL:
        return None
    return f"{fact.after.unread} of {fact.after.reports} ({', '.join(UNREAD)})", "", {}


def _regions(facts: dict[str, SiteFacts], expectations: Expectations, today: date) -> Iterator[Finding]:
    year = today.year - 1
    for code, expected in expectations.regions().items():
        within = [f for f in facts.values() if (f.now.region_code or "").startswith(_significant(code))]
        there = sum(fact.after.years.get(year, 0) for fact in within)
        if expected.at_least is not None and expected.is_due(today) and there < expected.at_least:
            yield Finding("late", code, f"{year}: {there} 份 of {expected.at_least}", str(year), code)
        if expected.at_most is not None and there > expected.at_most:
            yield Finding("surplus", code, f"{year}: {there} 份, at most {expected.at_most}", str(year), code)


def seen(visit: SiteRun) -> int:
    """How many reports a visit itself saw listed, those that earlier runs captured among them."""
    return visit.counts.get("seen", len(visit.found))


def _significant(code: str) -> str:
    """The part of a region code that all codes below it begin with."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


_TESTS: dict[str, Callable[[SiteFacts, Expectation, date, dict[str, Any]], Said]] = {
    "unchecked": _unchecked,
    "zero": _zero,
    "drop": _drop,
    "moved": _moved,
    "late": _late,
    "surplus": _surplus,
    "layout": _layout,
    "unreadable": _unreadable,
}
