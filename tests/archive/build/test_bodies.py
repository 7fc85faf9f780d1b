"""Agencies and regions in the database; what is doubtful is listed and can be decided; metadata and figures of the text come along."""

import csv
import json
from pathlib import Path

import pytest

import parsers
from archive.build.identity import agency_id
from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from tests.support.archives import built, fill, page, rows
from tests.support.command import gongkai
from tests.support.dumps import sorted_dump
from tests.support.exchanges import exchange

SITE = "http://www.xzgl.gov.cn"
NAMES = (
    "福州市鼓楼区人民政府",
    "福州市鼓楼区市场监管局",
    "福州市鼓楼区市场监督管理局",
    "国家税务总局福州市鼓楼区税务局",
    "鼓楼区财政局",
)
OVERVIEW = "2023年，本机关共收到政府信息公开申请5件，同比增长25%。"


def pages() -> dict[str, bytes]:
    found = {f"{SITE}/{n}.html": page(2023 - (n == 1), name, overview=OVERVIEW) for n, name in enumerate(NAMES)}
    return found | {f"{SITE}/blank.html": page(2021, NAMES[0], {"requests/new_requests/total": ""})}


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    root = tmp_path_factory.mktemp("bodies") / "data"
    layout = fill(root, *(exchange(url, body, n) for n, (url, body) in enumerate(pages().items())))
    assert built(layout).doubts == 1
    return layout


def test_agencies_have_place_level_kind_sector_and_parent(layout: Layout) -> None:
    sql = "SELECT name, region_code, admin_level, agency_kind, sector, parent_id, reports FROM agencies ORDER BY name"
    found = {row[0]: row[1:] for row in rows(layout, sql)}
    government = agency_id("福州市鼓楼区人民政府", "350102", "")
    above = agency_id("福州市人民政府", "350100", "")
    assert found == {
        "国家税务总局福州市鼓楼区税务局": ("350102", "county", "vertical_bureau", "tax", None, 1),
        "福州市鼓楼区人民政府": ("350102", "county", "government", None, above, 2),
        "福州市鼓楼区市场监督管理局": ("350102", "county", "department", "market_regulation", government, 2),
        "鼓楼区财政局": (None, "county", "department", "finance", None, 1),
    }
    assert rows(layout, "SELECT id FROM agencies WHERE name = '福州市鼓楼区人民政府'") == [(government,)]
    names = (
        "SELECT agency_names.name FROM agency_names JOIN agencies ON agencies.id = agency_id WHERE agencies.name = ?"
    )
    assert rows(layout, names, "福州市鼓楼区市场监督管理局") == [
        ("福州市鼓楼区市场监督管理局",),
        ("福州市鼓楼区市场监管局",),
    ]


def test_every_region_stands_with_its_names(layout: Layout) -> None:
    assert rows(layout, "SELECT name, level, parent_code FROM regions WHERE code = '350102'") == [
        ("鼓楼区", "county", "350100")
    ]
    names = rows(layout, "SELECT name, valid_to FROM region_names WHERE code = '420600' ORDER BY valid_to")
    assert names == [("襄阳市", None), ("襄樊市", "2010-12")]


def test_a_doubt_is_listed_until_it_is_decided_and_then_changes_what_a_full_build_would(layout: Layout) -> None:
    doubts = rows(layout, "SELECT name, host, reason, reports FROM agency_doubts")
    assert doubts == [("鼓楼区财政局", "xzgl.gov.cn", "several_places", 1)]
    assert "鼓楼区财政局 (xzgl.gov.cn): several_places" in gongkai("check", "--archive", layout.root).stderr
    with layout.doubts.open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    assert [row["name"] for row in listed] == ["鼓楼区财政局"]
    with layout.decisions.open("w", encoding="utf-8", newline="") as out:
        decided = csv.DictWriter(out, listed[0].keys())
        decided.writeheader()
        decided.writerow(listed[0] | {"region_code": "320302", "agency": "徐州市鼓楼区财政局"})
    assert built(layout).doubts == 0
    sql = "SELECT agency, agency_printed, region_code, region_basis FROM reports WHERE url LIKE '%/4.html'"
    assert rows(layout, sql) == [("徐州市鼓楼区财政局", "鼓楼区财政局", "320302", "reviewed")]
    assert rows(layout, "SELECT count(*) FROM agency_doubts") == [(0,)]
    after = sorted_dump(layout.database)
    built(layout, full=True)
    assert sorted_dump(layout.database) == after


