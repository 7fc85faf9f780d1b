"""Bytes to text, whatever the page says about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decoding import decode

CHINESE = st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc", "Co"]), min_size=1, max_size=200)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=80)
DECLARED = st.sampled_from(
    ["utf-8", "UTF8", "gb2312", "GBK", "gb18030", "x-gbk", "iso-8859-1", "windows-1252", "ascii", "big5x", "", "hex"]
)
HEADER = st.sampled_from(
    [
        None,
        "text/html",
        "text/html; charset=utf-8",
        "text/html;charset=GBK",
        "text/html; charset=ISO-8859-1",
        "text/html; charset=",
    ]
)


def page(text: str, charset: str) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>{text}</body></html>'


@given(CHINESE, DECLARED, HEADER)
def test_utf8_is_read_whatever_is_declared(text: str, charset: str, header: str | None) -> None:
    html = page(text, charset)
    assert decode(html.encode(), header) == (html, "utf-8", 0)


@given(HAN, DECLARED, HEADER)
def test_chinese_bytes_are_read_whatever_is_declared(text: str, charset: str, header: str | None) -> None:
    html = page(text, charset)
    body = html.encode("gb18030")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        assert decode(body, header) == (html, "gb18030", 0)


@given(HAN, st.sampled_from(["utf-8-sig", "utf-16"]), HEADER)
def test_a_byte_order_mark_wins(text: str, codec: str, header: str | None) -> None:
    html = page(text, "gb2312")
    assert decode(html.encode(codec), header)[::2] == (html, 0)


@pytest.mark.parametrize("name", ["Big5", "big5-hkscs", "euc-kr", "shift_jis"])
def test_other_charsets_are_believed_when_the_bytes_fit(name: str) -> None:
    html = page("年度報告", name)
    assert decode(html.encode(name), None)[::2] == (html, 0)


@given(st.binary(max_size=400), HEADER)
def test_any_bytes_give_text_and_tell_the_damage(body: bytes, header: str | None) -> None:
    decoded = decode(body, header)
    assert 0 <= decoded.damaged <= len(decoded.text)
    assert decoded.damaged == decoded.text.count("\ufffd") or decoded.damaged == 0


@given(HAN.filter(lambda text: len(text) > 20), st.integers(0, 10**6))
def test_one_broken_byte_costs_little(text: str, at: int) -> None:
    html = page(text * 4, "utf-8")
    body = bytearray(html.encode())
    start = html.index("<body>") + 6
    body[start + at % (len(text) * 12)] = 0xFF
    decoded = decode(bytes(body))
    assert decoded.charset == "utf-8"
    assert 1 <= decoded.damaged <= 3
