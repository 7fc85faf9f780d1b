"""Every page of the site: it answers, it is Chinese with English beside, it runs nothing and loads nothing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from lxml import html

from archive.schema import load_schema
from archive.site.app import Site
from tests.support.site_archive import HOSTILE_TITLE, HOSTILE_URL, WRONG_URL

TABLE_PAGES = [f"/gongkai/{table.name}" for table in load_schema().tables]
OWN = ["/", "/search", "/search?q=公开", "/search?q=%3Cscript%3E", "/search?q=没有的词", "/sites", "/problems", "/data"]
DATASETTE = [
    "/gongkai",
    "/gongkai?sql=select+1+as+a",
    "/gongkai/reports?_search=公开",
    "/-/search",
    "/-/search?q=公开",
    *TABLE_PAGES,
]
LOADING = {"script", "img", "iframe", "link", "object", "embed", "audio", "video", "source", "base", "meta"}


async def page(site: Site, path: str, status: int = 200) -> html.HtmlElement:
    answer = await site.client.get(path)
    assert answer.status_code == status, answer.text[:400]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    return html.fromstring(answer.text)


def assert_inert(root: html.HtmlElement) -> None:
    """No script, no inline style or handler (the policy would refuse them), nothing loaded from elsewhere."""
    for element in root.iter():
        assert element.tag != "script"
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"], element.attrib
        for name in ("src", "href", "action"):
            address = element.get(name, "")
            assert not address.lower().strip().startswith(("javascript:", "data:", "vbscript:"))
            if element.tag in LOADING or name == "action":
                assert urlsplit(address).netloc in ("", "localhost"), address


@pytest.mark.parametrize("path", [*OWN, *DATASETTE])
async def test_pages_answer_in_chinese_and_are_inert(site: Site, path: str) -> None:
    root = await page(site, path)
    assert root.get("lang") == "zh-CN"
    assert "政府信息公开年报档案" in root.findtext(".//title")
    assert root.xpath("count(//h1)") == 1
    assert_inert(root)


@pytest.mark.parametrize("url", [WRONG_URL, HOSTILE_URL])
@pytest.mark.parametrize("tail", ["", "/evidence", "/evidence?cell=requests/new_requests/other"])
async def test_report_pages_are_inert(site: Site, report_at: Callable[[str], str], url: str, tail: str) -> None:
    root = await page(site, f"/report/{report_at(url)}{tail}")
    assert root.get("lang") == "zh-CN"
    assert_inert(root)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no-such-page", 404),
        ("/report/none", 404),
        ("/report/none/evidence", 404),
        ("/report/~3Cscript~3E", 404),
        ("/gongkai/none", 404),
        ("/search?q=a&year=abc", 400),
        ("/search?q=a&year=99999999999999999999", 400),
        ("/search?q=a&page=-1", 400),
        ("/search?q=" + "长" * 201, 400),
    ],
)
async def test_wrong_addresses_say_so_in_chinese(site: Site, path: str, status: int) -> None:
    root = await page(site, path, status)
    assert root.get("lang") == "zh-CN"
    assert_inert(root)


async def test_hostile_titles_are_text_everywhere(site: Site) -> None:
    shown = 0
    for path in ["/", "/search?q=恶意局", "/gongkai/reports", "/search?q=script"]:
        root = await page(site, path)
        shown += any(HOSTILE_TITLE in link.text_content() for link in root.iter("a", "td"))
        assert_inert(root)
    assert shown == 4


async def test_home_counts_what_the_database_holds(site: Site, sql: Callable[..., list[tuple[int]]]) -> None:
    root = await page(site, "/")
    figures = [b.text.replace(",", "") for b in root.xpath("//div[@class='figures']//b")]
    reports, agencies, years = sql("select count(*), count(distinct agency_id), count(distinct year) from reports")[0]
    requests = "select total from sums where grouping = 'nation' and indicator = 'new_requests' and year = 2023"
    share = (
        "select 100.0 * sum(disclosed + partially_disclosed) / sum(handled) from agency_years where year = 2023"
        " and disclosed + partially_disclosed + handled is not null"
    )
    cells = "select (select sum(cells) from reports)"
    expected = [reports, agencies, sql(requests)[0][0], f"{sql(share)[0][0]:.1f}%", years, sql(cells)[0][0]]
    assert figures == [str(figure) for figure in expected]


async def test_what_could_not_be_checked_is_never_said_as_absent(site: Site) -> None:
    for path in ("/", "/sites"):
        text = (await page(site, path)).text_content()
        assert "未能核查：网站拦截机器访问" in text
        assert "已核查，未见年报" in text
    root = await page(site, "/sites")
    first, second = root.xpath("//table")
    assert {"北山区政府", "javascript网"} == {td.text_content() for td in first.xpath(".//tbody//td[1]")}
    assert {"临江市政府", "南泽县政府"} == {td.text_content() for td in second.xpath(".//tbody//td[1]")}
    assert "<i>没有应答</i>" in first.text_content()
    assert "首页返回 412 与脚本挑战" in first.text_content()


async def test_problems_lead_to_report_and_cells(site: Site, sql: Callable[..., list[tuple[str]]]) -> None:
    root = await page(site, "/problems?severity=error&rule=T3-FLOW")
    (item,) = root.xpath("//ol[@class='results']/li")
    assert [link.split("cell=")[1] for link in item.xpath(".//a/@href") if "cell=" in link] == [
        "requests/new_requests/total",
        "requests/carried_over_in/total",
        "requests/results.total/total",
        "requests/carried_over_out/total",
    ]
    listed = await page(site, "/problems")
    assert len(listed.xpath("//ol[@class='results']/li")) == len(sql("select 1 from problems"))


@pytest.mark.parametrize(
    "path", ["/search?q=a", "/gongkai?sql=select+1", "/gongkai/reports.csv", "/report/x/evidence", "/report/x.json"]
)
async def test_robots_are_kept_from_what_is_computed(site: Site, path: str) -> None:
    from protego import Protego

    rules = Protego.parse((await site.client.get("/robots.txt")).text)
    for prefix in ("", "/en"):
        assert not rules.can_fetch(f"http://localhost{prefix}{path}", "bot")
        assert rules.can_fetch(f"http://localhost{prefix}/report/2023-x", "bot")
    assert rules.can_fetch("http://localhost/data", "bot")
    assert list(rules.sitemaps) == ["http://localhost/sitemap.xml"]
