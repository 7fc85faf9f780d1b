"""The Wayback Machine: its CDX index names the captures of an address, ``/web/<time>id_/<address>`` gives the bytes."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from crawler.recall.service import TRIES, NotHeld, Recalled, moment_of

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.recall.service import Fetch

_ORIGINAL = "x-archive-orig-"
_PLACE = re.compile(r"^(?:https?://[^/]+)?/web/(?P<stamp>\d{14})(?:id_)?/(?P<url>.+)$")
_DROPPED = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
"""Headers of how bytes travelled: they have arrived."""


class Wayback:
    """`addresses` holds ``wayback``, the service's own address."""

    def __init__(self, fetch: Fetch, addresses: Mapping[str, str]) -> None:
        self._fetch, self._base = fetch, addresses["wayback"].rstrip("/")

    async def recall(self, url: str) -> AsyncIterator[Recalled]:
        """Captures of an address, newest first."""
        for stamp, original in await self._index(url):
            capture = await self._capture(stamp, original)
            if capture is not None:
                yield capture

    async def _index(self, url: str) -> list[tuple[str, str]]:
        asked = {
            "url": url,
            "output": "json",
            "fl": "timestamp,original,statuscode",
            "filter": "statuscode:(200|30[12378])",
            "limit": f"-{TRIES}",
        }
        answer = await self._fetch(f"{self._base}/cdx/search/cdx?{urlencode(asked)}", {})
        if answer.status == 403 or b"AccessControlException" in answer.body[:2000]:
            raise NotHeld("the Wayback Machine does not show this site")
        if answer.status >= 400:
            raise NotHeld(f"the index of the Wayback Machine answered {answer.status}")
        rows: list[list[Any]] = json.loads(answer.body or b"[]")
        return [(str(row[0]), str(row[1])) for row in rows[1:]][::-1]

    async def _capture(self, stamp: str, original: str) -> Recalled | None:
        answer = await self._fetch(f"{self._base}/web/{stamp}id_/{original}", {})
        if answer.status == 404 or answer.status >= 500:
            return None
        headers = _original_headers(answer)
        place = _PLACE.match((answer.headers.get("Location") or b"").decode("latin-1"))
        if place is not None:
            headers = (*(item for item in headers if item[0].lower() != "location"), ("Location", place["url"]))
        return Recalled(answer.status, headers, answer.body, moment_of(stamp))


def _original_headers(answer: Response) -> tuple[tuple[str, str], ...]:
    found = [
        (name.decode("latin-1")[len(_ORIGINAL) :].title(), value.decode("latin-1"))
        for name, values in answer.headers.items()
        for value in values or ()
        if name.decode("latin-1").lower().startswith(_ORIGINAL)
    ]
    kept = [(name, value) for name, value in found if name.lower() not in _DROPPED]
    if not any(name.lower() == "content-type" for name, _ in kept) and answer.headers.get("Content-Type"):
        kept.append(("Content-Type", (answer.headers.get("Content-Type") or b"").decode("latin-1")))
    return tuple(kept)
