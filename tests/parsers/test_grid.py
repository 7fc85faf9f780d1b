"""Grid expansion equals the HTML standard's algorithm, on the grid itself and through markup."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.grid import MAX_HANGING, place_group, read_span
from tests.parsers.forming import by_grid, by_reader, by_standard
from tests.parsers.html_standard import Part, Td, form_table, parse_non_negative_integer
from tests.parsers.random_tables import HOSTILE, SPANS, TAGS, random_table

SPAN = st.sampled_from(SPANS * 20 + HOSTILE)
ROW = st.lists(st.builds(Td, SPAN, SPAN), max_size=6)


def _part(tag: str) -> st.SearchStrategy[Part]:
    rows = st.lists(ROW, min_size=1, max_size=1) if tag == "tr" else st.lists(ROW, max_size=5)
    return st.builds(Part, st.just(tag), rows)


PARTS = st.lists(st.sampled_from(TAGS).flatmap(_part), min_size=1, max_size=6)


@settings(max_examples=400, deadline=None)
@given(PARTS)
def test_cells_stand_where_the_standard_puts_them(parts: list[Part]) -> None:
    assert by_grid(parts) == by_standard(form_table(parts))


@settings(max_examples=300, deadline=None)
@given(PARTS.filter(lambda parts: any(len(row) > 1 for part in parts for row in part.rows)))
def test_markup_is_read_as_the_standard_has_it(parts: list[Part]) -> None:
    """Tables without a row of two cells are layout to the reader; rows that nothing covers leave no trace."""
    anchors, covered = by_standard(form_table(parts))
    assert by_reader(parts) == (anchors, [covered[row] for row in sorted(covered) if covered[row]])


def test_random_tables_of_the_benchmark_agree() -> None:
    rng = random.Random(20260101)
    for _ in range(200):
        parts = random_table(rng)
        assert by_grid(parts) == by_standard(form_table(parts)), parts


def test_the_transcription_on_tables_with_known_answers() -> None:
    """A growing cell, a span that overhangs its group, and two cells that overlap."""
    growing = form_table([Part("tbody", [[Td(None, "0"), Td()], [Td()], []]), Part("tbody", [[Td(), Td()]])])
    assert {name: anchor[0] for name, anchor in growing.anchors.items()} == {
        (0, 0, 0): 0, (0, 0, 1): 1, (0, 1, 0): 1, (1, 0, 0): 0, (1, 0, 1): 1,
    }  # fmt: skip
    assert growing.covered[0, 2] == {0: [(0, 0, 0)]}
    overhanging = form_table([Part("tbody", [[Td(None, "4")]]), Part("tbody", [[Td()]])])
    assert overhanging.anchors[1, 0, 0] == (0, 4, 1)
    overlapping = form_table([Part("tr", [[Td(), Td(None, "2")]]), Part("tr", [[Td("2")]])])
    assert overlapping.covered[1, 0] == {0: [(1, 0, 0)], 1: [(0, 0, 1), (1, 0, 0)]}


def test_hostile_spans_cost_nothing() -> None:
    placed, _ = place_group([[(1000, 65534)] * 3 for _ in range(50)])
    assert placed[1][0] == (3000, 1000, 1 + 65534)


def test_only_so_many_cells_hang_from_above() -> None:
    placed, bottom = place_group([[(1, 0)] for _ in range(MAX_HANGING + 3)])
    assert bottom == MAX_HANGING + 3
    assert [line[0][0] for line in placed[-4:]] == [MAX_HANGING - 1, *[MAX_HANGING] * 3]


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
