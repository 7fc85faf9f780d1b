"""Text against tables: the facts of the narrative held against every reading of the tables; declared in ``texts.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from parsers.model import Problem
from parsers.narrative.scope import scope_kind
from parsers.rules.agencies import is_government, may_be_consolidated
from parsers.rules.catalogue import Rule, load_rules
from parsers.rules.readings import amounts
from parsers.rules.sums import changes, channels, shares
from parsers.rules.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parsers.model import Cell
    from parsers.rules.case import Case
    from parsers.rules.readings import Amount

Facts = list[dict[str, Any]]
_LONGEST = 60
_CASES = "reconsideration_and_litigation"


def broken_texts(case: Case) -> Iterator[Problem]:
    """Every sentence that no reading of the tables bears out."""
    facts = [fact for fact in case.facts if _is_comparable(fact, case)]
    if not facts:
        return
    for rule in _rules():
        yield from _CHECKS[rule.data["check"]](rule, case, facts)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.kind == "text")


def _is_comparable(fact: dict[str, Any], case: Case) -> bool:
    """Whether a fact is of the report's own year and of the body that the tables are of."""
    if any(name in fact for name in ("part", "approximate")):
        return False
    scope = fact.get("scope")
    agency = case.metadata["agency"].value if "agency" in case.metadata else None
    kind = scope_kind(scope) if scope else "own"
    if kind == "wide":
        return agency is not None and may_be_consolidated(agency)
    if kind == "office":
        return agency is None or not is_government(agency)
    return True


def _readings(rule: Rule, case: Case, facts: Facts) -> Iterator[Problem]:
    by_key = _by_key(fact for fact in facts if "said" not in fact and "year" not in fact)
    for key, readings in rule.data["readings"].items():
        said = by_key.get(key)
        if not said:
            continue
        values = {fact["value"] for fact in said}
        first: Amount | None = None
        for amount in (amount for reading in readings for amount in amounts(reading, case.tables)):
            if amount.value in values:
                break
            first = first or amount
        else:
            if first:
                yield problem(rule, said[0], first)


def _nil(rule: Rule, case: Case, facts: Facts) -> Iterator[Problem]:
    by_key = _by_key(fact for fact in facts if "year" not in fact)
    for key, readings in rule.data["readings"].items():
        own = by_key.get(key, [])
        said = next((fact for fact in own if fact.get("said") == "none"), None)
        if said is None or any(fact["value"] for fact in own):
            continue
        found = [amount for reading in readings for amount in amounts(reading, case.tables)]
        if found and all(amount.value > 0 for amount in found):
            yield problem(rule, said, found[0])


def _by_key(facts: Iterable[dict[str, Any]]) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    for fact in facts:
        found.setdefault(fact["key"], []).append(fact)
    return found


def _blank_table(rule: Rule, case: Case, facts: Facts) -> Iterator[Problem]:
    cells = case.tables.get(_CASES, {})
    said = next((f for f in facts if f["key"] in ("reconsideration", "litigation") and not f["value"]), None)
    if said and cells and all(cell.kind == "blank" for cell in cells.values()):
        message = f"{rule.zh}。{rule.en}“{_short(said)}”"
        yield Problem(rule.id, rule.strict, message, tuple(cell.path for cell in cells.values()))


def _channels(rule: Rule, _case: Case, facts: Facts) -> Iterator[Problem]:
    for fact, total in channels(facts):
        yield problem(rule, fact, None, f"渠道之和 sum of channels {plain(total)}")


def _shares(rule: Rule, case: Case, facts: Facts) -> Iterator[Problem]:
    if not any(fact["key"] == "share_pct" for fact in facts):
        return
    bases = [a.value for reading in rule.data["readings"]["requests.closed"] for a in amounts(reading, case.tables)]
    for fact, share in shares(facts, bases, rule.data["tolerance"]):
        yield problem(rule, fact, None, f"应为 would be {share:.2f}%")


def _changes(rule: Rule, _case: Case, facts: Facts) -> Iterator[Problem]:
    for fact, change in changes(facts, rule.data["tolerance"]):
        yield problem(rule, fact, None, f"应为 would be {change:.2f}%")


_CHECKS: dict[str, Callable[[Rule, Case, Facts], Iterator[Problem]]] = {
    "readings": _readings,
    "nil": _nil,
    "blank table": _blank_table,
    "channels": _channels,
    "shares": _shares,
    "changes": _changes,
}


def problem(rule: Rule, fact: dict[str, Any], amount: Amount | None, note: str = "") -> Problem:
    """The finding: the sentence, what it says, and what the table holds."""
    cells: tuple[Cell, ...] = amount.cells if amount else ()
    table = f"表 table {plain(amount.value)}" if amount else note
    said = f"“{_short(fact)}”：文 text {plain(fact['value'])}{fact['unit']}，{table}"
    is_strict = all(cell.value is not None for cell in cells)
    severity = rule.strict if is_strict else rule.soft
    return Problem(rule.id, severity, f"{rule.zh}。{rule.en}{said}", tuple(cell.path for cell in cells))


def _short(fact: dict[str, Any]) -> str:
    text = str(fact["sentence"])
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
