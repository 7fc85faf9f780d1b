"""Common Crawl: its crawls' indexes name the WARC record of an address, a ranged request gives that record."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from warcio.archiveiterator import ArchiveIterator

from crawler.recall.service import TRIES, NotHeld, Recalled, moment_of

if TYPE_CHECKING:
    from crawler.recall.service import Fetch

CRAWLS = 6
"""Newest crawls that are asked: each is a question more for every address."""
MAX_RECORD = 64 * 1024 * 1024


class CommonCrawl:
    """`addresses` holds ``commoncrawl_index`` and ``commoncrawl_data``."""

    def __init__(self, fetch: Fetch, addresses: Mapping[str, str]) -> None:
        self._fetch = fetch
        self._index, self._data = (addresses[f"commoncrawl_{name}"].rstrip("/") for name in ("index", "data"))
        self._crawls: list[str] | None = None

    async def recall(self, url: str) -> AsyncIterator[Recalled]:
        """Captures of an address in the newest crawl that has some, newest first."""
        for api in await self._newest():
            rows = sorted(await self._rows(api, url), key=lambda row: str(row["timestamp"]), reverse=True)
            found = False
            for row in rows[:TRIES]:
                capture = await self._record(row)
                if capture is not None:
                    found = True
                    yield capture
            if found:
                return

    async def _newest(self) -> list[str]:
        if self._crawls is None:
            answer = await self._fetch(f"{self._index}/collinfo.json", {})
            if answer.status != 200:
                raise NotHeld(f"the list of Common Crawl's crawls answered {answer.status}")
            listed = sorted(json.loads(answer.body), key=lambda crawl: str(crawl["id"]), reverse=True)
            self._crawls = [str(crawl["cdx-api"]) for crawl in listed[:CRAWLS]]
        return self._crawls

    async def _rows(self, api: str, url: str) -> list[dict[str, Any]]:
        asked = {"url": url, "output": "json", "filter": "=status:200"}
        answer = await self._fetch(f"{api}?{urlencode(asked)}", {})
        if answer.status == 404:
            return []
        if answer.status != 200:
            raise NotHeld(f"an index of Common Crawl answered {answer.status}")
        return [json.loads(line) for line in answer.body.splitlines() if line.strip()]

    async def _record(self, row: Mapping[str, Any]) -> Recalled | None:
        """The record a row names; none when it was cut when it was crawled or its digest is another: that must not pass for the page."""
        start, length = int(row["offset"]), int(row["length"])
        if row.get("truncated") or length > MAX_RECORD:
            return None
        place = {"Range": f"bytes={start}-{start + length - 1}"}
        answer = await self._fetch(f"{self._data}/{row['filename']}", place)
        if answer.status != 206:
            return None
        record = next(iter(ArchiveIterator(io.BytesIO(answer.body), check_digests=True)), None)
        if record is None or record.rec_type != "response" or record.http_headers is None:
            return None
        if record.rec_headers.get_header("WARC-Truncated"):
            return None
        body = record.content_stream().read()
        if record.digest_checker.passed is False:
            return None
        travelled = ("content-encoding", "content-length", "transfer-encoding")
        headers = tuple((name, value) for name, value in record.http_headers.headers if name.lower() not in travelled)
        headers = tuple((name.removeprefix("X-Crawl-"), value) for name, value in headers)
        return Recalled(int(record.http_headers.get_statuscode()), headers, body, moment_of(str(row["timestamp"])))
