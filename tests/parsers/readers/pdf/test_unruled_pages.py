"""Tables without rulings over pages: heads that a browser prints on each, columns that stand elsewhere, letters set wide."""

from __future__ import annotations

from parsers.document import Grid, Paragraph
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.parsers.readers.pdf.test_unruled_forms import APPLICANTS, FULL, MIDDLES, form, headed, row, rows
from tests.support.paper import Paper

TWO = ["2", *["0"] * 5, "2"]


def top(paper: Paper) -> None:
    """The head that a browser prints on every page of one table that holds all sections."""
    paper.text(300, 50, "二、主动公开政府信息情况", align="center")
    paper.text(300, 66, "第二十条第（一）项", align="center")
    for x, words in ((60, "信息内容"), (235, "本年制发件数"), (345, "本年废止件数"), (440, "现行有效件数")):
        paper.text(x, 82, words)


def test_a_head_that_stood_on_an_earlier_page_comes_between_no_rows() -> None:
    paper = Paper()
    top(paper)
    for x, words in ((60, "规章"), (235, "1"), (345, "2"), (440, "3")):
        paper.text(x, 100, words)
    paper.page()
    top(paper)
    paper.text(270, 102, "申请人情况")
    paper.text(345, 116, "法人或其他组织", align="center")
    for x, words in zip(MIDDLES, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 129 + 13 * i, part, align="center")
    form(paper)
    paper.text(110, 290, "1.属于国", size=9)
    paper.page()
    top(paper)
    paper.text(110, 100, "家秘密", size=9)
    for x, value in zip(MIDDLES, TWO, strict=True):
        paper.text(x, 100, value, align="center")
    row(paper, 130, ["2.其他法律行政法规禁止公开"], FULL)
    found = rows(paper)
    assert found["1.属于国家秘密"] == TWO
    assert found["2.其他法律行政法规禁止公开"] == FULL


def test_a_table_printed_again_for_another_year_is_read_by_its_own_header() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["四、结转下年度继续办理"], FULL, x=60)
    paper.page()
    headed(paper=paper)
    few = ["", "", "3", "", "", "", "3"]
    for y, label in ((190, "一、本年新收政府信息公开申请数量"), (215, "二、上年结转政府信息公开申请数量")):
        row(paper, y, [label], few, x=60)
    for y, label in ((240, "（一）予以公开"), (265, "（二）部分公开")):
        row(paper, y, [label], few)
    grids = [block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid)]
    found = [[cell.text for cell in one[1:]] for grid in grids for one in grid.rows if one[0].text == "（一）予以公开"]
    assert found == [FULL, few]


def test_columns_stand_where_the_header_of_their_page_has_them() -> None:
    paper = headed()
    form(paper)
    paper.page()
    places = [x + 20 for x in MIDDLES]
    paper.text(365, 95, "法人或其他组织", align="center")
    for x, words in zip(places, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 110 + 13 * i, part, align="center")
    for y, label, values in (
        (160, "1.属于国家秘密", TWO),
        (185, "2.其他法律行政法规禁止公开", ["", "3", *[""] * 4, "3"]),
    ):
        paper.text(110, y, label, size=9)
        for x, value in zip(places, values, strict=True):
            paper.text(x, y, value, align="center")
    found = rows(paper)
    assert found["1.属于国家秘密"] == TWO
    assert found["2.其他法律行政法规禁止公开"] == ["", "3", *[""] * 4, "3"]


def test_a_column_of_the_agency_s_own_whose_letters_stand_apart() -> None:
    paper = Paper()
    paper.text(345, 80, "法人或其他组织", align="center")
    places = [*MIDDLES[:3], 365.0, 410, 445, 475, 510]
    for x, words in zip(places, [*APPLICANTS[:3], "", *APPLICANTS[3:]], strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 110 + 13 * i, part, align="center")
    for x, letter in zip((342, 352, 362, 372), "个体工商", strict=True):
        paper.text(x, 110, letter, size=8)
    paper.text(342, 122, "户", size=8)
    for i, label in enumerate(
        ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开")
    ):
        paper.text(60, 170 + 25 * i, label, size=9)
        for at, x in enumerate(places):
            paper.text(x, 170 + 25 * i, str(at), align="center")
    assert rows(paper)["（一）予以公开"] == [str(at) for at in range(8)]


def test_words_of_a_table_stand_in_no_paragraph_as_well() -> None:
    paper = Paper()
    for x, words in ((60, "信"), (80, "息"), (100, "内"), (120, "容"), (235, "本年处理决定数量")):
        paper.text(x, 80, words)
    for x, words in ((60, "行政许可"), (235, "5")):
        paper.text(x, 100, words)
    blocks = read(paper.done(), load_limits()).blocks
    assert not [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_header_is_found_by_the_title_over_its_names_where_no_line_of_these_is_whole() -> None:
    paper = Paper()
    paper.text(345, 74, "申请人情况", align="center")
    names = ["自|然|人", "商业|企业", "", "社会|公益|组织", "", "其|他", "总|计"]
    for n, (x, words) in enumerate(zip(MIDDLES, names, strict=True)):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 100 + 5 * (n % 3) + 14 * i, part, align="center")
    for x, y, letters in (
        (315, 106, "科研"),
        (315, 120, "机构"),
        (405, 111, "法律"),
        (405, 125, "服务"),
        (405, 139, "机构"),
    ):
        paper.text(x - 14, y, letters[0])
        paper.text(x + 4, y, letters[1])
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    heads = [
        one[0] for one in (grid.rows for grid in read(paper.done(), load_limits()).blocks if isinstance(grid, Grid))
    ]
    assert [cell.text for cell in heads[0]][-5:-2] == ["科研机构", "社会公益组织", "法律服务机构"]


def test_the_end_of_a_label_above_a_header_is_none_of_its_words() -> None:
    paper = headed()
    form(paper)
    row(paper, 290, ["4.无正当理由大量反", "复申请"], TWO)
    paper.text(345, 318, "法人或其他组织", align="center")
    for x, words in zip(MIDDLES, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 333 + 13 * i, part, align="center")
    row(paper, 400, ["（七）总计"], FULL)
    assert rows(paper)["4.无正当理由大量反复申请"] == TWO


def test_a_line_of_a_name_that_looks_like_nothing_is_no_value() -> None:
    paper = headed()
    for y, label in ((190, "一、本年新收政府信息公开申请数量"), (215, "二、上年结转政府信息公开申请数量")):
        row(paper, y, [label, "（应与上年的报告一致，不含咨询的数量在内）"], FULL, x=60)
    row(paper, 250, ["（一）予以公开（包括主动公开的全部内容）"], FULL, x=85)
    for i, words in enumerate(("（四", "）无", "法提", "供")):
        paper.text(60, 280 + 14 * i, words, size=9)
    row(paper, 287, ["1.本机关不掌握相关政府信息"], FULL)
    row(paper, 315, ["2.没有现成信息需要另行制作"], TWO)
    found = rows(paper)
    assert found["1.本机关不掌握相关政府信息"] == FULL
    assert found["2.没有现成信息需要另行制作"] == TWO
