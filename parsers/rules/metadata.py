"""Rules on title, year, period, date and agency, declared in ``metadata.toml``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from parsers.dates import find_years
from parsers.metadata.period import find_periods, speaks_of_statistics
from parsers.metadata.signature import is_signature
from parsers.model import Problem
from parsers.rules.agencies import due
from parsers.rules.catalogue import Rule, load_rules
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.rules.case import Case

_FIRST_LINES = 6
_REPORTING_SEASON = 4
"""A report that came out in these months of a later year was most likely given last year's title."""

_LOOSE = re.compile(r"人民|管理|和|与|工作|办事处|办公室|办公厅")


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.kind == "metadata")


def broken_metadata(case: Case) -> Iterator[Problem]:
    """What the parts of the page say differently about the same thing."""
    for rule in _rules():
        yield from _CHECKS[rule.data["check"]](rule, case)


def _periods(case: Case) -> Iterator[tuple[int, ...]]:
    """Periods of statistics as six numbers: from and to."""
    lines = [*case.preface]
    lines += [line for section in case.sections[:1] for line in section.text.split("\n")[:_FIRST_LINES]]
    for line in lines:
        if speaks_of_statistics(line):
            for period in find_periods(squeeze(line)):
                yield *period.first, *period.last


def _title_year(case: Case) -> int | None:
    years = find_years(case.value("title") or "")
    return years[0] if years else None


def _period(rule: Rule, case: Case) -> Iterator[Problem]:
    title_year = _title_year(case)
    for period in _periods(case):
        year, month, day, to_year, to_month, to_day = period
        is_whole = (month, day, to_month, to_day) == (1, 1, 12, 31) and year == to_year
        if not is_whole or (title_year is not None and year != title_year):
            said = f"{year}-{month:02}-{day:02} – {to_year}-{to_month:02}-{to_day:02}"
            yield _problem(rule, f"{said}；标题 title {title_year or '—'}")
            return


def _year(rule: Rule, case: Case) -> Iterator[Problem]:
    title_year = _title_year(case)
    stated = next((p[0] for p in _periods(case) if p[0] == p[3]), None)
    published = _published(case)
    year = title_year or stated or case.value("year")
    if title_year and stated and title_year != stated:
        yield _problem(rule, f"标题 title {title_year}，统计期 period {stated}")
    elif year and published and published.year != year + 1:
        said = f"年度 year {year}，公布 published {published.isoformat()}"
        is_sure = published.year <= year or (published.year == year + 2 and published.month <= _REPORTING_SEASON)
        yield _problem(rule, said, is_sure=is_sure)


def _late(rule: Rule, case: Case) -> Iterator[Problem]:
    published, year = _published(case), case.value("year")
    if published is None or year is None or published.year <= year:
        return
    last = due(case.value("agency"), year)
    if published > last:
        yield _problem(rule, f"{published.isoformat()} > {last.isoformat()}")


def _agency(rule: Rule, case: Case) -> Iterator[Problem]:
    fact = case.metadata.get("agency")
    if fact is None or fact.basis != "title":
        return
    title = squeeze(str(fact.value))
    lines = [squeeze(line) for line in (*case.preface, *case.tail[:3]) if len(line) <= _LONGEST]
    for line in lines:
        if line != title and is_signature(line) and not _same(title, line):
            yield _problem(rule, f"标题 title {title}，落款或版头 signed {line}")
            return


_LONGEST = 40


def _same(one: str, other: str) -> bool:
    """Whether two names can be of one agency: the letters of the shorter stand in the longer, in order."""
    short, long = sorted((_LOOSE.sub("", one), _LOOSE.sub("", other)), key=len)
    letters = iter(long)
    if all(letter in letters for letter in short):
        return True
    return "政府" in one and "政" in other and one[:2] == other[:2]


def _published(case: Case) -> date | None:
    text = case.value("published_on")
    return date.fromisoformat(text) if text else None


_CHECKS: dict[str, Callable[[Rule, Case], Iterator[Problem]]] = {
    "period": _period,
    "year": _year,
    "late": _late,
    "agency": _agency,
}


def _problem(rule: Rule, what: str, *, is_sure: bool = True) -> Problem:
    return Problem(rule.id, rule.strict if is_sure else rule.soft, f"{rule.zh}：{what}。{rule.en}")
