"""Units of a portal on sub-domains of their own, by name; and names that lead where nobody may be asked."""

from __future__ import annotations

from pathlib import Path

from archive.layout import Layout
from archive.runs import SiteRun, load_runs
from tests.support.web.names import crawl_named, named
from tests.support.web.pages import column_head, page, put_home, put_reports, rows, titles
from tests.support.web.server import Host, Reply, Web, running

UNITS = {"jyj": "教育局", "mzj": "民政局", "cgz": "城关镇"}


def _column(host: Host, place: str, years: range) -> set[str]:
    put_home(host, place, "/xxgk/", "/xxgk/nb/")
    found = put_reports(host, titles(place, years), "/xxgk/nb/{n}.html")
    host.pages["/xxgk/nb/"] = Reply(page("年报", rows(found), column_head()))
    return {host.url(item.path) for item in found}


def _portal(web: Web, domain: str) -> tuple[list[Host], set[str]]:
    """A portal, another place to which its menu leads as well, and the portal's units; and the reports of portal and units."""
    portal, foreign = named(web.host("portal"), f"www.{domain}"), named(web.host("foreign"), "www.huangshi.gov.cn")
    expected = _column(portal, "黑石县", range(2020, 2025))
    units = [(named(web.host(slug), f"{slug}.{domain}"), unit) for slug, unit in UNITS.items()]
    for host, unit in units:
        expected |= _column(host, f"黑石县{unit}", range(2022, 2025))
    _column(foreign, "黄石县", range(2022, 2025))
    menu = "".join(f'<li><a href="{host.url("/xxgk/")}">{unit}</a></li>' for host, unit in units)
    menu += f'<li><a href="{foreign.url("/xxgk/")}">黄石县</a></li>'
    platform = portal.pages["/xxgk/"]
    assert isinstance(platform, Reply)
    platform.body = str(platform.body).replace("</ul>", f'</ul><ul class="bm">{menu}</ul>', 1)
    return [portal, foreign, *(host for host, _ in units)], expected


def _site(archive: Path) -> SiteRun:
    (record,) = load_runs(Layout(archive).runs)
    (site,) = record.sites
    return site


def test_units_on_subdomains_are_found_and_other_places_left(tmp_path: Path) -> None:
    with running() as web:
        hosts, expected = _portal(web, "heishi.gov.cn")
        crawl_named(tmp_path / "archive", [hosts[0].home], hosts)
        asked = {asked.host for asked in web.log}
    site = _site(tmp_path / "archive")
    assert {found.url for found in site.found} == expected, site.reason
    assert asked == {"portal", *UNITS}


def test_a_name_that_leads_to_loopback_is_never_asked(tmp_path: Path) -> None:
    with running() as web:
        hosts, _ = _portal(web, "heishi.gov.cn")
        crawl_named(tmp_path / "archive", [hosts[0].home], hosts, private=False)
        assert not web.log
    site = _site(tmp_path / "archive")
    assert site.state == "unreachable"
    assert "leads to a private address" in site.reason
