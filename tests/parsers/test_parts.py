"""A report cut into several pages is one report: every cell and sentence as on one page, each with its page; what lacks is said."""

from __future__ import annotations

import random

import pytest

from parsers import Refusal, Report, parse
from parsers.listings import part_number
from parsers.parts import Part
from tests.parsers.mutate import cut_or_repeat, flip, move, truncate
from tests.support.cut_pages import Pager, counted, cut_pages, numbered, queried, queried_by_number, scripted, whole

FOLDER = "http://qhx.example.gov.cn/zfxxgk/202401/"
WAYS: dict[str, tuple[Pager, str, list[str]]] = {
    "numbered": (numbered("t20240120_1"), "t20240120_1.html", ["t20240120_1_2.html", "t20240120_1_3.html"]),
    "counted": (counted("t20240120_1"), "t20240120_1.html", ["t20240120_1_2.html", "t20240120_1_3.html"]),
    "queried by number": (queried_by_number, "show.jsp?id=7", ["show.jsp?id=7&page=2", "show.jsp?id=7&page=3"]),
    "scripted": (scripted("t20240120_1"), "t20240120_1.html", ["t20240120_1_1.html", "t20240120_1_2.html"]),
    "scripted from 2": (scripted("t20240120_1"), "t20240120_1.html", ["t20240120_1_2.html", "t20240120_1_3.html"]),
    "queried": (queried, "show.jsp?id=7", ["show.jsp?id=7&page=2", "show.jsp?id=7&page=3"]),
}
"""A pager, the address of the article, and those of its further pages."""


def read(way: str, given: int = 2, *, within_table: bool = False) -> Report:
    pager, first, others = WAYS[way]
    pages = cut_pages(pager, within_table=within_table)
    parts = [Part(FOLDER + other, body) for other, body in zip(others, pages[1:], strict=True)]
    return parse(pages[0], url=FOLDER + first, parts=parts[:given][::-1])


def cells(report: Report) -> list[tuple[object, ...]]:
    return [cell[:6] for cell in report.cells]


def test_pages_of_one_article_are_told_by_their_addresses() -> None:
    first = f"{FOLDER}t20240120_1.html"
    assert part_number(first, f"{FOLDER}t20240120_1_2.html") == 2
    assert part_number(first, f"{FOLDER}t20240120_1-2.html") == 2
    assert part_number(first, f"{FOLDER}t20240120_12.html") is None
    assert part_number(first, f"{FOLDER}t20240120_2.html") is None
    assert part_number(first, f"{FOLDER}index_2.html") is None
    assert part_number(first, first) is None
    assert part_number(f"{FOLDER}", f"{FOLDER}index_2.html") == 2
    assert part_number(f"{FOLDER}a.jsp?id=7", f"{FOLDER}a.jsp?id=7&page=2") == 2
    assert part_number(f"{FOLDER}a.jsp?id=7", f"{FOLDER}a.jsp?id=8") is None
    assert part_number(f"{FOLDER}a.jsp?id=7", f"{FOLDER}a.jsp?id=8&page=2") is None
    assert part_number(first, "http://other.example.gov.cn/zfxxgk/202401/t20240120_1_2.html") is None


@pytest.mark.parametrize("within_table", [False, True], ids=["between sections", "within a table"])
@pytest.mark.parametrize("way", WAYS)
def test_all_pages_give_the_report_of_one_page(way: str, within_table: bool) -> None:
    found, expected = read(way, within_table=within_table), parse(whole().encode(), url=f"{FOLDER}t20240120_1.html")
    assert cells(found) == cells(expected)
    assert [section.text for section in found.sections] == [section.text for section in expected.sections]
    assert (found.title, found.agency, found.year, found.status) == (
        expected.title, expected.agency, expected.year, "parsed",
    )  # fmt: skip
    assert found.problems == expected.problems
    assert found.metadata["pages"].value == 3


def test_every_cell_names_its_page_and_its_place_on_it() -> None:
    pages = cut_pages(numbered("t20240120_1"))
    alone = parse(pages[1], url=f"{FOLDER}other.html")
    found = {cell.path: cell.locator for cell in read("numbered").cells}
    assert {locator.get("part") for path, locator in found.items() if path.startswith("proactive")} == {None}
    for cell in alone.cells:
        assert found[cell.path] == {"part": 2, **cell.locator}, cell.path


@pytest.mark.parametrize("way", WAYS)
def test_a_page_that_lacks_is_said_and_makes_the_report_partial(way: str) -> None:
    for given in (0, 1):
        report = read(way, given)
        (problem,) = [problem for problem in report.problems if problem.rule == "S-PAGES"]
        assert (report.status, problem.severity) == ("partial", "error")
        assert FOLDER in problem.message