def test_the_same_report_id_before_and_after_a_decision(tmp_path: Path) -> None:
    layout = fill(tmp_path / "data", exchange(f"{SITE}/4.html", page(2023, NAMES[4]), 1))
    built(layout)
    before = rows(layout, "SELECT id FROM reports")
    layout.decisions.write_text(
        "name,host,region_code,agency,note\n鼓楼区财政局,,350102,福州市鼓楼区财政局,\n", "utf-8"
    )
    built(layout)
    assert rows(layout, "SELECT id, agency FROM reports") == [(before[0][0], "福州市鼓楼区财政局")]


def test_a_site_settles_what_the_name_leaves_open_and_places_of_ones_own_count(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    site = SiteRun("徐州市鼓楼区", f"{SITE}/", "ok", region_code="320302")
    RunRecord("20260131T080000Z", "2026-01-31T08:00:00Z", sites=[site]).save(layout.runs)
    layout.regions.write_text("code,name,level,parent_code\n990100,演示市,prefecture,100000\n", "utf-8")
    fill(
        layout.root,
        exchange(f"{SITE}/4.html", page(2023, NAMES[4]), 1),
        exchange("http://b.cn/1", page(2023, "演示市教育局"), 2),
    )
    built(layout)
    found = rows(layout, "SELECT agency, region_code, region_basis FROM reports ORDER BY agency")
    assert found == [("徐州市鼓楼区财政局", "320302", "site"), ("演示市教育局", "990100", "agency_name")]
    assert rows(layout, "SELECT source FROM regions WHERE code = '990100'") == [("archive",)]


def test_metadata_and_figures_of_the_text_are_those_of_the_parser(layout: Layout) -> None:
    for url, body in pages().items():
        report = parsers.parse(body, url=url)
        of = f"WHERE report_id = (SELECT id FROM reports WHERE url = '{url}')"
        stored = {
            name: rest
            for name, *rest in rows(layout, f"SELECT name, value, basis, inferred, text, locator FROM metadata {of}")
        }
        assert stored.keys() == report.metadata.keys()
        for name, fact in report.metadata.items():
            value, basis, inferred, text, locator = stored[name]
            assert (value, basis, bool(inferred)) == (str(fact.value), fact.basis, fact.inferred)
            where = fact.where or {}
            assert text == where.get("text")
            assert (json.loads(locator) if locator else None) == where.get("locator")
        facts = rows(layout, f"SELECT key, value, unit, sentence, section, offset FROM facts {of} ORDER BY position")
        names = ("key", "value", "unit", "sentence", "section", "offset")
        assert facts == [tuple(fact[name] if fact[name] != "" else None for name in names) for fact in report.facts]
    figures = rows(
        layout, "SELECT key, value FROM facts JOIN reports ON reports.id = report_id WHERE url LIKE '%/3.html'"
    )
    assert {("requests.new", 5), ("yoy_pct", 25)} <= set(figures)


def test_what_is_derived_stands_apart(layout: Layout) -> None:
    sql = "SELECT raw, kind, derived FROM cells_not_plain WHERE derived IS NOT NULL"
    derived = rows(layout, sql)
    assert [row[:2] for row in derived] == [("", "blank")]
    assert derived[0][2] > 0
    assert rows(
        layout,
        "SELECT total FROM requests JOIN reports ON id = report_id WHERE url LIKE '%blank%' AND row = 'new_requests'",
    ) == [(None,)]
    assert rows(layout, "SELECT count(*) FROM problems WHERE rule = 'S-DERIVED' AND severity = 'warning'") == [(1,)]
