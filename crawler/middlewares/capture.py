"""Every response goes into the archive byte for byte before the walk takes it in: refusals, redirects and robots.txt too."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from archive.captures import Exchange
from archive.clock import now
from crawler.extensions.store import ArchiveStore
from crawler.header_pairs import pairs_of
from crawler.middlewares.recall import DIRECT, RECALLED

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Capture:
    """Writes exchanges; leaves the capture's id in the request's meta as ``capture_id``, and as ``glance`` what was read.

    ``glance_of`` is the digest of the unpacked body that was read, where it came packed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._recalls = bool(crawler.settings["RECALL_FROM"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Called by Scrapy for every response, before it is decompressed."""
        if request.meta.get(DIRECT):
            return response
        source, captured_at = request.meta.get(RECALLED, ("live", None))
        if self._recalls and captured_at is None:
            return response  # what a web archive does not hold is no answer of the site
        holder = self._crawler.get_extension(ArchiveStore)
        assert holder is not None
        exchange = Exchange(
            url=request.url,
            captured_at=captured_at or now(),
            status=response.status,
            body=response.body,
            request_headers=() if captured_at else pairs_of(request.headers),
            response_headers=pairs_of(response.headers),
            reason=_reason(response.status),
            source=source,
            via=request.meta.get("via"),
            link_text=request.meta.get("link_text"),
            method=request.method,
            sent=request.body,
        )
        capture, glance = await holder.write(exchange, request.meta.get("question"))
        request.meta["capture_id"] = capture.id
        request.meta["glance"] = glance
        request.meta["glance_of"] = capture.sha256 if response.headers.get("Content-Encoding") else None
        return response


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
