"""The report page shows what was printed, where the form prints it, with each problem beside its cells."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from lxml import html

from archive.site.app import Site
from archive.site.form import Place, layout
from tests.support.report_pages import NUMBERS, TABLES
from tests.support.site_archive import FILE_URL, HOSTILE_CELL, HOSTILE_URL, OLD, TEXT_URL, WRONG, WRONG_URL, url_of

At = Callable[[str], str]


def printed(form: str, changes: dict[str, str]) -> dict[str, str]:
    """What stands on the page by cell path, as the test's page was made."""
    numbers = NUMBERS | changes
    paths = [
        f"{table}/{cell.row}/{cell.column}"
        for table in TABLES
        for row in layout(table, form)
        for cell in row.cells
        if isinstance(cell, Place)
    ]
    return {path: numbers.get(path, "0") for path in paths}


async def report(site: Site, report_id: str) -> html.HtmlElement:
    answer = await site.client.get(f"/report/{report_id}")
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def shown(root: html.HtmlElement) -> dict[str, str]:
    cells = root.xpath("//table[contains(@class, 'form ')]//td")
    return {td.get("id"): td.xpath("string(a | i)").strip() for td in cells}


@pytest.mark.parametrize(
    ("url", "form", "changes"),
    [
        (WRONG_URL, "2021", WRONG),
        (url_of(0, 2020), "2019", OLD),
        (HOSTILE_URL, "2021", {"requests/new_requests/other": HOSTILE_CELL}),
    ],
)
async def test_every_cell_shows_what_is_printed(
    site: Site, report_at: At, url: str, form: str, changes: dict[str, str]
) -> None:
    expected = {path: text.replace(",", "") or "空白" for path, text in printed(form, changes).items()}
    root = await report(site, report_at(url))
    assert {path: text.replace(",", "") for path, text in shown(root).items()} == expected


async def test_blank_slash_and_zero_are_three_things(site: Site, report_at: At) -> None:
    cells = shown(await report(site, report_at(WRONG_URL)))
    row = "requests/new_requests/"
    assert (cells[row + "legal_service_org"], cells[row + "other"], cells[row + "research_institution"]) == (
        "空白",
        "/",
        "0",
    )
    assert cells["requests/carried_over_in/other"] == "无"
    assert cells["proactive_disclosure/government_rules/in_force"] == "—"


async def test_a_cell_that_was_not_printed_is_said_to_be_missing(site: Site, report_at: At) -> None:
    cells = shown(await report(site, report_at(TEXT_URL)))
    assert cells["proactive_disclosure/government_rules/in_force"] == "25"
    assert cells["proactive_disclosure/administrative_licensing/decisions_this_year"] == "未见"


async def test_problems_stand_beside_the_cells_they_touch_and_no_others(site: Site, report_at: At) -> None:
    root = await report(site, report_at(WRONG_URL))
    notes = root.xpath("//div[starts-with(@id, 'p')]")
    assert [note.xpath("string(.//span[@class='en'])") for note in notes] == [
        "T3-ROW",
        "T3-RESULT",
        "T3-FLOW",
        "S-DERIVED",
    ]
    for number, note in enumerate(notes, 1):
        named = {href.split("#")[1] for href in note.xpath(".//a/@href")}
        marked = {td.get("id") for td in root.xpath("//td[sup]") if f"#p{number}" in td.xpath("sup/a/@href")}
        assert named == marked
    errors = {td.get("id") for td in root.xpath("//td[contains(@class, 'error')]")}
    warned = {td.get("id") for td in root.xpath("//td[contains(@class, 'warning')]")}
    assert errors | warned == {td.get("id") for td in root.xpath("//td[sup]")}
    assert "requests/results.total/total" in errors
    assert "requests/new_requests/natural_person" not in errors


async def test_a_clean_report_says_so(site: Site, report_at: At) -> None:
    root = await report(site, report_at(url_of(0, 2023)))
    assert "算术核对未见问题" in root.text_content()
    assert not root.xpath("//td[sup]")


