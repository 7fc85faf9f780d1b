"""Tables drawn, split, merged, reordered and doubled in ways that the form does not foresee."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.parsers.adversary import judge
from tests.support.own_report import (
    OUTCOME_LABELS,
    T2,
    T3,
    T4,
    OwnReport,
    Rows,
    Td,
    html_table,
    page,
    report,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = ("2021", "2019")


def _elements(row: str, cell: str, table: str = "{}") -> Callable[[Rows], str]:
    return lambda rows: table.format(
        "".join(row.format("".join(cell.format(escape(td.text)) for td in line)) for line in rows)
    )


def _without(pattern: str) -> Callable[[Rows], str]:
    return lambda rows: re.sub(pattern, "", html_table(rows))


def _unmerged(rows: Rows) -> str:
    """Every slot of the grid a cell of its own, the text in the first."""
    lines: list[list[Td]] = [[] for _ in rows]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + h, x + w) for h in range(cell.high) for w in range(cell.wide)}
            lines[y].append(Td(str(x), path=cell.text))
            x += cell.wide
    width = max(x for _, x in taken) + 1
    texts = [{int(cell.text): cell.path for cell in line} for line in lines]
    return html_table([[Td(line.get(x, "")) for x in range(width)] for line in texts])


DRAWN: dict[str, Callable[[Rows], str]] = {
    "a table for every row": lambda rows: "".join(html_table([row]) for row in rows),
    "boxes": _elements("<div>{}</div>", "<div>{}</div>"),
    "lists": _elements("<ul>{}</ul>", "<li>{}</li>"),
    "lines of one paragraph": _elements("{}<br>", "{}&nbsp;&nbsp; ", "<p>{}</p>"),
    "lines set as they are": _elements("{}\n", "{}\t", "<pre>{}</pre>"),
    "rows left open": _elements("<tr>{}", "<th>{}", "<table>{}</table>"),
    "no spans": _without(r" (?:row|col)span=\d+"),
    "no rowspans": _without(r" rowspan=\d+"),
    "no colspans": _without(r" colspan=\d+"),
    "spans past the end": lambda rows: re.sub(r"rowspan=\d\d", "rowspan=99", html_table(rows)),
    "merged cells taken apart": _unmerged,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", DRAWN)
def test_a_table_drawn_in_another_way_is_read(how: str, form: str) -> None:
    own = report(5, form)
    found = judge(page(own, {key: DRAWN[how](rows) for key, rows in own.tables.items()}), own.truth())
    assert found.wrong + found.lost == []


def _litigation_first(own: OwnReport) -> None:
    rows = own.tables[T4]
    rows[0].reverse()
    rows[1] = [*rows[1][5:], *rows[1][:5]]
    rows[3] = [*rows[3][5:], *rows[3][:5]]


def _after_before_direct(own: OwnReport) -> None:
    rows = own.tables[T4]
    rows[1][5], rows[1][6] = rows[1][6], rows[1][5]
    rows[3] = [*rows[3][:5], *rows[3][10:], *rows[3][5:10]]


def _one_row_a_case(own: OwnReport) -> None:
    values = own.tables[T4][3]
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    lines = [[Td(name), *values[5 * n : 5 * n + 5]] for n, name in enumerate(names)]
    own.tables[T4] = [[Td("类别"), *map(Td, OUTCOME_LABELS)], *lines]


def _one_row_a_case_under_a_parent(own: OwnReport) -> None:
    values = own.tables[T4][3]
    labels = ([Td("行政复议", 2)], [Td("行政诉讼", 1, 2), Td("未经复议直接起诉")], [Td("复议后起诉")])
    lines = [[*label, *values[5 * n : 5 * n + 5]] for n, label in enumerate(labels)]
    own.tables[T4] = [[Td("类别", 2), *map(Td, OUTCOME_LABELS)], *lines]


def _total_first(own: OwnReport) -> None:
    own.tables[T3][1].insert(0, own.tables[T3][1].pop())
    for row in own.tables[T3][3:]:
        row.insert(len(row) - 7, row.pop())


def _called(word: str) -> Callable[[OwnReport], None]:
    def change(own: OwnReport) -> None:
        for cell in (cell for rows in own.tables.values() for row in rows for cell in row):
            cell.text = re.sub("总计$", word, cell.text)

    return change


MOVED: dict[str, Callable[[OwnReport], None]] = {
    "lawsuits before reconsideration": _litigation_first,
    "the two kinds of lawsuits exchanged": _after_before_direct,
    "one row a case": _one_row_a_case,
    "one row a case, the parent beside two": _one_row_a_case_under_a_parent,
    "total before the applicants": _total_first,
    **{f"totals called {word}": _called(word) for word in ("计", "合计", "共计", "总数", "合 计")},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", MOVED)
def test_columns_and_rows_in_another_order_are_told_by_their_words(how: str, form: str) -> None:
    own = report(5, form)
    MOVED[how](own)
    found = judge(page(own), own.truth())
    assert found.wrong + found.lost == []


HIDDEN = (
    '<div style="display:none">{}</div>',
    '<div style="visibility:collapse">{}</div>',
    '<div style="position:absolute;left:-9999px">{}</div>',
    '<div style="height:0;overflow:hidden">{}</div>',
    '<div style="opacity:0">{}</div>',
    '<div style="font-size:0px">{}</div>',
    "<div hidden>{}</div>",
    "<dialog>{}</dialog>",
    "<noscript>{}</noscript>",
    "<del>{}</del>",
    "<!--[if gte mso 9]>{}<![endif]-->",
)


@pytest.mark.parametrize("wrap", HIDDEN)
def test_a_table_that_nobody_sees_is_not_read(wrap: str) -> None:
    own, other = report(5), report(99)
    tables = {key: wrap.format(html_table(other.tables[key])) + html_table(own.tables[key]) for key in own.tables}
    found = judge(page(own, tables), own.truth())
    assert found.wrong + found.lost == []


def test_a_blank_form_before_the_filled_one_gives_way_to_it_and_is_mentioned() -> None:
    own = report(5)
    blank = deepcopy(own)
    for cell in (cell for rows in blank.tables.values() for row in rows for cell in row if cell.path):
        cell.text = ""
    tables = {key: html_table(blank.tables[key]) + html_table(own.tables[key]) for key in own.tables}
    found = judge(page(own, tables), own.truth())
    assert found.wrong + found.lost == []
    assert "S-DUPLICATE" in found.said


@pytest.mark.parametrize("table", [T2, T3, T4])
def test_a_second_table_with_other_figures_is_always_mentioned(table: str) -> None:
    own, other = report(5), report(99)
    found = judge(page(own, {table: html_table(own.tables[table]) + html_table(other.tables[table])}), own.truth())
    assert found.silent == []
    assert "S-DUPLICATE" in found.said


def test_of_two_reports_on_a_page_the_first_is_read_and_the_second_mentioned() -> None:
    own, other = report(5), report(99)
    other.title = "青禾县教育局2023年政府信息公开工作年度报告"
    body = page(own).decode().replace("</div></body>", page(other).decode().split("<body><div>")[1])
    found = judge(body.encode(), own.truth())
    assert found.wrong + found.lost == []
    assert (found.report.agency, found.said & {"S-DUPLICATE"}) == ("青禾县水务局", {"S-DUPLICATE"})
    assert "教育局" not in "".join(section.text for section in found.report.sections)


def test_the_same_report_printed_twice_is_no_problem() -> None:
    own = report(5)
    body = page(own).decode().replace("</div></body>", page(own).decode().split("<body><div>")[1])
    assert "S-DUPLICATE" not in judge(body.encode(), own.truth()).said


def test_headings_of_the_form_without_a_table_are_an_error() -> None:
    own = report(5)
    found = judge(page(own, dict.fromkeys(own.tables, "<p>（表格见图）</p>")), own.truth())
    assert [p.severity for p in found.report.problems if p.rule == "S-T3"] == ["error"]


@pytest.mark.parametrize("table", [T2, T3, T4])
def test_a_missing_table_is_reported_with_its_cells(table: str) -> None:
    own = report(5)
    found = judge(page(own, {table: "<p>略</p>"}), own.truth())
    assert {path.split("/")[0] for path in found.lost} == {table}
    assert found.silent == []


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_its_mark_or_without(codec: str) -> None:
    own = report(5)
    found = judge(page(own).decode().encode(codec), own.truth())
    assert found.wrong + found.lost == []
