"""The site under a database that is replaced: every request is answered by an instance over the newest good file."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from archive.site.app import open_site
from archive.site.database import Unusable

if TYPE_CHECKING:
    from archive.layout import Layout

LOOK_EVERY_S = 1.0
"""Seconds between two looks at the file."""

log = logging.getLogger(__name__)


class Swapping:
    """An ASGI app that opens a new Datasette instance when the build has swapped in a new database.

    Requests under way end on the instance they began with: it still holds the file it opened. Opening a large file takes
    seconds; the request that saw it waits for it, all others are answered by the old one meanwhile. A new file that is
    no good is logged and the old one stays.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._seen = self._signature()
        self._looked = time.monotonic()
        self._lock = asyncio.Lock()
        self.datasette = open_site(layout)
        self._app = self.datasette.app()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, from the newest good database."""
        if scope["type"] == "http":
            await self._look()
        await self._app(scope, receive, send)

    async def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY_S or self._lock.locked():
            return
        async with self._lock:
            self._looked = now
            signature = self._signature()
            if signature in (self._seen, None):
                return
            self._seen = signature
            try:
                datasette = await asyncio.to_thread(open_site, self.layout)
            except Unusable as error:
                log.error("新数据库不可用，继续使用旧的。The new database is not used: %s", error)
                return
            self.datasette, self._app = datasette, datasette.app()
            log.info("已换用新数据库。Now serving the new database.")

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            stat = self.layout.database.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size
