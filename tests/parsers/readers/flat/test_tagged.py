"""Texts with some tags in them are read as texts, tables of markup in them as tables; a page stays a page."""

from __future__ import annotations

from parsers import parse
from parsers.readers.flat.tagged import read_mixed, untagged
from tests.parsers.readers.flat.report import (
    AFTER,
    BEFORE,
    CHALLENGES,
    HEADINGS,
    PROACTIVE,
    REQUESTS,
    Row,
    cells_of,
    parsed,
    pointed_at,
)

TABLES = (PROACTIVE, REQUESTS, CHALLENGES)


def xml_rows(table: list[Row]) -> list[str]:
    """A table as trafilatura writes XML, a cell without text as an empty element."""
    rows = ["".join(f"<cell>\n<p>{text}</p></cell>" if text else "<cell/>" for text in row) for row in table]
    return ["<table>", *(f"<row>\n{row}\n</row>" for row in rows), "</table>"]


def test_rows_and_cells_of_xml_are_read_like_padded_text() -> None:
    lines = ["<doc>", "<main>", *(f"<p>{line}</p>" for line in BEFORE)]
    for heading, table in zip(HEADINGS, TABLES, strict=True):
        lines += [f"<p>{heading}</p>", *xml_rows(table)]
    report = parsed([*lines, *(f"<p>{line}</p>" for line in AFTER), "</main>", "</doc>"])
    assert report.title == BEFORE[0]
    cells = cells_of(report)
    assert cells["proactive_disclosure/administrative_licensing/items_change"].value == 2
    assert cells["requests/results.disclosed/total"].value == 3
    assert cells["reconsideration_and_litigation/reconsideration/total"].value == 2
    line = cells["proactive_disclosure/government_rules/total_public"].locator["line"]
    assert "规章" in "".join("\n".join(lines).split("\n")[line - 1 : line + 3])
    assert not pointed_at(report)


def test_tables_of_markup_in_a_text_are_read_as_markup_and_bars_beside_them_as_rows() -> None:
    lines = [f"# {BEFORE[0]}", *BEFORE[1:], HEADINGS[0], "", "<table>"]
    lines += [f"<tr>{''.join(f'<td>{text}</td>' for text in row if text)}</tr>" for row in PROACTIVE]
    lines += ["</table>", "", HEADINGS[1], "", *(f"| {' | '.join(row)} |" for row in REQUESTS), "", *AFTER]
    report = parsed(lines)
    cells = cells_of(report)
    assert report.title == BEFORE[0]
    assert cells["proactive_disclosure/administrative_fees/items_change"].locator == {"table": 0, "row": 14, "cell": 2}
    assert cells["requests/new_requests/total"].locator == {
        "line": lines.index("| " + " | ".join(REQUESTS[2]) + " |") + 1
    }
    assert [section.text for section in report.sections if section.key == "overview"] == [BEFORE[2]]


def test_a_page_is_no_text_with_tags() -> None:
    page = "<!DOCTYPE html><html><body><table><tr><td>规章</td></tr></table></body></html>"
    assert untagged(page) is None
    assert read_mixed(page) is None
    fragment = "".join(f"<p>第{n}段</p>\n" for n in range(20)) + "<table><tr><td>0</td></tr></table>"
    assert untagged(fragment) is None
    assert read_mixed(fragment) is None


def test_paragraphs_in_tags_beside_rows_without_are_one_text() -> None:
    rows = "\n".join("\t".join(row) for row in REQUESTS)
    text = untagged(f"<p>一、总体情况</p>\n<p>A &amp; B</p>\n{rows}\n")
    assert text is not None
    assert text.startswith("一、总体情况\nA & B\n")


def test_unclosed_tags_take_no_time_that_grows_with_their_square() -> None:
    for text in ("<row>" * 40_000, "<table>" * 40_000, "<cell>" * 40_000 + "</row>" * 9):
        untagged(text)
        read_mixed(text)


def test_one_paragraph_a_cell_is_read_even_if_most_rows_lost_blanks() -> None:
    sparse = [
        (row[0], row[1], row[-1]) if row[1].isdigit() else tuple(text for text in row if text) for row in REQUESTS
    ]
    lines = [*BEFORE, HEADINGS[1], *(text for row in sparse for text in row), *AFTER]
    report = parse("".join(f"<p>{line}</p>\n" for line in lines).encode())
    assert {"requests/new_requests/commercial_enterprise", "requests/results.total/total"} <= pointed_at(report)
