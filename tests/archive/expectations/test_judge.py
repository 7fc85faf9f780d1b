"""Each rule: what it finds, and what it must not."""

from datetime import date
from pathlib import Path

import pytest

from archive.expectations import ExpectationError, Expectations, judge, load_expectations, load_rules
from archive.expectations.facts import SiteFacts, Yield
from archive.expectations.judge import held
from archive.runs import SiteRun

URL = "http://www.linjiang.gov.cn/"
DAY = date(2026, 2, 3)
OWN = "scope,key,at_least,at_most,by,max_drop,max_unreadable,note\n"


def _visit(state: str = "ok", seen: int = 10, column: str = "/nb/", lists: int = 1) -> SiteRun:
    return SiteRun("临江市", URL, state, region_code="220681", columns=[column], counts={"seen": seen, "lists": lists})  # type: ignore[arg-type]


def _fact(
    now: SiteRun, good: SiteRun | None = None, before: Yield | None = None, after: Yield | None = None
) -> SiteFacts:
    return SiteFacts(URL, now, "r", good, now, before or Yield(), after or Yield())


@pytest.fixture
def expected(tmp_path: Path) -> Expectations:
    return load_expectations(tmp_path / "none.csv")


def _rules(fact: SiteFacts, expected: Expectations, day: date = DAY) -> list[str]:
    return [finding.rule for finding in judge({URL: fact}, expected, day, {})]


@pytest.mark.parametrize(
    ("fact", "rules"),
    [
        (_fact(_visit()), []),
        (_fact(_visit(), _visit()), []),
        (_fact(_visit("declined", 0), _visit()), ["unchecked"]),
        (_fact(_visit("empty", 0)), []),
        (_fact(_visit("empty", 0), _visit()), ["zero"]),
        (_fact(_visit(seen=8), _visit()), []),
        (_fact(_visit(seen=6), _visit()), ["drop"]),
        (_fact(_visit(seen=20, lists=1), _visit(seen=60, lists=3)), []),
        (_fact(_visit(column="/new/"), _visit()), ["moved"]),
        (_fact(_visit(), None, Yield(3, 0, 700), Yield(3, 0, 690)), []),
        (_fact(_visit(), None, Yield(3, 0, 700), Yield(3, 0, 300)), ["layout"]),
        (_fact(_visit(), None, Yield(10, 4), Yield(10, 4)), []),
        (_fact(_visit(), None, Yield(10, 1), Yield(10, 4)), ["unreadable"]),
    ],
)
def test_each_rule_finds_what_it_should_and_nothing_else(
    fact: SiteFacts, rules: list[str], expected: Expectations
) -> None:
    assert _rules(fact, expected) == rules


def test_only_a_regular_publisher_is_late_by_itself_and_never_one_that_could_not_be_checked(
    expected: Expectations,
) -> None:
    regular, fresh = Yield(years={2024: 1}), Yield(years={2024: 1, 2025: 1})
    after = date(2026, 4, 15)
    assert _rules(_fact(_visit(), after=regular), expected, date(2026, 4, 14)) == []
    assert _rules(_fact(_visit(), after=regular), expected, after) == ["late"]
    assert _rules(_fact(_visit(), after=fresh), expected, after) == []
    assert _rules(_fact(_visit(), after=Yield(years={2020: 1})), expected, after) == []
    assert _rules(_fact(_visit("unreachable"), _visit(), after=regular), expected, after) == ["unchecked"]


def test_rows_of_the_archive_stand_above_those_that_ship(tmp_path: Path) -> None:
    own = tmp_path / "expectations.csv"
    own.write_text(OWN + "site,www.linjiang.gov.cn,2,3,01-31,,1,scans\nregion,220000,5,,01-31,,,\n", encoding="utf-8")
    expected = load_expectations(own)
    fact = _fact(_visit(seen=1), _visit(), Yield(10, 1), Yield(10, 9, years={2025: 1}))
    found = judge({URL: fact}, expected, DAY, {})
    assert [(finding.rule, finding.subject) for finding in found] == [("late", "220000"), ("late", URL)]
    assert [(f.rule, f.subject) for f in judge({URL: fact}, expected, date(2026, 1, 30), {})] == []
    fact.after.years[2025] = 4
    assert _rules(fact, expected) == ["late", "surplus"]


def test_a_drop_stays_open_until_as_many_are_listed_again(expected: Expectations) -> None:
    (first,) = judge({URL: _fact(_visit(seen=3), _visit())}, expected, DAY, {})
    remembered = {("drop", URL): first.data}
    same = _fact(_visit(seen=3), _visit(seen=3))
    assert [f.key for f in judge({URL: same}, expected, DAY, remembered)] == [first.key]
    assert judge({URL: _fact(_visit(seen=9), _visit(seen=3))}, expected, DAY, remembered) == []


def test_a_site_below_its_floor_is_held(expected: Expectations) -> None:
    found = judge({URL: _fact(_visit(), None, Yield(9, 0, 900), Yield(9, 0, 0))}, expected, DAY, {})
    assert held(found) == {URL}
    assert held(judge({URL: _fact(_visit("empty", 0), _visit())}, expected, DAY, {})) == set()


@pytest.mark.parametrize(
    "row", ["town,x,,,,,,", "site,,,,,,,", "site,x,many,,,,,", "site,x,,,02-30,,,", "site,x,,,,1.5,,"]
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    own = tmp_path / "expectations.csv"
    own.write_text(OWN + row + "\n", encoding="utf-8")
    with pytest.raises(ExpectationError, match=r"expectations\.csv, line 2"):
        load_expectations(own)


def test_every_rule_has_words_and_a_mend() -> None:
    for rule in load_rules().values():
        assert all((rule.zh, rule.en, rule.mend_zh, rule.mend_en))
