"""No request goes to loopback, private, link-local or metadata addresses: by literal, by redirect, or by a name."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


_CARRIERS = tuple(ipaddress.ip_network(network) for network in ("::/96", "64:ff9b::/96"))
_CLOSED = (
    tuple(  # not on the public internet although the registry calls them global: metadata, wire servers, old site-local
        ipaddress.ip_network(network)
        for network in ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48")
    )
)


class PrivateAddressError(IgnoreRequest):
    """Raised by `AddressGuard` for an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address, as text, is on the public internet."""
    try:
        value = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    value = _carried(value) or value
    return value.is_global and not value.is_multicast and not any(value in network for network in _CLOSED)


def _carried(value: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, compatible, 6to4 and NAT64 lead where that one does."""
    if isinstance(value, ipaddress.IPv4Address):
        return None
    if value.ipv4_mapped or value.sixtofour:
        return value.ipv4_mapped or value.sixtofour
    carrying = any(value in network for network in _CARRIERS)
    return ipaddress.IPv4Address(int(value) & 0xFFFFFFFF) if carrying else None


class AddressGuard:
    """Refuses requests whose host is written as an address that is not public."""

    def __init__(self, *, allow: bool) -> None:
        self._allow = allow

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(allow=crawler.settings.getbool("ALLOW_PRIVATE_HOSTS"))

    def process_request(self, request: Request) -> None:
        """Called by Scrapy for every request.

        Raises:
            PrivateAddressError: the address is not public.
        """
        host = urlsplit(request.url).hostname or ""
        if self._allow or not host:
            return
        literal = host.replace(".", "").isdigit() or ":" in host
        if (literal and not is_public(host)) or host == "localhost" or host.endswith((".localhost", ".internal")):
            raise PrivateAddressError(f"{host} is not a public address; --allow-private-hosts would allow it")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does, and fails for a name that leads to an address that is not public."""

    allow = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Made by Scrapy."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow = crawler.settings.getbool("ALLOW_PRIVATE_HOSTS")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Called by Twisted."""
        found = super().getHostByName(name, timeout)
        return found if self.allow else found.addCallback(self._only_public, name)

    @staticmethod
    def _only_public(address: Any, name: str) -> Any:
        if not is_public(str(address)):
            raise DNSLookupError(f"{name} leads to {address}, which is not a public address")
        return address
