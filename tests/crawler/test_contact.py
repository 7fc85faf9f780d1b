"""First contact: TLS of old, other schemes and names, and hosts that several sites share."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.sitelist import site_of
from crawler.walk.hosts import HostBook
from crawler.walk.memory import Past
from crawler.walk.scope import Scope
from crawler.walk.site import SiteWalk
from crawler.walk.steps import Answer
from tests.support.web.crawling import crawl
from tests.support.web.fault import sound, urls
from tests.support.web.pages import Item, column_head, page, put_home, put_reports, rows, titles
from tests.support.web.server import Host, Reply, running
from tests.support.web.third.tls import secure


def _https(found: set[str]) -> set[str]:
    return {url.replace("http://", "https://") for url in found}


def test_old_tls_is_a_fallback_for_its_host_alone_and_is_said(tmp_path: Path) -> None:
    with running() as web:
        old, new = web.host("old"), web.host("new")
        expected = [_https(urls(host, sound(host, place))) for host, place in ((old, "古县"), (new, "新县"))]
        secure(old, tmp_path, old=True)
        secure(new, tmp_path, old=False)
        crawled = crawl(tmp_path / "archive", [("古县", old.home), ("新县", new.home)])
        assert [crawled.found(host.home) for host in (old, new)] == expected
        assert any("TLS" in words for words in crawled.site(old.home).fallbacks)
        assert "TLS" in crawled.site(old.home).reason
        assert crawled.site(new.home).fallbacks == []
        assert web.overlapping(old) == 1


def test_a_host_that_speaks_no_tls_at_all_is_named(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("plain")
        sound(host, "平县")
        crawled = crawl(tmp_path / "archive", [("平县", f"https://{host.netloc}/")])
        site = crawled.record.sites[0]
        assert site.state == "unreachable"
        assert "secure connection" in site.reason
        assert site.fallbacks == []


class _Nothing:
    def recall(self, url: str) -> None:
        return None

    def is_outdated(self, url: str, first: str) -> bool:
        raise AssertionError(url)

    def capture_of(self, url: str) -> None:
        return None


def _answering(listed: str, answers: str, failure: str = "the connection is refused") -> SiteWalk:
    """A walk over a web in which only addresses that begin with `answers` answer."""
    walk = SiteWalk(site_of(listed), Scope([listed]), HostBook(), _Nothing(), Past(), 50)
    home = page("某县", '<a href="/gk/nb/">政府信息公开年报</a>')
    column = page("年报", rows([Item("某县2023年政府信息公开工作年度报告", "/gk/nb/1.html")]), column_head())
    article = page("某县2023年政府信息公开工作年度报告", "<p>正文</p>")
    held = {"/": home, "/gk/nb/": column, "/gk/nb/1.html": article}
    while (step := walk.next()) is not None:
        path = "/" + step.url.split("/", 3)[3]
        if not step.url.startswith(answers):
            walk.receive(step, Answer(step.url, None, failure=failure))
        elif path in held:
            walk.receive(
                step, Answer(step.url, 200, (("Content-Type", "text/html; charset=utf-8"),), held[path].encode())
            )
        else:
            walk.receive(step, Answer(step.url, 404, (), b"<title>404</title>"))
    return walk


@pytest.mark.parametrize(
    ("listed", "answers"),
    [
        ("https://www.ax.gov.cn/", "http://www.ax.gov.cn/"),
        ("http://www.ax.gov.cn/", "https://www.ax.gov.cn/"),
        ("https://www.ax.gov.cn/", "https://ax.gov.cn/"),
        ("http://ax.gov.cn/", "http://www.ax.gov.cn/"),
        ("http://ax.gov.cn/", "https://www.ax.gov.cn/"),
    ],
)
def test_another_scheme_or_name_is_tried_and_said(listed: str, answers: str) -> None:
    site = _answering(listed, answers).close()
    assert site.state == "ok"
    assert [found.url for found in site.found] == [answers + "gk/nb/1.html"]
    assert site.fallbacks == [f"{listed.rstrip('/')} gives no answer, {answers.rstrip('/')} does"]


def test_a_host_without_tls_that_answers_in_plain_is_not_said_to_speak_old_tls() -> None:
    site = _answering(
        "https://www.ax.gov.cn/", "http://www.ax.gov.cn/", "no secure connection (wrong version number)"
    ).close()
    assert site.state == "ok"
    assert site.fallbacks == ["https://www.ax.gov.cn gives no answer, http://www.ax.gov.cn does"]


def test_a_site_that_answers_nowhere_is_unreachable_and_no_fallback_is_claimed() -> None:
    site = _answering("https://www.ax.gov.cn/", "never://").close()
    assert site.state == "unreachable"
    assert site.fallbacks == []


def _part(host: Host, name: str, place: str) -> set[str]:
    """One body's site in a folder of a shared host."""
    kept, host.pages = host.pages, {}
    put_home(host, place, f"/{name}/xxgk/", f"/{name}/xxgk/nb/")
    items = put_reports(host, titles(place, range(2021, 2024)), f"/{name}/xxgk/nb/{{n}}.html")
    host.pages[f"/{name}/xxgk/nb/"] = Reply(page("年报", rows(items), column_head()))
    host.pages[f"/{name}/"] = host.pages.pop("/")
    host.pages |= kept
    return urls(host, items)


def test_two_sites_on_one_host_share_robots_and_its_one_slot(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("shared")
        expected = [_part(host, "jia", "甲镇"), _part(host, "yi", "乙镇")]
        host.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /admin/\n", type="text/plain")
        homes = [host.url("/jia/"), host.url("/yi/")]
        sites = [("甲镇", homes[0]), ("乙镇", homes[1])]
        crawled = crawl(
            tmp_path / "archive", sites, "--delay", "0.05"
        )  # so that the server has seen an answer end before the next question
        assert [crawled.found(home) for home in homes] == expected
        assert host.paths().count("/robots.txt") == 1
        assert web.overlapping(host) == 1
        assert len(host.paths()) == len(set(host.paths()))
