"""The site under a database that is replaced: every request is answered by an instance over the newest good file."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from archive.site.app import open_site
from archive.site.database import Unusable
from archive.site.figures import warm

if TYPE_CHECKING:
    from archive.layout import Layout

LOOK_EVERY_S = 1.0
"""Seconds between two looks at the file."""

log = logging.getLogger(__name__)


class Swapping:
    """An ASGI app that opens a new Datasette instance when the build has swapped in a new database.

    A task looks at the file, asked for or not. Opening a large file and finding out its figures takes seconds, in which the old
    instance answers everybody. Requests under way end on the instance they began with: it still holds the file it
    opened. A new file that is no good is logged and the old one stays.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._seen = self._signature()
        self.datasette = open_site(layout)
        self._app = self.datasette.app()
        self._watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, from the newest good database that is ready."""
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._keep_looking())
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._app(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        """Begin and end with the server, as ASGI says."""
        while (await receive())["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        if self._watch is not None:
            self._watch.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _keep_looking(self) -> None:
        await warm(self.datasette)
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            signature = self._signature()
            if signature not in (self._seen, None):
                self._seen = signature
                await self._take_up()

    async def _take_up(self) -> None:
        try:
            datasette = await asyncio.to_thread(open_site, self.layout)
            if failed := await warm(datasette):
                raise Unusable(f"{', '.join(failed)}: 页面出错 pages fail; 请运行 gongkai build --full 重建 rebuild it")
        except Unusable as error:
            log.error("新数据库不可用，继续使用旧的。The new database is not used: %s", error)
        except Exception:
            log.exception("打开新数据库时出错，继续使用旧的。The new database could not be opened and is not used.")
        else:
            self.datasette, self._app = datasette, datasette.app()
            log.info("已换用新数据库。Now serving the new database.")

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            stat = self.layout.database.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size
