"""Servers that misbehave: each named rightly in the run record, never taken for content, and left when it refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.web.crawling import Crawled, crawl
from tests.support.web.fault import Fault
from tests.support.web.faults import FAULTS
from tests.support.web.server import Host, Web, running

Visit = tuple[Web, dict[str, Host], dict[str, Fault], Crawled]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with running() as web, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_TIMEOUT", "3")
        hosts = {name: web.host(name) for name in FAULTS}
        faults = {name: maker(hosts[name], f"白水{i}县") for i, (name, maker) in enumerate(FAULTS.items())}
        sites = [(f"白水{i}县", hosts[name].home) for i, name in enumerate(FAULTS)]
        yield web, hosts, faults, crawl(tmp_path_factory.mktemp("faults") / "archive", sites)


@pytest.mark.parametrize("name", FAULTS)
def test_state_and_finds(visit: Visit, name: str) -> None:
    _, hosts, faults, crawled = visit
    site, fault = crawled.site(hosts[name].home), faults[name]
    remarks = [site.reason, *(f"{left.reason} {left.status or ''}" for left in (*site.refused, *site.skipped))]
    assert site.state == fault.state, (site.reason, site.refused)
    assert any(fault.said in remark for remark in remarks), remarks
    assert {found.url for found in site.found} == fault.expected, remarks


@pytest.mark.parametrize("name", ["robots_forbids", "robots_500", "robots_blocked"])
def test_nothing_is_asked_beside_robots(visit: Visit, name: str) -> None:
    assert set(visit[1][name].paths()) == {"/robots.txt"}


@pytest.mark.parametrize("name", ["declined_midway", "too_many"])
def test_a_refusing_host_is_left_at_once(visit: Visit, name: str) -> None:
    _, hosts, faults, _ = visit
    articles = [path for path in hosts[name].paths() if path.startswith("/xxgk/xxgknb/") and path.endswith(".html")]
    assert len(articles) == len(faults[name].expected) + 1


@pytest.mark.parametrize("name", FAULTS)
def test_no_endless_walk_and_one_request_at_a_time(visit: Visit, name: str) -> None:
    web, hosts, _, _ = visit
    assert len(hosts[name].paths()) < 30
    if name != "slow_drip":  # a server that still drips to nobody does not know that it was left
        assert web.overlapping(hosts[name]) <= 1


def test_exit_code_says_that_something_needs_eyes(visit: Visit) -> None:
    assert visit[3].code == 1
