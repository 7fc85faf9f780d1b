"""Grid expansion equals the HTML standard's algorithm."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.grid import Spans, place_group, read_span
from tests.parsers.html_standard import place

CELLS = st.tuples(st.integers(1, 6), st.integers(0, 5))
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=9)


@settings(max_examples=1500, deadline=None)
@given(ROWS)
def test_columns_are_those_of_the_standard(rows: list[list[tuple[int, int]]]) -> None:
    placed, _ = place_group([[Spans(*cell) for cell in row] for row in rows])
    assert [[p.x for p in line] for line in placed] == place(rows)


def test_hostile_spans_cost_nothing() -> None:
    placed, _ = place_group([[Spans(1000, 65534)] * 3 for _ in range(50)])
    assert placed[1][0].x == 3000


@given(st.text(max_size=12))
def test_span_attributes_never_raise_and_stay_in_bounds(text: str) -> None:
    assert 1 <= read_span(text, limit=1000) <= 1000


def test_span_attributes_are_read_as_the_standard_reads_integers() -> None:
    cases = {"3": 3, " 3px": 3, "+2": 2, "-2": 1, "": 1, "x": 1, "0": 1, "99999999999": 1000}
    assert {text: read_span(text, limit=1000) for text in cases} == cases
