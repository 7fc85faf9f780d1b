"""Cutting into sections: headings in any order, every line of text exactly once."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Block, Grid, GridCell, Paragraph
from parsers.form import load_form
from parsers.heading import read_heading
from parsers.sections import cut, to_sections

NUMBERS = ("一、", "二、", "三、", "四、", "五、", "六、", "七、", "（一）", "1.", "第一部分 ", "")
OFFICIAL = tuple(s.heading for s in load_form().sections)
VARIANTS = (
    "概述",
    "工作基本情况",
    "行政机关主动公开政府信息情况",
    "存在问题及改进措施",
    "其它需要报告的情况",
    "2022年工作思路",
    "收费及减免情况",
)
WORDS = st.text("公开信息本年度局落实，条例依申请完善1234", min_size=1, max_size=30).map(lambda t: f"{t}。")
HEADINGS = st.builds(lambda n, h: n + h, st.sampled_from(NUMBERS), st.sampled_from(OFFICIAL + VARIANTS))
ODD = st.sampled_from(["附件：", "2023年1月9日", "某县民政局", "打印", "分享到", "注：", "附表", "上一篇：无"])
LINE = st.one_of(WORDS, WORDS, WORDS, HEADINGS, HEADINGS, ODD, st.text(max_size=20))


def grid(texts: list[str]) -> Grid:
    return Grid([[GridCell(text, n, 1, 1, (0, 0, n)) for n, text in enumerate(texts)]])


BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda t, low: Paragraph(t, {"block": 0}, 0, low), LINE, st.integers(0, 9)),
        st.lists(LINE, min_size=1, max_size=4).map(grid),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(BLOCKS)
def test_no_line_is_lost_and_none_is_told_twice(blocks: list[Block]) -> None:
    outline = cut(blocks)
    kept = Counter(p.text for p in outline.preface if isinstance(p, Paragraph))
    kept += Counter(line.text for draft in outline.drafts for line in draft.lines)
    kept += Counter(draft.heading.text for draft in outline.drafts)
    kept += Counter(line.text for line in outline.tail)
    for group in (outline.preface, *(draft.grids for draft in outline.drafts), outline.after):
        kept += Counter(cell.text for block in group if isinstance(block, Grid) for cell in block.cells())
    given_ = Counter(b.text for b in blocks if isinstance(b, Paragraph))
    given_ += Counter(cell.text for b in blocks if isinstance(b, Grid) for cell in b.cells())
    assert not kept - given_
    for text in given_ - kept:  # only blanks and a line that says its own heading again may go
        assert not text.strip() or read_heading(text) is not None


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_sections_are_each_of_one_kind(blocks: list[Block]) -> None:
    sections = to_sections(cut(blocks))
    keys = [section.key for section in sections if section.key]
    assert len(keys) == len(set(keys))
    assert all(section.heading for section in sections)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)), st.lists(st.lists(WORDS, max_size=3), min_size=6, max_size=6))
def test_sections_in_any_order_keep_their_text(order: list[int], texts: list[list[str]]) -> None:
    """Renumbered as they stand, the six sections keep key, number and text wherever they stand."""
    blocks: list[Block] = []
    for place, n in enumerate(order):
        blocks.append(Paragraph(NUMBERS[place] + OFFICIAL[n], {"block": 0}))
        blocks += [Paragraph(text, {"block": 0}) for text in texts[n]]
    sections = {section.key: section for section in to_sections(cut(blocks))}
    if order[0] != 0 and 0 in order[1:]:
        return  # a heading 总体情况 further down begins another report
    for place, n in enumerate(order):
        section = sections[load_form().sections[n].key]
        assert (section.number, section.text) == (place + 1, "\n".join(texts[n]))


@pytest.mark.parametrize("n", range(6))
@pytest.mark.parametrize("form", ["{c}、{h}", "{c}.{h}", "第{c}部分 {h}", "{c}、 {h}：", "　{c} 、{h}", "{c}、{s}"])
def test_headings_as_they_are_printed(n: int, form: str) -> None:
    spaced = " ".join(OFFICIAL[n])
    heading = read_heading(form.format(c="一二三四五六"[n], h=OFFICIAL[n], s=spaced))
    assert heading is not None
    assert (heading.number, heading.key) == (n + 1, load_form().sections[n].key)


@pytest.mark.parametrize(
    "text",
    ["全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。", "一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（三）不予公开",
     "1.属于国家秘密", "一是强化主动公开。", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理", "2022年，本局主动公开信息12条。"],
)  # fmt: skip
def test_lines_that_are_no_heading(text: str) -> None:
    heading = read_heading(text)
    assert heading is None or (heading.key is None and not re.match("[一二三四]、", text))
