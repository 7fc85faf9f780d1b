"""Pages of hosts that cannot be asked, as web archives hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.recall.common_crawl import CommonCrawl
from crawler.recall.service import Fetch, NotHeld, Recalled, Service
from crawler.recall.wayback import Wayback

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SERVICES: Mapping[str, Callable[[Fetch, Mapping[str, str]], Service]] = {
    "wayback": Wayback,
    "commoncrawl": CommonCrawl,
}
"""Web archives by the name under which captures from them are labelled."""

__all__ = ["SERVICES", "Fetch", "NotHeld", "Recalled", "Service"]
