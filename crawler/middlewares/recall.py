"""Answers every request out of a web archive instead of the host, when a crawl is told to: the walk itself stays the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from crawler.outgoing import Outgoing
from crawler.recall import SERVICES, NotHeld
from crawler.retry_after import seconds_asked
from parsers.recognition import judge_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from scrapy.crawler import Crawler

    from crawler.recall import Recalled

DIRECT = "direct"
"""Name in a request's meta: it goes to the web archive itself, and its answer is no capture."""
RECALLED = "recalled"
"""Name in a request's meta: the name of the web archive and the moment of its capture."""
_WAITS = (5.0, 60.0, 120.0)
"""Seconds before asking again a service that is busy and does not say how long."""
_LONGEST = 300.0


class Recall:
    """Finds in the service named by ``RECALL_FROM`` what the host answered at some time.

    An address that the service does not hold is answered with 404; one it cannot be asked for is ignored with its reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        name = crawler.settings["RECALL_FROM"]
        if not name:
            raise NotConfigured
        self._crawler, self._name, self._outgoing = crawler, name, Outgoing(crawler.settings)
        addresses: Mapping[str, str] = crawler.settings.getdict("RECALL_ADDRESSES")
        self._service = SERVICES[name](self._fetch, addresses)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: scrapy.Request) -> Response | None:
        """Called by Scrapy for every request, before any other middleware."""
        if request.meta.get(DIRECT):
            return None
        if request.method != "GET":
            return Response(request.url, 404)  # web archives hold answers to GET
        try:
            capture = await _best(self._service.recall(request.url))
        except NotHeld as trouble:
            raise IgnoreRequest(str(trouble)) from trouble
        if capture is None:
            return Response(request.url, 404)
        request.meta[RECALLED] = (self._name, capture.captured_at)
        headers: dict[str, list[str]] = {}
        for name, value in capture.headers:
            headers.setdefault(name, []).append(value)
        return Response(request.url, capture.status, headers=headers, body=capture.body)

    async def _fetch(self, url: str, headers: Mapping[str, str]) -> Response:
        assert self._crawler.engine is not None
        for wait in (*_WAITS, None):
            asked = self._outgoing.request(url, headers, {DIRECT: True})
            answer = await self._crawler.engine.download_async(asked)
            if answer.status not in (429, 503):
                return answer
            asked_for = seconds_asked((answer.headers.get("Retry-After") or b"").decode("latin-1"))
            pause = wait if asked_for is None else asked_for
            if wait is None or pause is None or pause > _LONGEST:
                break
            await asyncio.sleep(pause)
        raise NotHeld(f"{urlsplit(url).netloc} wants no more questions now (status {answer.status})")


async def _best(found: AsyncIterator[Recalled]) -> Recalled | None:
    """The newest capture that is content or leads on; else the newest."""
    newest = None
    async for capture in found:
        if 300 <= capture.status < 400 or judge_page(capture.body, capture.status, capture.headers).is_content:
            return capture
        newest = newest or capture
    return newest
