"""What every request carries, put on it at once: a layer of Scrapy for each of these takes time with every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.settings import BaseSettings


class Outgoing:
    """Makes requests with the crawler's name, the usual headers and the bound on time."""

    def __init__(self, settings: BaseSettings) -> None:
        self._usual = Headers({**settings.getdict("DEFAULT_REQUEST_HEADERS"), "User-Agent": settings["USER_AGENT"]})
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")

    def request(
        self, url: str, headers: Mapping[str, str], meta: dict[str, Any], method: str = "GET", body: bytes = b""
    ) -> Request:
        """A request; its own `headers` go before the usual ones."""
        made = Request(url, method=method, body=body, meta={"download_timeout": self._timeout, **meta})
        dict.update(made.headers, self._usual)  # names and values are as Scrapy keeps them: it need not tidy them anew
        for name, value in headers.items():
            made.headers[name] = value
        return made