async def test_sections_stand_in_order_with_their_text(site: Site, report_at: At) -> None:
    root = await report(site, report_at(url_of(0, 2023)))
    headings = root.xpath("//section[starts-with(@id, 's')]/h2/text()[1]")
    assert [heading.strip()[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert "稳步推进跨省直接结算" in root.text_content()


async def test_a_file_that_cannot_be_read_says_why(site: Site, report_at: At) -> None:
    root = await report(site, report_at(FILE_URL))
    assert "读不出" in root.text_content()
    assert "pdf" in root.text_content()
    assert "算术核对未见问题" not in root.text_content()


@pytest.mark.parametrize(("url", "form", "changes"), [(WRONG_URL, "2021", WRONG), (url_of(1, 2020), "2019", OLD)])
async def test_the_csv_holds_every_cell_as_printed(
    site: Site, report_at: At, url: str, form: str, changes: dict[str, str]
) -> None:
    answer = await site.client.get(f"/report/{report_at(url)}.csv")
    assert answer.text.startswith("\ufeff")
    assert "attachment" in answer.headers["content-disposition"]
    lines = list(csv.DictReader(StringIO(answer.text[1:])))
    found = {f"{line['table']}/{line['row']}/{line['column']}": line for line in lines}
    expected = printed(form, changes)
    assert found.keys() == expected.keys()
    for path, text in expected.items():
        assert found[path]["kind"] == {"": "blank", "/": "slash", "—": "dash", "无": "none_word"}.get(text, "number")
        if text.isdecimal():
            assert found[path]["value"] == text
        elif text:
            assert found[path]["raw"].lstrip("'") == text


async def test_csv_text_never_starts_a_formula(site: Site, report_at: At) -> None:
    from archive.site.pages.common import csv_download

    body = csv_download("x.csv", ("a",), [("=1+1",), ("@SUM(A1)",), ("+36",), ("-8",), ("-1+cmd",), (-8,)]).body
    assert body.splitlines()[1:] == ["'=1+1", "'@SUM(A1)", "+36", "-8", "'-1+cmd", "-8"]


async def test_json_tells_the_whole_report_with_the_place_of_every_cell(site: Site, report_at: At) -> None:
    told = (await site.client.get(f"/report/{report_at(WRONG_URL)}.json")).json()
    expected = printed("2021", WRONG)
    assert {cell["cell"] for cell in told["cells"]} == set(expected)
    assert all(cell["locator"] for cell in told["cells"])
    assert {cell["cell"]: cell["raw"] for cell in told["cells"] if cell["raw"] is not None}.items() >= {
        ("requests/new_requests/other", "/"),
        ("requests/new_requests/legal_service_org", ""),
    }
    assert [section["number"] for section in told["sections"]] == [1, 2, 3, 4, 5, 6]
    assert {problem["rule"] for problem in told["problems"]} == {"T3-ROW", "T3-RESULT", "T3-FLOW", "S-DERIVED"}
    assert told["report"]["url"] == told["capture"]["url"] == WRONG_URL


async def test_the_cause_stands_beside_the_problem(site: Site, report_at: At) -> None:
    text = (await report(site, report_at(WRONG_URL))).text_content()
    assert "原页如此" in text
    assert "疑有一项重复计入，去掉后为 9" in text
    english = (await site.client.get(f"/en/report/{report_at(WRONG_URL)}")).text
    assert "printed so" in english


async def test_citations_name_agency_title_dates_and_both_addresses(site: Site, report_at: At) -> None:
    report_id = report_at(WRONG_URL)
    root = await report(site, report_id)
    gb7714, apa, bibtex = (block.text for block in root.xpath("//pre[@class='cite']"))
    title = "临江市市场监督管理局2023年政府信息公开工作年度报告"
    here = f"http://localhost/report/{report_id}"
    assert gb7714 == f"临江市市场监督管理局. {title}[EB/OL]. (2024-01-22)[2026-01-31]. {WRONG_URL}. 存档 {here}."
    assert apa.startswith(f"临江市市场监督管理局. (2024, January 22). {title}. {WRONG_URL}")
    assert f"captured 2026, January 31: {here}" in apa
    assert "urldate = {2026-01-31}" in bibtex
    assert (await site.client.get(f"/report/{report_id}.bib")).text == bibtex
