"""Cookies per host, in memory, for the length of a run: what a server sets on its first answer it gets back."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from crawler.walk.scope import netloc_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_MOST = 50


class HostCookies:
    """A jar for each host and port. No cookie goes to another host than the one that set it."""

    def __init__(self) -> None:
        self._jars: dict[str, dict[str, str]] = {}

    def process_request(self, request: Request) -> None:
        """Called by Scrapy: send what the host set."""
        jar = self._jars.get(netloc_of(request.url)) if self._jars else None
        if jar:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())

    def process_response(self, request: Request, response: Response) -> Response:
        """Called by Scrapy: keep what the host sets."""
        for line in response.headers.getlist("Set-Cookie"):
            try:
                parsed = SimpleCookie(line.decode("latin-1"))
            except CookieError:
                continue
            jar = self._jars.setdefault(netloc_of(request.url), {})
            for name, morsel in parsed.items():
                if morsel["max-age"] == "0" or len(jar) >= _MOST:
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.coded_value
        return response