SHORT = {"text": {"overview": "一年来，各项工作平稳有序。"}}


@pytest.mark.parametrize("way", WAYS)
def test_a_first_page_with_too_little_is_refused_for_the_pages_that_lack(way: str) -> None:
    pager, first, others = WAYS[way]
    pages = cut_pages(pager, **SHORT)
    with pytest.raises(Refusal) as refused:
        parse(pages[0], url=FOLDER + first)
    assert (refused.value.code, refused.value.title) == (
        "pages_missing",
        "云溪市青禾县水务局2023年政府信息公开工作年度报告",
    )
    assert FOLDER in str(refused.value)
    parts = [Part(FOLDER + other, body) for other, body in zip(others, pages[1:], strict=True)]
    assert parse(pages[0], url=FOLDER + first, parts=parts).status == "parsed"


@pytest.mark.parametrize("said", ["", "<p>以下为各单位年度报告。</p>"])
@pytest.mark.parametrize("named", ["青禾县第{n}局2023年政府信息公开工作年度报告", "第{n}局"])
def test_a_list_that_goes_on_is_no_report_of_which_pages_lack(named: str, said: str) -> None:
    rows = "".join(f'<li><a href="/n/{n}.html">{named.format(n=n)}</a></li>' for n in range(20))
    title = "青禾县2023年政府信息公开工作年度报告"
    body = f"<html><title>{title}</title><body><h1>{title}</h1>{said}<ul>{rows}</ul>{numbered('index')(1, 3)}</body></html>"
    with pytest.raises(Refusal) as refused:
        parse(body.encode(), url=FOLDER)
    assert refused.value.code == "not_a_report"


def test_a_column_without_items_is_no_report_of_which_pages_lack() -> None:
    said = "<p>政府信息公开年报由各单位按照规定编制，每年一月底前在本栏目公布，欢迎查阅，如有疑问请与我们联系。</p>" * 3
    title = "政府信息公开年报_青禾县人民政府"
    body = f"<html><title>{title}</title><body>{said}{numbered('index')(1, 3)}</body></html>"
    with pytest.raises(Refusal) as refused:
        parse(body.encode(), url=FOLDER)
    assert refused.value.code == "not_a_report"


def test_a_page_that_only_says_the_first_again_is_no_further_page() -> None:
    pager, first, others = WAYS["numbered"]
    pages = cut_pages(pager)
    report = parse(pages[0], url=FOLDER + first, parts=[Part(FOLDER + other, pages[0]) for other in others])
    assert (report.status, report.metadata.get("pages")) == ("partial", None)
    assert "S-PAGES" in {problem.rule for problem in report.problems}


def test_the_pager_of_a_list_beside_the_report_is_not_its_own() -> None:
    rows = "".join(
        f'<li><a href="/n/{year}.html">青禾县水务局{year}年政府信息公开工作年度报告</a></li>'
        for year in range(2010, 2014)
    )
    pager = '<div class="page"><b>1</b> <a href="index_2.html">2</a> <a href="index_2.html">下一页</a></div>'
    column = whole().replace("</div></body>", f"</div><ul>{rows}</ul>{pager}</body>").encode()
    second = f"<html><body><ul>{rows.replace('201', '200')}</ul></body></html>".encode()
    report = parse(column, url=FOLDER, parts=[Part(f"{FOLDER}index_2.html", second)])
    assert (report.status, "pages" in report.metadata) == ("parsed", False)
    assert "S-PAGES" not in {problem.rule for problem in report.problems}


def test_another_article_before_or_after_is_no_page() -> None:
    beside = '<p>上一篇：<a href="t20240119_9.html">公告</a></p><p>下一页：<a href="t20240121_2.html">通知</a></p>'
    report = parse(whole().replace("</div></body>", f"{beside}</div></body>").encode(), url=f"{FOLDER}t20240120_1.html")
    assert "S-PAGES" not in {problem.rule for problem in report.problems}


def test_broken_pages_end_in_a_report_or_a_refusal() -> None:
    rng = random.Random(7)
    pager, first, others = WAYS["numbered"]
    whole_ones = cut_pages(pager)
    read_as_one = 0
    for _ in range(150):
        pages = [rng.choice((flip, truncate, cut_or_repeat, move))(rng, body) for body in whole_ones]
        parts = [Part(FOLDER + other, body) for other, body in zip(others, pages[1:], strict=True)]
        try:
            report = parse(pages[0], url=FOLDER + first, parts=parts)
        except Refusal:
            continue
        read_as_one += "pages" in report.metadata
    assert read_as_one > 50
