"""Which captures are one report, which name it bears, and which to count."""

from pathlib import Path

from archive.build.grouping import PREFERENCE
from archive.captures import Exchange
from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from parsers.formats.table import load_formats
from tests.support.archives import AGENCY, built, fill, page, rows, titled
from tests.support.exchanges import exchange

CITY, MIRROR = "http://www.linjiang.gov.cn/a.html", "http://mirror.example.com/a.html"
OTHER = {"proactive_disclosure/administrative_licensing/decisions_this_year": "77"}


def _built(root: Path, *exchanges: Exchange, sites: tuple[SiteRun, ...] = ()) -> Layout:
    layout = fill(root, *exchanges)
    if sites:
        RunRecord("20260131T080000Z", "2026-01-31T08:00:00Z", sites=list(sites)).save(layout.runs)
    built(layout)
    return layout


def test_the_same_report_at_several_addresses_is_one(tmp_path: Path) -> None:
    bodies = [exchange(MIRROR, page()), exchange(CITY, page(), 1), exchange(CITY.replace("http:", "https:"), page(), 2)]
    layout = _built(tmp_path, *bodies)
    assert rows(layout, "SELECT url FROM reports") == [(CITY,)]
    assert rows(layout, "SELECT role, count(*) FROM report_captures GROUP BY role") == [("current", 1), ("same", 2)]


def test_small_bodies_of_one_name_are_never_merged(tmp_path: Path) -> None:
    first, second = "http://www.a.gov.cn/1.html", "http://www.b.gov.cn/1.html"
    here, there = page(agency="民政局", overview="甲县民政局工作。"), page(agency="民政局", overview="乙县民政局工作。")
    layout = _built(tmp_path, exchange(first, here), exchange(second, there))
    assert len(rows(layout, "SELECT DISTINCT id FROM reports")) == 2
    assert len(rows(layout, "SELECT DISTINCT agency_id FROM reports")) == 2
    assert rows(layout, "SELECT count(*) FROM reports WHERE variant_of IS NOT NULL") == [(0,)]


def test_one_agency_at_two_hosts_of_a_region_is_one_agency(tmp_path: Path) -> None:
    old, new = "http://old.linjiang.gov.cn", "http://www.linjiang.gov.cn"
    sites = tuple(SiteRun(name="临江", url=url, state="ok", region_code="220681") for url in (old, new))
    layout = _built(tmp_path, exchange(f"{old}/1", page(2022)), exchange(f"{new}/1", page(2023)), sites=sites)
    assert rows(layout, "SELECT name, region_code, reports, first_year, last_year FROM agencies") == [
        (AGENCY, "220681", 2, 2022, 2023)
    ]


def test_two_different_reports_of_one_year_are_both_kept_and_one_is_counted(tmp_path: Path) -> None:
    layout = _built(tmp_path, exchange(CITY, page()), exchange(f"{CITY}?new", page(changes=OTHER)))
    found = rows(layout, "SELECT id, variant_of FROM reports ORDER BY variant_of IS NOT NULL")
    assert found[0][1] is None
    assert found[1][1] == found[0][0]
    assert rows(layout, "SELECT reports FROM agencies") == [(1,)]


def test_ids_survive_new_captures_new_sites_and_another_order(tmp_path: Path) -> None:
    first = _built(tmp_path / "1", exchange(CITY, page()))
    ((report,),) = rows(first, "SELECT id FROM reports")
    site = SiteRun(name="临江", url="http://www.linjiang.gov.cn/", state="ok", region_code="220681")
    more = [exchange(f"http://www.b{n}.gov.cn/1", page(2015 + n, f"乙{n}市财政局"), n) for n in range(5)]
    changed = exchange(CITY, page(changes=OTHER), 9)
    second = _built(tmp_path / "2", *more, exchange(CITY, page(), 7), changed, sites=(site,))
    assert (report,) in rows(second, "SELECT id FROM reports")
    assert len(rows(second, "SELECT id FROM reports")) == 6


def test_an_old_citation_of_a_merged_page_still_resolves(tmp_path: Path) -> None:
    alone = _built(tmp_path / "1", exchange(MIRROR, page()))
    ((cited,),) = rows(alone, "SELECT id FROM reports")
    merged = _built(tmp_path / "2", exchange(MIRROR, page()), exchange(CITY, page(), 1))
    ((shown,),) = rows(merged, "SELECT id FROM reports")
    assert shown != cited
    assert rows(merged, "SELECT report_id FROM report_captures WHERE alias = ?", cited) == [(shown,)]


def test_a_file_of_a_report_page_is_its_attachment_and_no_second_report(tmp_path: Path) -> None:
    scan = {"response_headers": (("Content-Type", "application/pdf"),), "link_text": titled(2023) + ".pdf"}
    other = {**scan, "link_text": titled(2020) + ".pdf"}
    layout = _built(
        tmp_path,
        exchange(CITY, page()),
        exchange(f"{CITY}.pdf", b"%PDF-1", via=CITY, **scan),
        exchange(f"{CITY}.2020.pdf", b"%PDF-2", via=CITY, **other),
    )
    assert rows(layout, "SELECT year, status FROM reports ORDER BY year") == [(2020, "unreadable"), (2023, "parsed")]
    sql = "SELECT year, role FROM report_captures JOIN reports ON id = report_id ORDER BY year, role"
    assert rows(layout, sql) == [(2020, "current"), (2023, "attachment"), (2023, "current")]


def test_a_scan_without_report_title_is_no_report(tmp_path: Path) -> None:
    layout = _built(
        tmp_path,
        exchange(CITY, b"\x89PNG scan", link_text="领导简介"),
        exchange(f"{CITY}2", b"\x89PNG 2", link_text=titled()),
    )
    assert rows(layout, "SELECT status, url FROM reports") == [("unreadable", f"{CITY}2")]


def test_a_page_that_only_carries_the_file_is_not_named_as_empty(tmp_path: Path) -> None:
    scan = {"response_headers": (("Content-Type", "application/pdf"),), "link_text": titled(2023) + ".pdf"}
    cover = exchange(CITY, "<html><p>见附件</p></html>".encode(), link_text=titled(2023))
    layout = fill(tmp_path, cover, exchange(f"{CITY}.pdf", b"%PDF-1", via=CITY, **scan))
    assert not built(layout).refused
    alone = fill(tmp_path / "alone", cover)
    assert [url for url, _, _ in built(alone).refused] == [CITY]


def test_every_format_that_is_read_as_text_has_its_rank_among_editions() -> None:
    formats = [one for top in load_formats() for one in (top, *top.inside) if one.reader and not one.archive]
    named = {one.name for one in formats} - {"encrypted", "xlsb"}  # an xlsb is an xlsx to its reader
    assert named <= set(PREFERENCE)
