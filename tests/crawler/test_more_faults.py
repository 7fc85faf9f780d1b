"""Answers that are cut, swollen or untrue, and hosts that refuse or have nothing: each named rightly, none taken for content."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.web.crawling import Crawled, crawl
from tests.support.web.fault import Fault
from tests.support.web.server import Host, running
from tests.support.web.third.odd_answers import ANSWERS
from tests.support.web.third.odd_states import STATES

FAULTS = {maker.__name__: maker for maker in ANSWERS} | STATES
Visit = tuple[dict[str, Host], dict[str, Fault], Crawled]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with running() as web, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_TIMEOUT", "10")
        hosts = {name: web.host(name) for name in FAULTS}
        faults = {name: maker(hosts[name], f"黑水{i}县") for i, (name, maker) in enumerate(FAULTS.items())}
        sites = [(f"黑水{i}县", hosts[name].home) for i, name in enumerate(FAULTS)]
        yield hosts, faults, crawl(tmp_path_factory.mktemp("more_faults") / "archive", sites)


@pytest.mark.parametrize("name", FAULTS)
def test_state_words_and_finds(visit: Visit, name: str) -> None:
    hosts, faults, crawled = visit
    site, fault = crawled.site(hosts[name].home), faults[name]
    remarks = [site.reason, *(f"{left.reason} {left.status or ''}" for left in (*site.refused, *site.skipped))]
    assert site.state == fault.state, remarks
    assert any(fault.said in remark for remark in remarks), remarks
    assert {found.url for found in site.found} == fault.expected, remarks
    assert len(hosts[name].paths()) < 20


def test_what_came_in_part_is_not_kept_as_the_page(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    from archive.captures import CaptureStore
    from archive.layout import Layout

    archive = next(tmp_path_factory.getbasetemp().glob("more_faults*")) / "archive"
    cut = visit[0]["gzip_cut"]
    (lost,) = {cut.url(path) for path in cut.paths() if path.startswith("/xxgk/xxgknb/1")} - visit[2].found(cut.home)
    with CaptureStore(Layout(archive)) as store:
        assert store.latest(lost) is None
