"""The smallest edits: the one that was made is named, and every one that is named mends the whole table."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.causes.edit import Answer
from parsers.causes.search import Found, smallest_edits
from parsers.causes.system import build
from parsers.rules.balances import Cells, broken_balances
from tests.support.tables import KINDS, RESULTS, ROWS, challenges_table, put, requests_table

COLUMNS = (*KINDS, "total")
DISCLOSED, SECRET, TOTAL = "results.disclosed", "results.not_disclosed.state_secret", "results.total"


def search(cells: Cells, missing: Iterable[tuple[str, str]] = ()) -> Found:
    return smallest_edits(build(next(iter(cells.values())).table, cells, missing))


def applied(cells: Cells, answer: Answer) -> Cells:
    for one in answer:
        for change in one.changes:
            cells = put(cells, *change.key, change.meant)
    return cells


def table(**values: int) -> Cells:
    """A table in which natural persons got 12 disclosed and 3 refused for secrecy, all of it received this year."""
    cells = requests_table(0, 0)
    rows = {
        DISCLOSED: 12,
        SECRET: 3,
        TOTAL: 15,
        "new_requests": 15,
        "carried_over_in": 0,
        "carried_over_out": 0,
    } | values
    for row in ROWS:
        for column in COLUMNS:
            cells = put(cells, row, column, rows.get(row, 0) if column in ("natural_person", "total") else 0)
    assert not list(broken_balances("requests", cells))
    return cells


def kinds(found: Found) -> list[str]:
    return ["+".join(one.kind for one in answer) for answer in found.answers]


def changes(found: Found) -> list[dict[tuple[str, str], float]]:
    return [{c.key: c.meant for one in answer for c in one.changes} for answer in found.answers]


def test_nothing_broken_names_nothing() -> None:
    assert search(table()) == Found((), 0)


@pytest.mark.parametrize("printed", [13, 1, 2, 21, 112], ids=["misread", "lost", "lost", "changed about", "doubled"])
def test_one_digit_of_one_cell(printed: int) -> None:
    found = search(put(table(), DISCLOSED, "natural_person", printed))
    assert kinds(found) == ["digit"]
    assert changes(found) == [{(DISCLOSED, "natural_person"): 12}]


def test_two_cells_changed_about() -> None:
    cells = put(put(table(), DISCLOSED, "natural_person", 3), SECRET, "natural_person", 12)
    found = search(cells)
    assert {(DISCLOSED, "natural_person"): 12, (SECRET, "natural_person"): 3} in changes(found)
    assert "swap" in kinds(found)


def test_a_row_shifted_by_one_column() -> None:
    cells = table()
    for column, value in zip(COLUMNS, [None, 12, 0, 0, 0, 0, 0], strict=True):
        cells = put(cells, DISCLOSED, column, value)
    found = search(cells)
    assert kinds(found) == ["shift"]
    assert changes(found)[0][DISCLOSED, "natural_person"] == 12
    assert changes(found)[0][DISCLOSED, "total"] == 12


@pytest.mark.parametrize(("printed", "kind"), [(None, "blank_total"), ("/", "blank_total"), (0, "zero_total")])
def test_a_total_left_blank_or_nought(printed: int | None, kind: str) -> None:
    found = search(put(table(), TOTAL, "natural_person", printed))
    assert kinds(found)[0] == kind
    assert changes(found)[0] == {(TOTAL, "natural_person"): 15}


def test_an_item_that_stands_in_two_rows() -> None:
    """（二）区分处理 counted again in （一）: the sum of the results exceeds the total by just that row."""
    cells = table()
    for column in ("natural_person", "total"):
        cells = put(cells, "results.partially_disclosed", column, 4)
    found = search(cells)
    assert kinds(found)[0] == "double_count"
    assert changes(found)[0] == {("results.partially_disclosed", c): 0 for c in ("natural_person", "total")}


def test_an_item_that_the_total_leaves_out() -> None:
    cells = table()
    for column in ("natural_person", "total"):
        cells = put(cells, TOTAL, column, 12)
    found = search(cells)
    assert "not_counted" in kinds(found)
    assert {(TOTAL, c): 15 for c in ("natural_person", "total")} in changes(found)


def test_a_row_that_is_not_printed() -> None:
    cells = {key: cell for key, cell in table().items() if key[0] != SECRET}
    found = search(cells, [(SECRET, column) for column in COLUMNS])
    assert kinds(found)[0] == "missing_row"
    assert changes(found)[0][SECRET, "natural_person"] == 3


def test_two_slips_that_have_nothing_to_do_with_each_other() -> None:
    cells = put(put(table(), DISCLOSED, "natural_person", 13), "carried_over_in", "other", 5)
    found = search(cells)
    assert {(DISCLOSED, "natural_person"): 12, ("carried_over_in", "other"): 0} in changes(found)


def test_cells_wrong_in_step() -> None:
    cells = put(put(table(), "carried_over_out", "natural_person", 4), "carried_over_out", "total", 4)
    found = search(cells)
    assert {("carried_over_out", "natural_person"): 0, ("carried_over_out", "total"): 0} in changes(found)


def test_all_equally_small_edits_of_a_group_are_named() -> None:
    found = search(challenges_table(reconsideration=(2, 0, 0, 1, 4)))
    singles = [change for change in changes(found) if len(change) == 1]
    assert {key[1] for change in singles for key in change} == {
        "upheld", "corrected", "other_outcome", "pending", "total",
    }  # fmt: skip


def test_a_table_broken_everywhere_is_said_to_be() -> None:
    rng = random.Random(3)
    cells = table()
    for row, column in list(cells):
        cells = put(cells, row, column, rng.randint(0, 99))
    found = search(cells)
    assert found == Found((), 0, cut_short=True)


@pytest.mark.parametrize("seed", range(60))
def test_a_random_digit_in_a_random_table_is_found(seed: int) -> None:
    rng = random.Random(seed)
    cells = requests_table(seed)
    row, column = rng.choice(RESULTS), rng.choice(KINDS)
    old = cells[row, column].value or 0
    found = search(put(cells, row, column, old + rng.randint(1, 9)))
    assert {(row, column): old} in changes(found)


values = st.one_of(st.integers(0, 30), st.sampled_from([None, "/", "—"]))
slips = st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS), values), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 50), slips)
def test_every_named_answer_mends_the_table_by_the_rules_themselves(
    seed: int, made: list[tuple[str, str, object]]
) -> None:
    cells = requests_table(seed, 9)
    for row, column, value in made:
        cells = put(cells, row, column, value)
    system = build("requests", cells)
    ours = {(system.identities[i].balance.id, system.identities[i].line) for i in system.broken}
    assert ours == {(one.balance.id, one.line) for one in broken_balances("requests", cells)}
    for answer in smallest_edits(system).answers:
        assert not list(broken_balances("requests", applied(cells, answer)))
