"""Hosts that have IPv6 addresses only are crawled as any other, and IPv6 opens no way to what is not public."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from tests.support.web.crawling import crawl
from tests.support.web.names import crawl_named, named
from tests.support.web.pages import Item, column_head, page, put_home, put_reports, rows, titles
from tests.support.web.server import Host, Reply, Web, running

PLACE = "云溪市青禾县"


def _has_loopback() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(not _has_loopback(), reason="this machine has no IPv6 loopback")


def serve(web: Web) -> tuple[Host, list[Item]]:
    host = web.hosts["six"] = Host(web, "six", "::1", 0)
    items = put_reports(host, titles(PLACE, range(2020, 2024)), "/xxgk/{n}.html")
    put_home(host, PLACE, "/xxgk/", "/xxgk/nb/")
    host.pages["/xxgk/nb/"] = Reply(page("年报", rows(items), column_head()))
    return host, items


def captured(archive: Path) -> set[str]:
    with CaptureStore(Layout(archive)) as store:
        return {capture.url for capture in store.captures() if capture.holds_content}


def test_an_ipv6_address_is_crawled(tmp_path: Path) -> None:
    with running() as web:
        host, items = serve(web)
        crawled = crawl(tmp_path / "archive", [(PLACE, host.home)])
        assert crawled.site(host.home).state == "ok"
        assert crawled.found(host.home) == {host.url(item.path) for item in items}


def test_a_name_with_nothing_but_an_ipv6_address_is_crawled(tmp_path: Path) -> None:
    with running() as web:
        host, items = serve(web)
        named(host, "www.six.example.gov.cn")
        crawl_named(tmp_path / "archive", [host.home], [host])
        assert captured(tmp_path / "archive") >= {host.url(item.path) for item in items}


def test_a_name_that_leads_to_ipv6_loopback_is_refused(tmp_path: Path) -> None:
    with running() as web:
        host, _ = serve(web)
        named(host, "www.six.example.gov.cn")
        crawl_named(tmp_path / "archive", [host.home], [host], private=False)
        crawl(tmp_path / "archive", [(PLACE, f"http://[::1]:{host.netloc.rpartition(':')[2]}/")], private=False)
        assert not web.log
