"""Delay, Crawl-delay, addresses that are not public, budgets, and bad use of the command."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.captures import CaptureStore
from archive.layout import Layout
from crawler.middlewares.addresses import is_public
from tests.support.web.crawling import crawl
from tests.support.web.families import trs
from tests.support.web.fault import sound, urls
from tests.support.web.pages import page, put_home, put_reports, rows, titles
from tests.support.web.server import Reply, running


def _gongkai(*arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from archive.cli import main; main()", *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)


def test_hosts_take_turns_so_that_each_keeps_its_pace(tmp_path: Path) -> None:
    """With a delay, the requests of two hosts interleave: neither is asked twice in a row while the other waits."""
    with running() as web:
        one, two = web.host("one"), web.host("two")
        trs(one, "黑石县")
        trs(two, "黄石县")
        crawl(tmp_path / "archive", [("黑石县", one.home), ("黄石县", two.home)], "--delay", "0.05")
        order = [asked.host for asked in sorted(web.log, key=lambda asked: asked.began)]
        runs = [len(list(same)) for _, same in itertools.groupby(order)]
        assert max(runs) <= 4


def test_a_crawl_delay_slows_its_own_host_only(tmp_path: Path) -> None:
    with running() as web:
        slow, quick = web.host("slow"), web.host("quick")
        for host in (slow, quick):
            put_home(host, "黑石县", "/xxgk/", "/xxgk/nb/")
            host.pages["/xxgk/nb/"] = Reply(
                page("年报", rows(put_reports(host, titles("黑石县", range(2020, 2025)), "/nb/{n}.html")))
            )
        slow.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.2\n", type="text/plain")
        crawl(tmp_path / "archive", [("甲", slow.home), ("乙", quick.home)])
        last_quick = max(asked.ended for asked in quick.asked())
        assert sum(asked.began < last_quick for asked in slow.asked()) < len(slow.asked())


def test_private_hosts_are_refused_unless_allowed(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        crawled = crawl(tmp_path / "archive", [("黑石县", host.home)], private=False)
        site = crawled.site(host.home)
        assert site.state == "unreachable"
        assert "not a public address" in site.reason
        assert not web.log
        assert crawled.code == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1",
        "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "64:ff9b:1::1", "192.0.0.192",
        "100.100.100.200", "168.63.129.16", "fec0::1", "198.18.0.1", "255.255.255.255", "fd00:ec2::254", "fe80::1%eth0", "[::1]",
        "::ffff:0:7f00:1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "::ffff:10.0.0.1", "ff02::1", "2001:db8::1", "3fff::1", "2001::1", "4000::1", "::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses() -> None:
    assert is_public("114.114.114.114")
    assert is_public("2400:3200::1")
    assert is_public("64:ff9b::7272:7272")


def test_a_name_that_leads_to_loopback_is_refused(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        port = host.netloc.rpartition(":")[2]
        names = ("localhost", "2130706433", "127.1", "0x7f.0.0.1")
        crawled = crawl(tmp_path / "archive", [(name, f"http://{name}:{port}/") for name in names], private=False)
        assert [site.state for site in crawled.record.sites] == ["unreachable"] * len(names)
        assert not web.log


NOT_PUBLIC = (
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/", "http://metadata.google.internal/", "http://localhost:9/",
    "http://127.0.0.1:9/", "http://10.0.0.1/report.html", "http://[::ffff:169.254.169.254]/", "file:///etc/passwd", "gopher://127.0.0.1/",
)  # fmt: skip


def test_no_redirect_leads_to_an_address_that_is_not_public(tmp_path: Path) -> None:
    """Not even where private hosts are allowed: only those of the list are."""
    with running() as web:
        hosts, items = [web.host(target) for target in NOT_PUBLIC], []
        for target, host in zip(NOT_PUBLIC, hosts, strict=True):
            items.append(sound(host, "黑石县"))
            host.pages[items[-1][0].path] = Reply("", 302, headers={"Location": target})
            host.pages[items[-1][1].path] = Reply(f'<script>window.location.href="{target}";</script>')
            host.pages["/robots.txt"] = Reply("", 302, headers={"Location": target})
        crawled = crawl(tmp_path / "archive", [("黑石县", host.home) for host in hosts])
        with CaptureStore(Layout(tmp_path / "archive")) as store:
            assert {urlsplit(capture.url).netloc for capture in store.captures()} == {host.netloc for host in hosts}
        for host, listed in zip(hosts, items, strict=True):
            assert crawled.found(host.home) >= urls(host, listed[2:])
            assert host.url(listed[0].path) not in crawled.found(host.home)


def test_the_budget_stops_a_walk_and_says_so(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        crawled = crawl(tmp_path / "archive", [("黑石县", host.home)], "--max-pages", "9")
        site = crawled.site(host.home)
        assert len(host.paths()) == 9
        assert "budget of 9 requests" in site.reason
        rest = crawl(tmp_path / "archive", [("黑石县", host.home)])
        assert len(rest.site(host.home).found) == 16


def test_a_host_and_port_without_scheme_and_a_column_address(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        expected = trs(host, "黑石县")
        host.pages["/"] = Reply("gone", 404)
        row = ("黑石县", host.netloc, "990101", host.url("/xxgk/xxgknb/"), "ignored")
        crawled = crawl(tmp_path / "archive", [row], header="name,url,region_code,column_url,remark")
        site = crawled.record.sites[0]
        assert {found.url for found in site.found} == expected
        assert site.region_code == "990101"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("a,b\n1,2\n", "must name the columns"),
        ("name,url\n甲,ht tp://x\n", "line 2"),
        ("name,url\n", "nothing to crawl"),
    ],
)
def test_a_bad_site_list_is_bad_use(tmp_path: Path, text: str, said: str) -> None:
    listed = tmp_path / "sites.csv"
    listed.write_text(text, encoding="utf-8")
    done = _gongkai("crawl", "--sites", str(listed), "--archive", str(tmp_path / "archive"))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_sites_and_a_missing_list_are_bad_use(tmp_path: Path) -> None:
    assert _gongkai("crawl", "--archive", str(tmp_path)).returncode == 2
    assert _gongkai("crawl", "--sites", str(tmp_path / "none.csv")).returncode == 2
    assert _gongkai("crawl", "--delay", "-1", "example.gov.cn").returncode == 2


def test_a_locked_archive_fails_with_one_clear_line(tmp_path: Path) -> None:
    from archive.lock import ArchiveLock

    with ArchiveLock(Layout(tmp_path).lock):
        done = _gongkai("crawl", "--archive", str(tmp_path), "http://127.0.0.1:9/")
    assert done.returncode == 3
    assert "another process" in done.stderr
    assert "Traceback" not in done.stderr


def test_scrapy_lists_the_spider() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["reports"]
