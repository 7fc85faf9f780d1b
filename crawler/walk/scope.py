"""Where a walk may go: gov.cn, the hosts of the site list, and never into another listed site's own pages."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=1024)
def netloc_of(url: str) -> str:
    """Host and port of an address, default ports left out."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def is_ip(host: str) -> bool:
    """Whether a host is written as an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def registrable(url: str) -> str:
    """The domain that a body registers: ``xx.gov.cn`` of ``jyj.xx.gov.cn``; host and port for an IP address."""
    host = (urlsplit(url).hostname or "").lower()
    if is_ip(host):
        return netloc_of(url)
    labels = host.split(".")
    size = 3 if labels[-2:] in (["gov", "cn"], ["com", "cn"], ["org", "cn"], ["net", "cn"]) else 2
    return ".".join(labels[-size:])


class Scope:
    """The hosts of all sites of a run."""

    def __init__(self, urls: list[str]) -> None:
        self._listed = {netloc_of(url) for url in urls}

    def admits(self, url: str) -> bool:
        """Whether an address may be asked for at all."""
        host = (urlsplit(url).hostname or "").lower()
        return host == "gov.cn" or host.endswith(".gov.cn") or netloc_of(url) in self._listed

    def is_listed(self, url: str) -> bool:
        """Whether the address belongs to a site of the list."""
        return netloc_of(url) in self._listed


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one body's site: the same registrable domain, or the same host and port."""
    return registrable(one) == registrable(other)
