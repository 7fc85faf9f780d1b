"""Properties of short texts: values, labels, dates, numerals."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parsers.dates import find_date, find_years, url_date
from parsers.form import load_form
from parsers.text import chinese_number, read_label, read_value, squeeze, tidy

KINDS = {"number", "blank", "slash", "dash", "none_word", "text"}
WIDE = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F))}
BLANKS = st.sampled_from(["", " ", "\u00a0", "\u3000", "\t", "\n", "\u200b", "\ufeff", " \u200b "])
PLAIN = st.characters(exclude_categories=["Cs", "M", "Sk"])
"""Without accents that join a letter once the blank between them is gone."""
LABELS = sorted(
    {r.label for r in load_form().requests} | {r.label for b in load_form().blocks for r in (*b.rows, *b.columns)}
)
NUMERALS = "〇一二三四五六七八九"


@given(st.text(max_size=40))
def test_every_text_is_read_as_one_kind(text: str) -> None:
    value = read_value(text)
    assert value.kind in KINDS
    assert (value.value is not None) == (value.kind == "number")
    assert value.unit is None or value.kind == "number"


@given(st.text(max_size=30))
def test_no_number_comes_out_of_text_without_a_digit_or_with_letters(text: str) -> None:
    value = read_value(text)
    folded = unicodedata.normalize("NFKC", text)
    if value.kind == "number":
        assert any(c in "0123456789" for c in folded)
        assert not any(c.isascii() and c.isalpha() for c in folded)


@given(st.integers(0, 10**12), BLANKS, BLANKS)
def test_a_number_is_itself_however_it_is_printed(number: int, before: str, behind: str) -> None:
    for plain in (str(number), f"{number:,}", str(number).translate(WIDE), f"{number:,}".translate(WIDE)):
        assert read_value(f"{before}{plain}{behind}")[:2] == ("number", number)


@given(st.integers(0, 10**9), st.integers(1, 999999), st.sampled_from(["", "+", "-", "＋", "－", "−"]))
def test_decimals_and_signs(whole: int, fraction: int, sign: str) -> None:
    text = f"{whole}.{fraction:06}"
    value = float(text) * (-1 if sign in ("-", "－", "−") else 1)
    assert read_value(sign + text).value == value
    assert read_value((sign + text).translate(WIDE)).value == value


@given(st.integers(0, 10**6), st.sampled_from(["件", "条", "元", "万元", "项", "人次", "亿元"]), BLANKS)
def test_a_unit_stands_beside_the_number_and_changes_nothing(number: int, unit: str, blank: str) -> None:
    assert read_value(f"{number}{blank}{unit}") == ("number", number, unit)


@given(st.integers(0, 10**5), st.text("见附第页共约年月日级%×÷=~至①²", min_size=1, max_size=4), st.booleans())
def test_a_number_among_words_is_text(number: int, words: str, front: bool) -> None:
    assert read_value(f"{words}{number}" if front else f"{number}{words}").value is None


@pytest.mark.parametrize(
    "text",
    ["1,23", "12,34,567", "1.2.3", "1-2", "3/4", "--5", "+-5", "5-", "0x10", "1e5", "１．", ".5", "½", "³", "①", "٣", "一", "3 4", "1 2345",
     "12 345 6", "NaN", "inf", "1,", ",1", "9" * 41, "1_000", "50%", "2023年", "（3）", "5①", "12²", "3⑴", "１０㈠"],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert read_value(text).value is None, read_value(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "blank"), ("\u00a0\u3000", "blank"), ("\u200b", "blank"), ("/", "slash"), ("／", "slash"), ("\\", "slash"), ("//", "slash"), ("-", "dash"),
     ("—", "dash"), ("——", "dash"), ("–", "dash"), ("－", "dash"), ("无", "none_word"), (" 无 ", "none_word"), ("无此项", "text"), ("×", "text")],
)  # fmt: skip
def test_markers_are_told_apart(text: str, kind: str) -> None:
    assert read_value(text) == (kind, None, None)


@given(st.text(PLAIN, max_size=60))
def test_tidy_and_squeeze_are_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.sampled_from(LABELS), st.lists(st.tuples(st.integers(0, 40), BLANKS), max_size=6), st.booleans())
def test_a_label_is_the_same_under_spaces_quotes_and_width(
    label: str, blanks: list[tuple[int, str]], wide: bool
) -> None:
    changed = label.translate(str.maketrans("“”", '""')).replace("其他", "其它")
    if wide:
        changed = changed.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.():,/"})
    for at, blank in blanks:
        changed = changed[: at % (len(changed) + 1)] + blank + changed[at % (len(changed) + 1) :]
    assert read_label(changed) == read_label(label)


@given(st.text(PLAIN, max_size=40))
def test_every_label_has_a_normal_form(text: str) -> None:
    label = read_label(text)
    assert label.core == squeeze(label.core)
    assert set(label.stem) <= set(label.core)


@given(st.integers(0, 99))
def test_chinese_numerals(number: int) -> None:
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones or not tens else "")
    assert chinese_number(text) == number
    assert chinese_number("".join(NUMERALS[int(c)] for c in str(number))) == number


@given(st.text(max_size=10))
def test_no_numeral_comes_out_of_other_words(text: str) -> None:
    number = chinese_number(text)
    assert number is None or (number >= 0 and text)


@given(
    st.dates(date(2001, 1, 1), date(2039, 12, 31)), st.sampled_from(["", "发布日期：", "来源:本站 ", "（", "\u3000"])
)
def test_a_date_is_found_in_every_dress(day: date, before: str) -> None:
    y, m, d = day.year, day.month, day.day
    chinese = f"{''.join(NUMERALS[int(c)] for c in str(y))}年{_spoken(m)}月{_spoken(d)}日"
    dresses = [
        f"{y}年{m}月{d}日",
        f"{y}年 {m:02} 月 {d:02} 日",
        f"{y}-{m:02}-{d:02}",
        f"{y}/{m}/{d}",
        f"{y}.{m:02}.{d:02}",
        chinese,
    ]
    dresses += [f"{y}-{m:02}-{d:02} 09:05:00", f"{y}年{m}月{d}日".translate(WIDE)]
    for text in dresses:
        assert find_date(before + text) == day, text
    assert find_years(chinese)[0] == y


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


@given(st.integers(1990, 2050), st.integers(0, 99), st.integers(0, 99))
def test_a_date_that_cannot_be_is_none(y: int, m: int, d: int) -> None:
    possible = True
    try:
        date(y, m, d)
    except ValueError:
        possible = False
    assume(not possible)
    assert find_date(f"{y}年{m}月{d}日") is None
    assert find_date(f"{y}-{m:02}-{d:02}") is None


@given(st.text(max_size=60))
def test_dates_and_years_never_raise(text: str) -> None:
    found = find_date(text)
    assert found is None or date(1899, 1, 1) < found
    assert all(2000 <= year < 2100 for year in find_years(text))
    url_date(text)


# A number of eight digits may be a date of its own.
@given(st.dates(date(2008, 1, 1), date(2039, 12, 31)), st.integers(1, 10**7 - 1))
def test_the_date_in_an_address(day: date, number: int) -> None:
    y, m, d = day.year, day.month, day.day
    paths = [
        f"/{y}{m:02}/t{y}{m:02}{d:02}_{number}.html",
        f"/art/{y}/{m}/{d}/art_{number}.html",
        f"/{y}-{m:02}/{d:02}/c_{number}.htm",
    ]
    for path, host in product(paths, ("https://www.example.gov.cn", "http://10.0.0.9:8080/zwgk")):
        assert url_date(host + path) == day
    assert url_date(f"https://www.example.gov.cn/{number}/index.html?d={day + timedelta(1)}") in (
        None,
        day + timedelta(1),
    )
