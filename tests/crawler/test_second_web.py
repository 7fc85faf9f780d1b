"""Sites of another making than the first web's: every report found, no look-alike asked for, few requests beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.support.web.crawling import Crawled, crawl
from tests.support.web.second.markup import Built
from tests.support.web.second.sites import SITES
from tests.support.web.server import Host, Web, running

ASIDE = 4
"""robots.txt, home, platform page, and one probe for what is not there."""


@dataclass
class Visit:
    web: Web
    hosts: dict[str, Host]
    built: dict[str, Built]
    crawled: Crawled


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with running() as web:
        hosts = {name: web.host(name) for name in SITES}
        built = {name: builder(hosts[name], f"临川{i}县") for i, (name, builder) in enumerate(SITES.items())}
        listed = [(name, host.home) for name, host in web.hosts.items()]
        yield Visit(web, hosts, built, crawl(tmp_path_factory.mktemp("second") / "archive", listed))


@pytest.mark.parametrize("name", SITES)
def test_every_report_is_found_and_nothing_else(visit: Visit, name: str) -> None:
    host, site = visit.hosts[name], visit.crawled.site(visit.hosts[name].home)
    expected = {path[1:] if path.startswith("@") else host.url(path) for path in visit.built[name].reports}
    assert {found.url for found in site.found} == expected, (site.reason, site.refused)
    assert site.state == "ok"


@pytest.mark.parametrize("name", SITES)
def test_no_look_alike_is_asked_for_and_few_requests_beside_lists_and_reports(visit: Visit, name: str) -> None:
    asked, built = visit.hosts[name].paths(), visit.built[name]
    assert not built.decoys & set(asked)
    assert len(asked) - ASIDE <= 1.3 * (built.lists + len(built.reports)), asked
