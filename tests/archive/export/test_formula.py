"""No text in CSV is run as a formula, and every text can be had back."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export import bare, guarded
from archive.export.formula import MAYBE

TEXTS = st.text("=+-@\t\r'\"1,. x\n公*[", max_size=8)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-1+cmd", "+A1", "\t=1", "\r=1", "=HYPERLINK(1)", "-", "+36"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == (text if text in ("-", "+36") else f"'{text}")


@pytest.mark.parametrize("value", ["", "公开", "1=2", "-8", "+1,234.5", "--", "'", "'公", None, -8, 2.5])
def test_all_else_stays_as_it_is(value: object) -> None:
    assert guarded(value) == value


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    assert bare(str(guarded(text))) == text


@given(TEXTS)
def test_sql_looks_at_every_text_that_is_changed(text: str) -> None:
    maybe = sqlite3.connect(":memory:").execute(f"select ? {MAYBE}", (text,)).fetchone()[0]
    assert maybe or guarded(text) == text
