"""A page that shows another report every year: each that it ever showed stays in the archive, and says that its address has moved on."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.captures import Exchange
from archive.layout import Layout
from archive.site.app import open_site
from tests.support.archives import AGENCY, built, fill, page, rows, titled
from tests.support.dumps import sorted_dump
from tests.support.exchanges import exchange
from tests.support.files import blocks_of
from tests.support.files.docx import write_docx

URL = "http://www.linjiang.gov.cn/gknb/"
NEW = "requests/new_requests/total"
PDF = (("Content-Type", "application/pdf"),)
BINARY = (("Content-Type", "application/octet-stream"),)


def stepwise(root: Path, *exchanges: Exchange) -> Layout:
    """An archive built after every capture; the rows must be those of a full build."""
    layout = Layout(root)
    for item in exchanges:
        fill(root, item)
        built(layout)
    after = sorted_dump(layout.database)
    built(layout, full=True)
    assert sorted_dump(layout.database) == after
    return layout


def shown(layout: Layout) -> list[tuple[object, ...]]:
    """Year, agency, new requests, and the year of the report that took its place, if one did."""
    sql = """SELECT it.year, it.agency, total, now.year FROM reports AS it JOIN requests ON report_id = it.id
      AND row = 'new_requests' LEFT JOIN reports AS now ON now.id = it.replaced_by ORDER BY it.year, it.agency"""
    return rows(layout, sql)


def test_each_year_that_a_page_showed_is_a_report(tmp_path: Path) -> None:
    years = [exchange(URL, page(year, changes={NEW: str(year - 2000)}), year - 2021) for year in (2022, 2023, 2024)]
    layout = stepwise(tmp_path, *years)
    assert shown(layout) == [(2022, AGENCY, 22, 2024), (2023, AGENCY, 23, 2024), (2024, AGENCY, 24, None)]
    held = "SELECT year, role, count(*) FROM report_captures JOIN reports ON reports.id = report_id GROUP BY 1, 2"
    assert rows(layout, held) == [(2022, "current", 1), (2023, "current", 1), (2024, "current", 1)]


def test_the_report_that_is_there_now_keeps_its_id_when_another_takes_its_place(tmp_path: Path) -> None:
    layout = stepwise(tmp_path, exchange(URL, page(2022)))
    ((before,),) = rows(layout, "SELECT id FROM reports")
    stepwise(tmp_path, exchange(URL, page(2023), 5))
    assert rows(layout, "SELECT id FROM reports WHERE year = 2022") == [(before,)]


def test_a_correction_is_a_newer_version_of_its_year(tmp_path: Path) -> None:
    layout = stepwise(
        tmp_path,
        exchange(URL, page(2022, changes={NEW: "5"}), 1),
        exchange(URL, page(2022, changes={NEW: "6"}), 2),
        exchange(URL, page(2023, changes={NEW: "7"}), 3),
        exchange(URL, page(2023, changes={NEW: "8"}), 4),
        exchange(URL, b"<html><h1>502 Bad Gateway</h1></html>", 5),
    )
    assert shown(layout) == [(2022, AGENCY, 6, 2023), (2023, AGENCY, 8, None)]
    held = "SELECT year, role FROM report_captures JOIN reports ON reports.id = report_id ORDER BY 1, 2"
    assert rows(layout, held) == [(2022, "current"), (2022, "earlier"), (2023, "current"), (2023, "earlier")]


def test_a_year_that_comes_back_is_the_one_shown_now(tmp_path: Path) -> None:
    moments = ((2022, 1), (2023, 2), (2022, 3))
    layout = stepwise(tmp_path, *(exchange(URL, page(year), minute) for year, minute in moments))
    assert [(year, now) for year, _, _, now in shown(layout)] == [(2022, None), (2023, 2022)]


def test_another_agency_at_the_same_address_takes_none_away(tmp_path: Path) -> None:
    other = exchange(URL, page(2023, "青禾县人民政府", {NEW: "8"}), 2)
    layout = stepwise(tmp_path, exchange(URL, page(2023, changes={NEW: "7"}), 1), other)
    assert shown(layout) == [(2023, AGENCY, 7, 2023), (2023, "青禾县人民政府", 8, None)]


def test_a_corrected_heading_makes_no_second_report(tmp_path: Path) -> None:
    wrong = exchange(URL, page(2023, "临江市医疗保章局"), 1)
    layout = stepwise(tmp_path, wrong, exchange(URL, page(2023), 2))
    assert [(year, agency) for year, agency, _, _ in shown(layout)] == [(2023, AGENCY)]


def test_a_file_that_waits_for_character_recognition_is_listed_for_each_year(tmp_path: Path) -> None:
    url = f"{URL}ndbg.pdf"
    scans = [
        exchange(
            url, f"%PDF-1.4 scan {year}".encode(), year - 2021, link_text=f"{titled(year)}.pdf", response_headers=PDF
        )
        for year in (2022, 2023)
    ]
    layout = stepwise(tmp_path, *scans)
    assert rows(layout, "SELECT year, replaced_by IS NULL FROM reports ORDER BY year") == [(2022, 0), (2023, 1)]


@pytest.mark.parametrize("heading", [titled(2022), ""], ids=["named", "without its year"])
def test_a_file_stays_with_the_report_of_its_time(tmp_path: Path, heading: str) -> None:
    written = page(2022).decode().replace(titled(2022), heading).replace("发布日期：2024-01-22", "")
    body = write_docx(blocks_of(written))
    file = exchange(f"{URL}a.docx", body, 2, via=URL, link_text="附件", response_headers=BINARY)
    layout = stepwise(tmp_path, exchange(URL, page(2022), 1), file, exchange(URL, page(2023), 3))
    held = "SELECT year FROM report_captures JOIN reports ON reports.id = report_id WHERE role = 'same'"
    assert [year for year, *_ in shown(layout)] == [2022, 2023]
    assert rows(layout, held) == [(2022,)]


async def test_the_report_says_that_its_address_shows_another_one_by_now(tmp_path: Path) -> None:
    layout = stepwise(tmp_path, exchange(URL, page(2022), 1), exchange(URL, page(2023), 2))
    (old, now), (new, _) = rows(layout, "SELECT id, replaced_by FROM reports ORDER BY year")
    assert now == new
    site = open_site(layout)
    await site.invoke_startup()
    for path, said in (("", "该网址现在显示"), ("/en", "the address now shows")):
        text = (await site.client.get(f"{path}/report/{old}")).text
        assert said in text
        assert f"/report/{new}" in text
        assert said not in (await site.client.get(f"{path}/report/{new}")).text
