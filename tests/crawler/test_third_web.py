"""Sites of old and hurried habits: odd links, odd pagers and roundabout ways in lose no report and take nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.crawler.test_second_web import ASIDE, Visit
from tests.support.web.crawling import Crawled, crawl
from tests.support.web.server import running
from tests.support.web.third.sites import SITES


@dataclass
class TwoVisits(Visit):
    asked_first: int
    again: Crawled


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoVisits]:
    with running() as web:
        hosts = {name: web.host(name) for name in SITES}
        built = {name: builder(hosts[name], f"安水{i}县") for i, (name, builder) in enumerate(SITES.items())}
        listed = [(name, host.home) for name, host in web.hosts.items()]
        archive = tmp_path_factory.mktemp("third") / "archive"
        first, asked = crawl(archive, listed), len(web.log)
        yield TwoVisits(web, hosts, built, first, asked, crawl(archive, listed))


@pytest.mark.parametrize("name", SITES)
def test_every_report_is_found_and_nothing_else(visit: TwoVisits, name: str) -> None:
    host, site = visit.hosts[name], visit.crawled.site(visit.hosts[name].home)
    assert {found.url for found in site.found} == {host.url(path) for path in visit.built[name].reports}, site.reason
    assert site.state == "ok"


@pytest.mark.parametrize("name", SITES)
def test_no_look_alike_is_asked_for_and_few_requests_beside_lists_and_reports(visit: TwoVisits, name: str) -> None:
    asked, built = [asked.path for asked in visit.web.log[: visit.asked_first] if asked.host == name], visit.built[name]
    assert not built.decoys & set(asked)
    assert len(asked) - ASIDE <= 1.3 * (built.lists + len(built.reports)), asked


@pytest.mark.parametrize("name", SITES)
def test_a_second_visit_costs_robots_and_the_columns_and_keeps_all(visit: TwoVisits, name: str) -> None:
    home = visit.hosts[name].home
    again = [asked.path for asked in visit.web.log[visit.asked_first :] if asked.host == name]
    assert len(again) <= 1 + max(2, len(visit.crawled.site(home).columns)), again
    assert visit.again.found(home) == visit.crawled.found(home)
    assert visit.again.site(home).state == "ok"
