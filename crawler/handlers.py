"""HTTP as Scrapy does it, with a bound on headers and, for hosts that speak nothing newer, the TLS of old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.ssl import TLSVersion
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress
    from twisted.web.client import URI, HTTPConnectionPool
    from twisted.web.iweb import IPolicyForHTTPS

LEGACY_TLS = "legacy_tls"
"""Name in a request's meta: its host has refused every TLS that is thought safe, and is asked by TLS 1.0 and weak keys."""
MAX_HEAD = 256 * 1024
"""Bytes of status line and headers that an answer may have; real ones have a few hundred."""
_LEGACY_CIPHERS = b"ALL:@SECLEVEL=0"


class HeadTooLargeError(Exception):
    """Raised when an answer's headers go beyond the bound."""


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Gives an answer up while its headers still come, so that they cannot fill the memory."""

    _head_of: object = None
    _head = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        """Called by Twisted."""
        parser = self._parser
        if parser is not None and parser.state in (STATUS, HEADER):
            if parser is not self._head_of:
                self._head_of, self._head = parser, 0
            self._head += len(data)
            if self._head > MAX_HEAD + 2**16:  # the last piece read may hold the body's beginning
                error = HeadTooLargeError(f"headers of more than {MAX_HEAD} bytes")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:  # noqa: ARG002, N802
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _OldOptions(_ScrapyCertificateOptions):
    """TLS from 1.0 on, with every cipher and key length that the library still has."""

    def _makeContext(self, skipCiphers: bool = True) -> SSL.Context:  # noqa: ARG002, N802, N803
        context = super()._makeContext(skipCiphers=True)
        context.set_min_proto_version(SSL.TLS1_VERSION)
        context.set_cipher_list(_LEGACY_CIPHERS)
        return context


class _OldContexts(_ScrapyClientContextFactory):
    def _get_cert_options(self) -> _OldOptions:
        return _OldOptions(fixBrokenPeers=True, insecurelyLowerMinimumTo=TLSVersion.TLSv1_0)


class _HostContexts(_ScrapyClientContextFactory):
    """The usual TLS for every host but those named in `legacy`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.legacy: set[tuple[str, int]] = set()
        self._old = _OldContexts()

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802
        """Called by Twisted for each connection."""
        if (hostname.decode("ascii"), port) in self.legacy:
            return self._old.creatorForNetloc(hostname, port)
        return super().creatorForNetloc(hostname, port)


class _Agent(_BindAddressAgent):
    """Keeps the way to each host: to work it out anew for every page takes longer than to send the request."""

    def __init__(self, contexts: _HostContexts, pool: HTTPConnectionPool, timeout: float) -> None:
        from twisted.internet import reactor  # imported late: it is there once Scrapy has chosen one

        super().__init__(cast("ReactorBase", reactor), cast("IPolicyForHTTPS", contexts), timeout, None, pool)
        self._contexts = contexts
        self._ways: dict[tuple[bytes, bytes, int, bool], Any] = {}

    def _getEndpoint(self, uri: URI) -> Any:  # noqa: N802
        is_old = (uri.host.decode("ascii"), uri.port) in self._contexts.legacy
        key = (uri.scheme, uri.host, uri.port, is_old)
        if key not in self._ways:
            self._ways[key] = super()._getEndpoint(uri)  # type: ignore[no-untyped-call]
        return self._ways[key]


class _Download(_ScrapyAgent):
    """One request, as Scrapy does it, by an agent that lasts."""

    def __init__(self, lasting: _Agent, **options: Any) -> None:
        super().__init__(**options)
        self._lasting = lasting

    def _get_agent(self, request: Request, timeout: float) -> _Agent:  # noqa: ARG002
        return self._lasting


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler with our bounds."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory  # noqa: SLF001  # Scrapy sets its own the same way
        self._contexts = _HostContexts.from_crawler(crawler)
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._agent = _Agent(self._contexts, self._pool, self._timeout)
        self._options = {
            "contextFactory": self._contexts,
            "connectTimeout": self._timeout,
            "pool": self._pool,
            "maxsize": self._default_maxsize,
            "warnsize": self._default_warnsize,
            "fail_on_dataloss": self._fail_on_dataloss,
            "crawler": crawler,
        }

    async def download_request(self, request: Request) -> Response:
        """Called by Scrapy."""
        if request.meta.get(LEGACY_TLS):
            parts = urlsplit(request.url)
            self._contexts.legacy.add((parts.hostname or "", parts.port or 443))
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(_Download(self._agent, **self._options).download_request(request))
