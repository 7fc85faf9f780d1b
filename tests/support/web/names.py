"""Names for hosts on loopback: the crawler's own resolver, told by a setting where a name of the test's web leads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase

from crawler.middlewares.addresses import GuardedResolver
from tests.support.web.server import Host


class NamedResolver(GuardedResolver):
    """Has the names of ``TEST_NAMES`` in its memory of earlier answers; what they lead to is judged like any other."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> NamedResolver:
        resolver = super().from_crawler(crawler, reactor)
        for name, address in json.loads(crawler.settings["TEST_NAMES"]).items():
            dnscache[name] = [(IPv6Address if ":" in address else IPv4Address)("TCP", address, 0)]
        return resolver


def named(host: Host, name: str) -> Host:
    """The host under a name: its pages link to one another by it."""
    host.netloc = f"{name}:{host.netloc.rpartition(':')[2]}"
    host.home = f"http://{host.netloc}/"
    return host


def crawl_named(archive: Path, urls: list[str], hosts: list[Host], *, private: bool = True) -> None:
    """Crawl sites whose names only this test knows."""
    names = {host.netloc.partition(":")[0]: str(host.server.server_address[0]) for host in hosts}
    settings = {
        "ARCHIVE_DIR": archive,
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "CRITICAL",
        "ALLOW_PRIVATE_HOSTS": int(private),
        "TEST_NAMES": json.dumps(names),
        "TWISTED_DNS_RESOLVER": "tests.support.web.names.NamedResolver",
    }
    call = [sys.executable, "-m", "scrapy", "crawl", "reports", "-a", f"urls={' '.join(urls)}"]
    for name, value in settings.items():
        call += ["-s", f"{name}={value}"]
    root = str(Path(__file__).resolve().parents[3])
    places = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": root}
    subprocess.run(call, env=places, check=True, timeout=120)
