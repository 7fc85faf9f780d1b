"""Statistics tables without rulings over page breaks: headers, labels and figures cut, what is printed on every page."""

from __future__ import annotations

from tests.support.paper import Paper
from tests.support.statistics_paper import FIGURES, HEAD, KEYS, LABELS, TRUTH, found, row, rows


def test_a_header_printed_on_every_page_with_the_heading_below_it() -> None:
    paper = Paper()
    for start in (0, 3, 6):
        row(paper, 60, *HEAD)
        row(paper, 80, "三、依申请公开情况")
        rows(paper, 100, FIGURES[start : start + 3], start)
        paper.page()
    assert found(paper) == (TRUTH, set())


def test_a_header_that_a_page_break_cuts() -> None:
    paper = Paper()
    for x, words in zip((60, 340, 385, 460), ("统计指标", "单", "2017年", "历年累"), strict=True):
        paper.text(x, 800, words)
    paper.page()
    for x, words in zip((340, 385, 460), ("位", "度", "计"), strict=True):
        paper.text(x, 60, words)
    rows(paper, 90, FIGURES)
    assert found(paper) == (TRUTH, set())


def test_a_label_that_a_page_break_cuts_has_the_figure_on_either_page() -> None:
    for side in (0, 1):
        paper = Paper()
        row(paper, 700, *HEAD)
        row(paper, 760, "（一）回应公众关注热点或重大舆情数（不同方")
        row(paper, 766, "", "次", "" if side else "4", "" if side else "900")
        paper.page()
        row(paper, 60, "式回应同一热点或舆情计1次）")
        row(paper, 55, "", "", "4" if side else "", "900" if side else "")
        rows(paper, 90, FIGURES)
        assert found(paper) == ({"response.hot_issues": 4, **TRUTH}, set())


def test_a_figure_beside_a_label_at_the_head_of_a_page_is_no_page_number() -> None:
    figures = ["7", "0", "2", "5", "3", "8", "6", "3"]  # 2 and 3 open the second and the third page, at one height
    paper = Paper()
    row(paper, 700, *HEAD)
    for start, count, y in ((0, 2, 740), (2, 2, 60), (4, 4, 60)):
        for i in range(start, start + count):
            at = y + 22 * (i - start)
            row(paper, at, LABELS[KEYS[i]], "件")
            row(paper, at - 3, "", "", figures[i], "900")
        paper.page()
    assert found(paper)[0] == dict(zip(KEYS, map(int, figures), strict=True))


def test_the_last_row_printed_at_the_foot_of_every_page_is_one_row() -> None:
    paper = Paper()
    row(paper, 60, *HEAD)
    rows(paper, 90, FIGURES[:4])
    rows(paper, 178, FIGURES[7:], 7)
    paper.page()
    rows(paper, 60, FIGURES[4:], 4)
    assert found(paper) == (TRUTH, set())


def test_rows_of_one_name_and_one_figure_at_the_foot_of_a_page_are_two() -> None:
    paper = Paper()
    row(paper, 60, *HEAD)
    for i, label in enumerate(
        ("四、行政复议数量", "（一）维持具体行政行为数", "（二）被依法纠错数", "（三）其他情形数")
    ):
        row(paper, 90 + 22 * i, label, "件", "2", "900")
    paper.page()
    for i, label in enumerate(("五、行政诉讼数量", "（二）被依法纠错数", "（三）其他情形数")):
        row(paper, 60 + 22 * i, label, "件", "2", "900")
    values, _ = found(paper)
    assert values["reconsideration.other_outcome"] == values["litigation.other_outcome"] == 2


def test_a_unit_of_which_the_end_is_on_the_next_page_leaves_its_figure_open() -> None:
    paper = Paper()
    row(paper, 700, *HEAD[:3])
    rows(paper, 722, FIGURES[:2], older="")
    row(paper, 766, "（三）接受培训人员数", "人次", "56人")
    paper.page()
    row(paper, 60, "", "", "次")
    values, doubted = found(paper)
    assert "meetings.people_trained" not in values
    assert "meetings.people_trained" in doubted


def test_tables_of_one_group_each_are_not_joined_over_a_page_break() -> None:
    paper = Paper()
    row(paper, 700, *HEAD[:3])
    row(paper, 730, "（二）被依法纠错数", "件", "5")
    row(paper, 752, "（三）其他情形数", "件", "2")
    paper.page()
    row(paper, 60, *HEAD[:3], edges=(70, 330, 390))
    row(paper, 82, "五、行政诉讼数量", "件", "5", edges=(60, 330, 390))
    row(paper, 104, "（二）被依法纠错数", "件", "3", edges=(60, 330, 390))
    row(paper, 126, "（三）其他情形数", "件", "2", edges=(60, 330, 390))
    values, _ = found(paper)
    assert values["reconsideration.other_outcome"] == values["litigation.other_outcome"] == 2


def test_heads_and_feet_that_a_browser_prints_are_no_rows() -> None:
    for pages in (2, 4):
        paper = Paper()
        each = len(FIGURES) // pages
        for number in range(pages):
            paper.text(25, 20, "2018/2/24 10:15", size=7)
            paper.text(250, 20, "某某县政府信息公开年报", size=7)
            if not number:
                row(paper, 690, *HEAD)
            rows(paper, 60 if number else 720, FIGURES[each * number : each * (number + 1)], each * number)
            paper.text(25, 830, "http://www.example.gov.cn/art/2018/2/24/art_1_2.html", size=7)
            paper.text(560, 830, f"{number + 1}/{pages}", size=7)
            paper.page()
        assert found(paper) == (TRUTH, set())
