"""Every family's paging, followed on real HTTP: each report found, nothing else taken, few requests beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.web.crawling import Crawled, crawl
from tests.support.web.families import FAMILIES
from tests.support.web.server import Host, Web, running


@dataclass
class Visited:
    web: Web
    hosts: dict[str, Host]
    expected: dict[str, set[str]]
    first: Crawled
    asked_first: int
    second: Crawled


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    archive = tmp_path_factory.mktemp("families") / "archive"
    with running() as web:
        hosts = {name: web.host(name) for name in FAMILIES}
        expected = {name: maker(hosts[name], f"青山{i}县") for i, (name, maker) in enumerate(FAMILIES.items())}
        sites = [(f"青山{i}县", hosts[name].home) for i, name in enumerate(FAMILIES)]
        first = crawl(archive, sites)
        asked = len(web.log)
        yield Visited(web, hosts, expected, first, asked, crawl(archive, sites))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_report_is_found_and_nothing_else(visited: Visited, family: str) -> None:
    host = visited.hosts[family]
    site = visited.first.site(host.home)
    found = {url.partition("://")[2] for url in visited.first.found(host.home)}
    assert found == {url.partition("://")[2] for url in visited.expected[family]}, site.reason
    assert site.state == "ok"


@pytest.mark.parametrize("family", FAMILIES)
def test_few_requests_beside_lists_and_reports(visited: Visited, family: str) -> None:
    host = visited.hosts[family]
    asked = [asked for asked in visited.web.log[: visited.asked_first] if asked.host == family]
    site = visited.first.site(host.home)
    needed = site.counts["lists"] + len(visited.expected[family])
    aside = 4  # robots.txt, home, platform, and one probe for what is not there
    assert len(asked) - aside <= 1.3 * needed


@pytest.mark.parametrize("family", FAMILIES)
def test_a_second_visit_costs_robots_and_the_columns_and_keeps_all(visited: Visited, family: str) -> None:
    host = visited.hosts[family]
    again = [asked for asked in visited.web.log[visited.asked_first :] if asked.host == family]
    assert again[0].path == "/robots.txt"
    assert len(again) <= 1 + max(2, len(visited.first.site(host.home).columns))
    assert visited.second.found(host.home) == visited.first.found(host.home)
    assert not any(found.is_new for found in visited.second.site(host.home).found)


def test_one_request_at_a_time_and_host(visited: Visited) -> None:
    for host in visited.hosts.values():
        assert visited.web.overlapping(host) == 1


def test_the_user_agent_is_honest_and_alone(visited: Visited) -> None:
    agents = {asked.headers.get("User-Agent", "") for asked in visited.web.log}
    assert len(agents) == 1
    assert "gongkai/" in agents.pop()


def test_every_answer_is_captured(visited: Visited, tmp_path_factory: pytest.TempPathFactory) -> None:
    from archive.captures import CaptureStore
    from archive.layout import Layout

    folder = Path(next(tmp_path_factory.getbasetemp().glob("families*"))) / "archive"
    with CaptureStore(Layout(folder)) as store:
        stored = [capture.url for capture in store.captures()]
    assert len(stored) >= len({(asked.host, asked.path) for asked in visited.web.log})
