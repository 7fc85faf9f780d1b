"""HTTP as Scrapy does it, with a bound on headers and, for hosts that speak nothing newer, the TLS of old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.internet.ssl import TLSVersion
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress

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


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler with our bounds."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory  # noqa: SLF001  # Scrapy sets its own the same way
        self._contexts = _HostContexts.from_crawler(crawler)
        self._contextFactory = self._contexts  # type: ignore[assignment]

    async def download_request(self, request: Request) -> Response:
        """Called by Scrapy."""
        if request.meta.get(LEGACY_TLS):
            parts = urlsplit(request.url)
            self._contexts.legacy.add((parts.hostname or "", parts.port or 443))
        return await super().download_request(request)
