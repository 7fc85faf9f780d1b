"""`gongkai lint` names every planted fault with its place and its mend, and finds none in what the project ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.linting import SITES, lint_families, lint_sites
from archive.reference.regions import load_names
from archive.sitelist import read_sites
from parsers.decoding import decode
from parsers.listings.families import detect, families
from tests.support.command import gongkai
from tests.support.web.families import FAMILIES
from tests.support.web.second.sites import SITES as SECOND
from tests.support.web.server import Reply, running

HEADER = "name,url,region_code,column_url\n"
LINES = {
    "甲,not an address,110000,": ("error", "not a web address"),
    "甲,https://a.gov.cn/,990001,": ("error", "no region has the code 990001"),
    "甲,https://a.gov.cn/,,": ("warning", "no region code"),
    "甲,https://a.example.com/,110000,": ("warning", "outside gov.cn"),
    "甲,http://192.168.1.1/,110000,": ("error", "not a public address"),
    "甲,http://localhost/,110000,": ("error", "not a public address"),
    "甲,https://me:secret@a.gov.cn/,110000,": ("error", "user name"),
    "甲,https://a.gov.cn/#/list,110000,": ("warning", "never asked for"),
    ",https://a.gov.cn/,110000,": ("warning", "no name"),
    "甲,https://a.gov.cn/,110000,https://b.gov.cn/nb/": ("warning", "another site"),
    "甲,https://a.gov.cn/,110000,,x": ("error", "more fields"),
    "甲,https://first.gov.cn/index.html,110000,": ("error", "stands already in line 2"),
}
FAMILY = """label = "A"
fingerprint = ['a-mark']
[[pager]]
find = 'pages=(?P<pages>\\d+)'
first = "1"
last = "pages"
template = "index_{k}.html"
"""
CHANGES = {
    'label = "A"': ("", "label is missing"),
    "['a-mark']": ("['(']", "is no pattern"),
    "'a-mark'": ("'x*'", "fits everything"),
    '"pages"': ('"count - 1"', "nothing gives 'count'"),
    "{k}": ("{page}", "nothing gives 'page'"),
    'first = "1"': ('frist = "1"', "nothing reads 'frist'"),
    '"1"': ('"1 +"', "is no sum"),
    "[[pager]]": ("[[pager]", "is not TOML"),
    'template = "index_{k}.html"': ("", "how the address is made"),
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items(), ids=[said for _, said in LINES.values()])
def test_a_fault_in_a_site_list(tmp_path: Path, line: str, wanted: tuple[str, str]) -> None:
    listed = tmp_path / "sites.csv"
    listed.write_text(f"{HEADER}乙,https://first.gov.cn/,120000,\n{line}\n", encoding="utf-8")
    [fault] = lint_sites(listed)
    assert fault.place == f"{listed}:3"
    assert (fault.severity, wanted[1] in fault.what) == (wanted[0], True), fault
    assert fault.mend


def test_lists_that_are_none(tmp_path: Path) -> None:
    headless, binary = tmp_path / "a.csv", tmp_path / "b.csv"
    headless.write_text("https://a.gov.cn/\n", encoding="utf-8")
    binary.write_bytes("name,url\n甲,a.gov.cn\n".encode("gbk"))
    for path, what in ((headless, "no column name"), (binary, "not UTF-8"), (tmp_path / "none.csv", "cannot be read")):
        [fault] = lint_sites(path)
        assert what in fault.what


@pytest.mark.parametrize(("old", "change"), CHANGES.items(), ids=[said for _, said in CHANGES.values()])
def test_a_fault_in_a_family(tmp_path: Path, old: str, change: tuple[str, str]) -> None:
    (tmp_path / "a.toml").write_text(FAMILY, encoding="utf-8")
    assert not list(lint_families(tmp_path))
    (tmp_path / "a.toml").write_text(FAMILY.replace(old, change[0], 1), encoding="utf-8")
    faults = list(lint_families(tmp_path))
    assert any(change[1] in fault.what for fault in faults), faults
    assert all(fault.place.startswith("a.toml") for fault in faults)


def test_what_the_project_ships_has_no_fault() -> None:
    done = gongkai("lint")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_command_names_line_and_mend_and_fails(tmp_path: Path) -> None:
    listed = tmp_path / "sites.csv"
    listed.write_text(f"{HEADER}甲,ftp://a.gov.cn/,110000,\n", encoding="utf-8")
    done = gongkai("lint", "--sites", listed)
    assert done.returncode == 2
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith(f"{listed}:2: error: not a web address")


def test_the_shipped_list_holds_every_province_with_its_column_and_the_bodies_of_the_state_council() -> None:
    sites = list(read_sites(SITES))
    columns = {site.region_code for site in sites if site.column_url}
    mainland = {
        region.code
        for region in load_names()
        if region.level == "province" and region.code[:2] < "66" and not region.valid_to
    }
    assert columns == mainland
    assert len(columns) == 31
    assert sum(site.region_code == "100000" for site in sites) > 45


def test_every_family_is_met_on_pages_of_the_mock_webs() -> None:
    """A declaration that no page is read from proves nothing."""
    with running() as web:
        for name, maker in {**FAMILIES, **SECOND}.items():
            maker(web.host(name), "黑石县")
        met = {
            family.name
            for host in web.hosts.values()
            for path, reply in host.pages.items()
            if isinstance(reply, Reply)
            for family in detect(decode(reply.raw, reply.type).text, host.url(path))
        }
    assert met == {family.name for family in families()}
    assert len(met) >= 14
