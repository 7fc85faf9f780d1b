"""Rules on the sections of a report, declared in ``structure.toml``."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.model import Problem
from parsers.rules.catalogue import Rule, load_rules
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.rules.case import Case

_STOPS = "。.,;；,、!"


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.kind == "structure")


def broken_structure(case: Case) -> Iterator[Problem]:
    """What is missing, out of order, empty or left over among the sections of a report in the uniform form."""
    if case.is_uniform and case.sections:
        for rule in _rules():
            yield from _CHECKS[rule.data["check"]](rule, case)


def _sections(rule: Rule, case: Case) -> Iterator[Problem]:
    printed = [section.key for section in case.sections if section.key]
    official = {section.key: section for section in load_form().sections}
    missing = [section.heading for key, section in official.items() if key not in printed]
    if missing:
        yield _problem(rule, f"缺 missing: {' '.join(missing)}")
        return
    numbers = [official[key].number for key in printed if key in official]
    if numbers != sorted(numbers):
        yield _problem(rule, "次序不符 out of order: " + " ".join(str(n) for n in numbers))


def _text_of(rule: Rule, case: Case) -> str | None:
    text = next((s.text for s in case.sections if s.key == rule.data["section"]), None)
    return None if text is None else squeeze(text)


def _short(rule: Rule, case: Case) -> Iterator[Problem]:
    text = _text_of(rule, case)
    if text is not None and len(text) < rule.data["fewest"]:
        yield _problem(rule, f"“{text}”")


def _nil(rule: Rule, case: Case) -> Iterator[Problem]:
    text = _text_of(rule, case)
    if text is not None and text.strip(_STOPS) in rule.data["words"]:
        yield _problem(rule, f"“{text}”")


def _template(rule: Rule, case: Case) -> Iterator[Problem]:
    words = _with_wide(tuple(rule.data["words"]))
    whole = "\n".join(section.text for section in case.sections)
    if not any(word in whole for word in _shortest(words)):
        return
    for section in case.sections:
        found = next((word for word, wide in words if word in section.text or wide in section.text), None)
        if found:
            yield _problem(rule, f"{section.heading}“{found}”")


@cache
def _with_wide(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each word, and the same with full-width punctuation."""
    return tuple((word, word.replace(":", "：").replace("(", "（")) for word in words)


@cache
def _shortest(words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Those of the words of which one stands wherever any does."""
    every = dict.fromkeys(chain.from_iterable(words))
    return tuple(word for word in every if not any(other != word and other in word for other in every))


_CHECKS: dict[str, Callable[[Rule, Case], Iterator[Problem]]] = {
    "sections": _sections,
    "short": _short,
    "nil": _nil,
    "template": _template,
}


def _problem(rule: Rule, what: str) -> Problem:
    return Problem(rule.id, rule.strict, f"{rule.zh}：{what}。{rule.en}")
