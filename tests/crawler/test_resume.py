"""A crawl that is killed at any moment and run again ends with what an undisturbed one has."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from archive.runs import load_runs
from tests.support.web.crawling import crawl
from tests.support.web.families import trs, vsb
from tests.support.web.server import Host, Web, running


def _digests(archive: Path) -> set[tuple[str, str]]:
    with CaptureStore(Layout(archive)) as store:
        return {(capture.url, capture.sha256) for capture in store.captures() if capture.status == 200}


def _kill_after(archive: Path, web: Web, hosts: list[Host], answers: int) -> None:
    call = [sys.executable, "-m", "scrapy", "crawl", "reports", "-a", f"urls={' '.join(host.home for host in hosts)}"]
    for name, value in {
        "ARCHIVE_DIR": archive,
        "DOWNLOAD_DELAY": 0,
        "ALLOW_PRIVATE_HOSTS": 1,
        "LOG_LEVEL": "CRITICAL",
    }.items():
        call += ["-s", f"{name}={value}"]
    process = subprocess.Popen(call, env={**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"})
    asked = len(web.log)
    while process.poll() is None and len(web.log) - asked < answers:
        signal.sigtimedwait([], 0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Web, list[Host], list[set[str]], Path]]:
    with running() as web:
        hosts = [web.host("one"), web.host("two")]
        expected = [trs(hosts[0], "黑石县"), vsb(hosts[1], "黄石县")]
        whole = tmp_path_factory.mktemp("resume") / "whole"
        crawled = crawl(whole, [(host.name, host.home) for host in hosts])
        assert [crawled.found(host.home) for host in hosts] == expected
        yield web, hosts, expected, whole


@pytest.mark.parametrize("answers", [1, 4, 9, 17, 26])
def test_killed_and_run_again(
    tmp_path: Path, two_sites: tuple[Web, list[Host], list[set[str]], Path], answers: int
) -> None:
    web, hosts, expected, whole = two_sites
    _kill_after(tmp_path / "killed", web, hosts, answers)
    resumed = crawl(tmp_path / "killed", [(host.name, host.home) for host in hosts])
    assert [resumed.found(host.home) for host in hosts] == expected
    assert _digests(tmp_path / "killed") == _digests(whole)


def test_a_resumed_site_does_not_ask_again_for_what_it_has(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        expected = trs(host, "黑石县")
        _kill_after(tmp_path / "archive", web, [host], 15)
        with CaptureStore(Layout(tmp_path / "archive"), writable=True) as store:
            kept = {url for url in expected if store.latest(url)}
        assert kept
        before = len(web.log)
        crawl(tmp_path / "archive", [("黑石县", host.home)])
        again = {host.url(asked.path) for asked in web.log[before:]}
        assert not again & kept


def test_an_unfinished_run_has_no_end_time(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        _kill_after(tmp_path / "archive", web, [host], 5)
        assert [record.finished_at for record in load_runs(tmp_path / "archive" / "runs")] == [""]


def test_a_declined_revisit_keeps_what_was_found(tmp_path: Path) -> None:
    from tests.support.web.fault import BLOCKS
    from tests.support.web.server import Reply

    with running() as web:
        host = web.host("one")
        expected = trs(host, "黑石县")
        crawl(tmp_path / "archive", [("黑石县", host.home)])
        host.pages = {"*": Reply(BLOCKS["创宇盾"])}
        again = crawl(tmp_path / "archive", [("黑石县", host.home)])
        site = again.site(host.home)
        assert site.state == "declined"
        assert "创宇盾" in site.reason
        assert {found.url for found in site.found} == expected
        assert not any(found.is_new for found in site.found)
        assert again.code == 1


def test_columns_that_moved_are_found_anew(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        crawl(tmp_path / "archive", [("黑石县", host.home)])
        host.pages.clear()
        moved = vsb(host, "黑石县")
        again = crawl(tmp_path / "archive", [("黑石县", host.home)])
        assert moved <= again.found(host.home)
