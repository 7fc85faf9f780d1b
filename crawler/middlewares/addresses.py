"""No request goes to loopback, private, link-local or metadata addresses: by literal, by redirect, or by a name."""

from __future__ import annotations

import ipaddress
import logging
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingHostnameResolver
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress, IHostResolution

_LOG = logging.getLogger(__name__)

_CARRIERS = tuple(ipaddress.ip_network(network) for network in ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96"))
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""The part of IPv6 in which public addresses lie; the rest is local, special or not yet given out."""
_CLOSED = (
    tuple(  # not on the public internet although the registry calls them global: metadata, wire servers, old site-local
        ipaddress.ip_network(network) for network in ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "3fff::/20")
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
    if value.version == 6 and value not in _GIVEN_OUT:
        return False
    return value.is_global and not value.is_multicast and not any(value in network for network in _CLOSED)


def _carried(value: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, translated, compatible, 6to4 and NAT64 lead where that one does."""
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
        host = urlparse_cached(request).hostname or ""
        if self._allow or not host:
            return
        literal = host.replace(".", "").isdigit() or ":" in host
        if (literal and not is_public(host)) or host == "localhost" or host.endswith((".localhost", ".internal")):
            raise PrivateAddressError(f"{host} is not a public address; --allow-private-hosts would allow it")


class _PublicOnly:
    """Hands on the addresses of one name that may be asked, and after `seconds` that there are no more."""

    def __init__(self, receiver: Any, name: str, seconds: float, *, allow: bool) -> None:
        self._receiver, self._name, self._seconds, self._allow = receiver, name, seconds, allow
        self._waiting: Any = None
        self._done = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        """Called by Twisted."""
        from twisted.internet import reactor  # imported late: it is there once Scrapy has chosen one

        self._receiver.resolutionBegan(resolution)
        self._waiting = cast("Any", reactor).callLater(self._seconds, self.resolutionComplete)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        """Called by Twisted for each address."""
        if self._done:
            return
        host = str(getattr(address, "host", ""))
        if self._allow or is_public(host):
            self._receiver.addressResolved(address)
        else:
            _LOG.warning("%s leads to %s, which is not a public address", self._name, host)

    def resolutionComplete(self) -> None:  # noqa: N802
        """Called by Twisted at the end, or when the time is up."""
        if self._done:
            return
        self._done = True
        if self._waiting is not None and self._waiting.active():
            self._waiting.cancel()
        self._receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Resolves names to IPv4 and IPv6 addresses as Scrapy does, and leaves out those that are not public.

    A host whose name leads to nothing else does not resolve.
    """

    allow = False
    seconds = 60.0

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Made by Scrapy."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow = crawler.settings.getbool("ALLOW_PRIVATE_HOSTS")
        resolver.seconds = crawler.settings.getfloat("DNS_TIMEOUT")
        return resolver

    def resolveHostName(self, receiver: Any, name: str, *rest: Any, **more: Any) -> IHostResolution:  # type: ignore[override]  # noqa: N802
        """Called by Twisted."""
        return super().resolveHostName(_PublicOnly(receiver, name, self.seconds, allow=self.allow), name, *rest, **more)  # type: ignore[arg-type]
