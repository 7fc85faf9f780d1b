"""Passages show the find as it stands, and nothing of it as markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import passages, terms
from archive.search.fold import fold

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'\ue000公开\ue001</mark>\u202e开公"


def shown(text: str, query: str) -> str:
    return " … ".join(str(passage.html) for passage in passages(text, terms(query)))


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("主动公开信息", "公开", "主动<mark>公开</mark>信息"),
        ("主动公　开信息", "公开", "主动<mark>公　开</mark>信息"),
        ("２０２３ 年度", "2023年", "<mark>２０２３ 年</mark>度"),
        ("Open Data", "open data", "<mark>Open</mark> <mark>Data</mark>"),
        ("甲\n乙", "乙", "甲 <mark>乙</mark>"),
        ("公公公", "公公", "<mark>公公公</mark>"),
        ("cafe\u0301 au lait", "café", "<mark>cafe\u0301</mark> au lait"),
        ("无此词", "公开", ""),
    ],
)
def test_finds_are_marked_where_they_stand(text: str, query: str, html: str) -> None:
    assert shown(text, query) == html


def test_text_of_a_page_stays_text() -> None:
    html = shown(HOSTILE, "公开 script")
    assert re.findall(r"<[^>]*>", html) == ["<mark>", "</mark>"] * 3
    assert "\ue000" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;&amp;amp;&#34;&#39;" in html


def test_long_texts_are_cut_around_the_finds() -> None:
    text = "前" * 500 + "医疗保障" + "中" * 500 + "医疗保障" + "后" * 500
    first, second = passages(text, ["医疗保障"])
    assert first.cut_before
    assert second.cut_after
    assert str(first.html).count("<mark>医疗保障</mark>") == 1
    assert len(first.html) < 150


@settings(max_examples=200, deadline=None)
@given(st.text("公开信息ａA1. \n\u3000<&“”é\u0301", max_size=60), st.text("公开信息aA1.<&", min_size=1, max_size=3))
def test_what_is_marked_is_what_was_sought(text: str, query: str) -> None:
    for passage in passages(text, terms(query), limit=9):
        for find in re.findall(r"<mark>(.*?)</mark>", str(passage.html)):
            assert fold(query) in fold(unescape(find))
