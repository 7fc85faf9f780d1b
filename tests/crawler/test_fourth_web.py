"""Sites of habits not met before: every report is found, nothing else is taken, and few requests are made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawler.test_second_web import ASIDE, Visit
from tests.support.web.crawling import crawl
from tests.support.web.fourth.sites import SITES
from tests.support.web.server import running


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with running() as web:
        hosts = {name: web.host(name) for name in SITES}
        built = {name: builder(hosts[name], f"安水{i}县") for i, (name, builder) in enumerate(SITES.items())}
        archive = tmp_path_factory.mktemp("fourth") / "archive"
        yield Visit(web, hosts, built, crawl(archive, [(name, host.home) for name, host in hosts.items()]))


@pytest.mark.parametrize("name", SITES)
def test_every_report_is_found_and_nothing_else(visit: Visit, name: str) -> None:
    host, site = visit.hosts[name], visit.crawled.site(visit.hosts[name].home)
    assert {found.url for found in site.found} == {host.url(path) for path in visit.built[name].reports}, site.reason
    assert site.state == "ok"


@pytest.mark.parametrize("name", SITES)
def test_no_look_alike_is_asked_for_and_few_requests_beside_lists_and_reports(visit: Visit, name: str) -> None:
    asked, built = visit.hosts[name].paths(), visit.built[name]
    assert not built.decoys & set(asked)
    assert len(asked) - ASIDE <= 1.3 * (built.lists + len(built.reports)), asked
