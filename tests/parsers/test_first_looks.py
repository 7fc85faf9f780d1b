"""Lines told by a character without being folded: folding can make no other character that one, and that one no other."""

from __future__ import annotations

import random
import sys
import unicodedata

import pytest

from parsers.heading import read_heading
from parsers.metadata.agency import sector_of, vocabulary
from parsers.metadata.title import agency_in, is_title
from parsers.text import squeeze


def test_an_ideograph_stays_itself_whatever_follows() -> None:
    marks = [c for c in map(chr, range(0x300, 0x3100)) if unicodedata.combining(c)]
    for code in range(0x4E00, 0xA000):
        mark = marks[code % len(marks)]
        assert squeeze(chr(code) + mark).startswith(chr(code))


@pytest.mark.parametrize("character", "开告报")
def test_no_other_character_becomes_one_of_a_title(character: str) -> None:
    others = (chr(code) for code in range(sys.maxunicode + 1) if chr(code) != character)
    assert not any(character in unicodedata.normalize("NFKC", other) for other in others)


@pytest.mark.parametrize("before", ["", " ", "\u200b"])
@pytest.mark.parametrize("after", ["", " ", "》", "（全文）", "【2021】", "\u200b", "”"])
@pytest.mark.parametrize("name", ["报告", "年报", "报 告"])
def test_titles_of_all_endings_are_told(before: str, after: str, name: str) -> None:
    title = f"{before}锡山区教育局2021年政府信息公开工作年度{name}{after}"
    assert is_title(title)
    assert agency_in(title) == "锡山区教育局"


@pytest.mark.parametrize(
    "line", ["总体情况", "⼀、总体情况", "１、总体情况", "㈠总体情况", "第 一部分 总体情况", "\u200b一、总体情况"]
)
def test_headings_of_odd_characters_are_read_as_before(line: str) -> None:
    heading = read_heading(line)
    assert (heading is not None and heading.key == "overview") == (line != "㈠总体情况")


def test_the_word_that_tells_a_sector_is_the_first_and_of_those_the_longest() -> None:
    words = [(word, sector["key"]) for sector in vocabulary()["sector"] for word in sector["words"]]
    rng = random.Random(1)
    for _ in range(3000):
        body = "".join(rng.choice(words)[0] if rng.random() < 0.5 else rng.choice("市县和与局") for _ in range(4))
        plain = body.replace("人民政府", "")
        found = min(((plain.find(word), -len(word), key) for word, key in words if word in plain), default=None)
        assert sector_of(body) == (found[2] if found else None)
