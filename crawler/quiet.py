"""What Scrapy writes to its log: nothing of each page, of which the run record tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response


class Quiet(LogFormatter):
    """Scrapy's words, but none for a page that came: a record that nobody reads takes time with every page."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Called by Scrapy."""
