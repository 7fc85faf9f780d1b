"""A spider that fetches addresses and keeps nothing: what `benchmarks/crawl.py` compares the crawler with."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import scrapy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class BareSpider(scrapy.Spider):
    """Each host's addresses one after the other, as the crawler asks them; many hosts at once."""

    name = "bare"

    def __init__(self, urls: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._left: dict[str, Iterator[str]] = {}
        hosts: defaultdict[str, list[str]] = defaultdict(list)
        for url in Path(urls).read_text(encoding="utf-8").split():
            hosts[urlsplit(url).netloc].append(url)
        self._waiting = iter([iter(addresses) for addresses in hosts.values()])

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for _ in range(self.settings.getint("OPEN_SITES")):
            if (addresses := next(self._waiting, None)) is not None:
                yield self._request(next(addresses), addresses)

    def _request(self, url: str, addresses: Iterator[str]) -> scrapy.Request:
        return scrapy.Request(url, callback=self.parse, dont_filter=True, cb_kwargs={"addresses": addresses})

    async def parse(self, _response: Any, addresses: Iterator[str]) -> AsyncIterator[scrapy.Request]:
        following = next(addresses, None)
        if following is None and (addresses := next(self._waiting, iter(()))):
            following = next(addresses, None)
        if following is not None:
            yield self._request(following, addresses)
