"""Every layout shape: each report found, nothing else taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.web.crawling import Crawled, crawl
from tests.support.web.server import Host, Web, running
from tests.support.web.shapes import SHAPES

Visit = tuple[Web, dict[str, Host], dict[str, set[str]], Crawled]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with running() as web:
        hosts = {name: web.host(name) for name in SHAPES}
        expected = {name: maker(hosts[name], f"清河{i}县") for i, (name, maker) in enumerate(SHAPES.items())}
        sites = [(f"清河{i}县", hosts[name].home) for i, name in enumerate(SHAPES)]
        yield web, hosts, expected, crawl(tmp_path_factory.mktemp("shapes") / "archive", sites)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_report_is_found_and_nothing_else(visit: Visit, shape: str) -> None:
    _, hosts, expected, crawled = visit
    site = crawled.site(hosts[shape].home)
    assert {found.url for found in site.found} == expected[shape], (site.reason, site.refused, site.skipped)
    assert site.state == "ok"


def test_found_things_carry_their_list_title_and_capture(visit: Visit) -> None:
    _, hosts, _, crawled = visit
    for found in crawled.site(hosts["files"].home).found:
        assert found.capture_id
        assert found.title
