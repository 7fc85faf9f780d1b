"""Rows that lost blanks: placed only when the identities leave one way, and never against a slip."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.form import load_form
from parsers.tables.placement.certain import Sparse, certain
from parsers.tables.placement.challenges import placed as placed_cases
from parsers.tables.placement.requests import down_the_columns, placed
from parsers.tables.placement.ways import adds_up, ways

COLUMNS = [applicant.key for applicant in load_form().applicants]
ROWS = load_form().request_keys("2021")
KINDS = len(COLUMNS) - 1
Table = dict[str, list[int]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table three that satisfies every identity, with few figures in it."""
    table: Table = {key: [0] * (KINDS + 1) for key in ROWS}
    results = [key for key in ROWS if key.startswith("results.") and key != "results.total"]
    for kind in draw(st.lists(st.integers(0, KINDS - 1), min_size=1, max_size=6)):
        row, count = draw(st.sampled_from([*results, "carried_over_out"])), draw(st.integers(1, 30))
        for key in (row, draw(st.sampled_from(["new_requests", "carried_over_in"]))):
            table[key][kind] += count
        if row != "carried_over_out":
            table["results.total"][kind] += count
    for values in table.values():
        values[-1] = sum(values[:-1])
    return table


def printed(table: Table) -> dict[str, list[str]]:
    """The rows as text leaves them: blanks for noughts, and blanks lost."""
    return {key: [str(value) for value in values if value] for key, values in table.items()}


def restored(key: str, texts: list[str], way: tuple[int, ...]) -> list[int]:
    values = [0] * len(COLUMNS)
    for column, text in zip(way, texts, strict=True):
        values[column] = int(text)
    assert sum(values[:-1]) == values[-1], key
    return values


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_placed_row_is_where_it_was(table: Table) -> None:
    rows = printed(table)
    for key, way in placed(rows).items():
        assert restored(key, rows[key], way) == table[key]


@settings(max_examples=150, deadline=None)
@given(tables(), st.data())
def test_a_slip_is_never_healed(table: Table, data: st.DataObject) -> None:
    filled = [(key, i) for key, values in table.items() for i, value in enumerate(values) if value]
    key, column = data.draw(st.sampled_from(filled))
    table[key][column] += data.draw(st.integers(1, 9))
    assert placed(printed(table)) == {}


def test_two_ways_are_no_way() -> None:
    full = ["3", "2", "", "", "", "", "5"]
    rows = {key: [] for key in ROWS} | {"new_requests": full, "results.total": full}
    assert placed(rows | {"results.disclosed": ["3", "2", "5"]}) == {"results.disclosed": (0, 1, 6)}
    both = {"results.disclosed": ["3", "3"], "results.partially_disclosed": ["2", "2"]}
    assert placed(rows | both) == {"results.disclosed": (0, 6), "results.partially_disclosed": (1, 6)}
    alike = {"new_requests": ["2", "2", "4"], "results.total": ["2", "2", "4"]}
    assert placed(rows | alike | {"results.disclosed": ["2", "2", "4"]}) == {}


def test_nothing_is_placed_unless_totals_are_seen_to_be_stated() -> None:
    rows = {key: [] for key in ROWS} | {
        key: ["5", "5"] for key in ("new_requests", "results.disclosed", "results.total")
    }
    assert placed(rows) == {}


def test_words_among_the_values_place_nothing() -> None:
    full = ["3", "2", "", "", "", "", "5"]
    rows = {key: [] for key in ROWS} | {
        "new_requests": full,
        "results.total": full,
        "results.disclosed": ["3", "2", "5"],
    }
    assert placed(rows | {"carried_over_in": ["不适用"]}) == {}


@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 3), min_size=1, max_size=2), st.sampled_from([(1,), (-1,)])),
        min_size=1,
        max_size=5,
    )
)
def test_certain_is_what_trying_everything_finds(raw: list[tuple[list[int], tuple[int]]]) -> None:
    width = 3
    rows = {
        str(n): Sparse(tuple(values), tuple(combinations(range(width), len(values))), signs)
        for n, (values, signs) in enumerate(raw)
    }
    seen: dict[str, set[tuple[int, ...]]] = {key: set() for key in rows}
    for choice in product(*(row.ways for row in rows.values())):
        sums = [0] * width
        for row, way in zip(rows.values(), choice, strict=True):
            for value, column in zip(row.values, way, strict=True):
                sums[column] += row.signs[0] * value
        if not any(sums):
            for key, way in zip(rows, choice, strict=True):
                seen[key].add(way)
    assert certain(rows, width) == {key: found.pop() for key, found in seen.items() if len(found) == 1}


def test_too_many_ways_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    full = ["3", "2", "", "", "", "", "5"]
    rows = {key: [] for key in ROWS} | {
        "new_requests": full,
        "results.total": full,
        "results.disclosed": ["3", "2", "5"],
    }
    monkeypatch.setattr("parsers.tables.placement.certain.MOST_STATES", 2)
    assert placed(rows) == {}


@given(st.lists(st.integers(0, 5), max_size=5))
def test_every_way_keeps_the_order_and_adds_up(values: list[int]) -> None:
    found = ways(values, 5, 4)
    assert all(list(way) == sorted(set(way)) and adds_up(values, way, 4) for way in found)
    assert len(set(found)) == len(found)


def test_table_four_is_placed_group_by_group() -> None:
    first = (slice(0, 5), (0, 1, 2, 3, 4))
    assert placed_cases(["3", "1", "2", "1", "7", "2", "2", "1", "1"], 3) == [first, None, None]
    assert placed_cases(["3", "1", "2", "1", "7", "2", "2"], 3) == [None, None, None]  # the first group may be blank
    assert placed_cases(["1", "1"], 3) == [None, None, None]


def test_the_identities_are_the_declared_ones() -> None:
    assert len(down_the_columns()) == 2
    assert [b.sign("results.not_disclosed.state_secret") for b in down_the_columns()] == [1, 0]
