"""Reports of hosts that cannot be asked are read from web archives, labelled as such, and say nothing of the host itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from archive.runs import load_runs
from tests.support.archives import rows
from tests.support.command import gongkai
from tests.support.web.crawling import Crawled, crawl
from tests.support.web.families import trs
from tests.support.web.server import Host, Reply, Web, running
from tests.support.web.web_archives import Held, common_crawl, wayback

SERVICES = ("wayback", "commoncrawl")
BLOCK = Reply("<html><title>访问被拦截</title><p>您的请求可能存在威胁，已被创宇盾拦截</p></html>", 403)


@dataclass
class Scene:
    """A site that declines now, its reports, and the services that hold it as it was in May 2021."""

    web: Web
    site: Host
    service: Host
    held: Held
    expected: set[str]
    archive: Path

    def ask(self, name: str, *options: str) -> Crawled:
        return crawl(self.archive, [("黑石县", self.site.home)], "--from", name, *options)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    with running() as web:
        site, service = web.host("site"), web.host("service")
        expected, held = trs(site, "黑石县"), Held()
        held.keep(site, "20210501080000")
        site.pages = {"*": BLOCK}
        for name in ("WAYBACK", "COMMONCRAWL_INDEX", "COMMONCRAWL_DATA"):
            monkeypatch.setenv(f"GONGKAI_{name}", service.home)
        yield Scene(web, site, service, held, expected, tmp_path / "archive")


def serve(scene: Scene, name: str) -> None:
    wayback(scene.service, scene.held) if name == "wayback" else common_crawl(scene.service, scene.held)


@pytest.mark.parametrize("name", SERVICES)
def test_a_declining_site_is_read_as_it_was(scene: Scene, name: str) -> None:
    serve(scene, name)
    assert crawl(scene.archive, [("黑石县", scene.site.home)]).site(scene.site.home).state == "declined"
    asked = len(scene.site.asked())
    done = scene.ask(name)
    assert done.code == 0, done.err
    assert len(scene.site.asked()) == asked
    layout = Layout(scene.archive)
    [record] = load_runs(layout.recalls)
    assert {found.url for found in record.sites[0].found} == scene.expected
    with CaptureStore(layout) as store:
        recalled = [capture for capture in store.captures() if capture.source == name]
    assert scene.expected <= {capture.url for capture in recalled}
    assert {f"{capture.captured_at:%FT%T}" for capture in recalled} == {"2021-05-01T08:00:00"}
    assert [site.state for run in load_runs(layout.runs) for site in run.sites] == ["declined"]
    assert gongkai("build", "--archive", scene.archive).returncode in (0, 1)
    assert set(rows(layout, "SELECT DISTINCT source FROM reports")) == {(name,)}
    assert rows(layout, "SELECT state FROM sites") == [("declined",)]


@pytest.mark.parametrize("name", SERVICES)
def test_the_same_again_writes_nothing_new(scene: Scene, name: str) -> None:
    serve(scene, name)
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask(name)
    with CaptureStore(Layout(scene.archive)) as store:
        before = [capture.id for capture in store.captures()]
    scene.ask(name)
    with CaptureStore(Layout(scene.archive)) as store:
        assert [capture.id for capture in store.captures()] == before


def test_only_sites_that_could_not_be_checked_are_asked_for(scene: Scene) -> None:
    serve(scene, "wayback")
    done = scene.ask("wayback")
    assert done.code == 0
    assert "0 of 1 sites could not be checked" in done.out
    assert not scene.web.log


def test_services_are_asked_one_question_at_a_time_with_an_honest_name(scene: Scene) -> None:
    serve(scene, "wayback")
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask("wayback")
    asked = scene.service.asked()
    assert all(first.ended < second.began for first, second in itertools.pairwise(asked))
    with CaptureStore(Layout(scene.archive)) as store:
        recalled = sum(capture.source == "wayback" for capture in store.captures())
    assert sum(one.path.startswith("/web/") for one in asked) == recalled > 5
    assert {"gongkai/" in one.headers["User-Agent"] for one in asked} == {True}


def test_a_busy_service_is_waited_for_and_asked_again(scene: Scene) -> None:
    serve(scene, "wayback")
    index, busy = scene.service.pages["/cdx/search/cdx"], [Reply("slow down", 429, headers={"Retry-After": "0"})] * 3
    assert callable(index)
    scene.service.pages["/cdx/search/cdx"] = lambda handler: busy.pop() if busy else index(handler)
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask("wayback")
    [record] = load_runs(Layout(scene.archive).recalls)
    assert {found.url for found in record.sites[0].found} == scene.expected


def test_a_service_that_wants_no_more_questions_is_said_and_not_taken_for_nothing_published(scene: Scene) -> None:
    scene.service.pages["*"] = Reply("slow down", 429, headers={"Retry-After": "86400"})
    crawl(scene.archive, [("黑石县", scene.site.home)])
    done = scene.ask("wayback")
    assert done.code == 1
    [record] = load_runs(Layout(scene.archive).recalls)
    assert record.sites[0].state == "unreachable"
    assert "wants no more questions" in record.sites[0].reason


def test_a_newer_capture_of_the_refusal_does_not_stand_before_the_page(scene: Scene) -> None:
    serve(scene, "wayback")
    for url in list(scene.held.captures):
        scene.held.captures[url].append(("20230501080000", Reply(BLOCK.body, 200)))
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask("wayback")
    [record] = load_runs(Layout(scene.archive).recalls)
    assert {found.url for found in record.sites[0].found} == scene.expected


@pytest.mark.parametrize("fault", ["truncated", "altered"])
def test_half_a_page_or_another_one_is_not_taken(scene: Scene, fault: str) -> None:
    """Common Crawl cuts long answers off, and says so; a record whose digest is not that of its bytes is not the page."""
    cut = next(iter(scene.expected))
    common_crawl(scene.service, scene.held, **{fault: frozenset({cut})})
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask("commoncrawl")
    [record] = load_runs(Layout(scene.archive).recalls)
    assert {found.url for found in record.sites[0].found} == scene.expected - {cut}
    with CaptureStore(Layout(scene.archive)) as store:
        assert cut not in {capture.url for capture in store.captures()}


def test_an_archived_redirect_leads_on(scene: Scene) -> None:
    serve(scene, "wayback")
    home = scene.held.captures.pop(scene.site.home)
    scene.held.captures[scene.site.url("/new/")] = home
    moved = Reply("", 301, headers={"Location": scene.site.url("/new/")})
    scene.held.captures[scene.site.home] = [("20210501080000", moved)]
    crawl(scene.archive, [("黑石县", scene.site.home)])
    scene.ask("wayback")
    with CaptureStore(Layout(scene.archive)) as store:
        kept = {capture.url: capture.status for capture in store.captures() if capture.source == "wayback"}
    assert (kept[scene.site.home], kept[scene.site.url("/new/")]) == (301, 200)
