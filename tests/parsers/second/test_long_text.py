"""Text of any length before a tag that is none costs the second reading one look, not one a character."""

from __future__ import annotations

from parsers.second.page import FlatCell, rows_of_page


def test_a_long_text_before_a_broken_tag_ends() -> None:
    page = "<table><tr><td>5</td></tr></table><p>" + "字" * 600_000 + "<<p>"
    assert rows_of_page(page) == [[FlatCell("5")]]
