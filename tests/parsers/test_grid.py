"""Grid expansion equals the HTML standard's algorithm, on the grid itself and through markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.grid import Spans, place_group, read_span
from tests.parsers.html_standard import Part, Td, form_table, parse_non_negative_integer

CELLS = st.tuples(st.integers(1, 6), st.integers(0, 5))
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=9)


@settings(max_examples=1000, deadline=None)
@given(ROWS)
def test_columns_are_those_of_the_standard(rows: list[list[tuple[int, int]]]) -> None:
    placed, _ = place_group([[Spans(*cell) for cell in row] for row in rows])
    formed = form_table([Part("tbody", [[Td(str(c), str(r)) for c, r in row] for row in rows])])
    ours = {(0, r, n): p.x for r, line in enumerate(placed) for n, p in enumerate(line)}
    assert ours == {name: anchor[0] for name, anchor in formed.anchors.items()}


def test_hostile_spans_cost_nothing() -> None:
    placed, _ = place_group([[Spans(1000, 65534)] * 3 for _ in range(50)])
    assert placed[1][0].x == 3000


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=12), st.from_regex(r"[ \t]?[+-]?[0-9]{0,14}[a-z%.]?", fullmatch=True)))
def test_span_attributes_are_read_as_the_standard_reads_integers(text: str) -> None:
    value = parse_non_negative_integer(text)
    assert read_span(text, limit=1000) == min(value or 1, 1000)
    assert read_span(text, limit=65534, zero=True) == min(1 if value is None else value, 65534)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), (" 3px", 3), ("+2", 2), ("-2", 1), ("-0", 1), ("", 1), ("x", 1), ("0", 1), ("0000000000003", 3), ("9" * 5000, 1000)],
)  # fmt: skip
def test_span_attributes_met(text: str, value: int) -> None:
    assert read_span(text, limit=1000) == value
