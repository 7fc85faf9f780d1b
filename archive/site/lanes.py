"""Lanes: requests that may be slow share few places, so that a slow query or a crowd of bots does not starve people.

A page of ours costs milliseconds and has no lane. Whoever finds a lane full waits a while in line; when the line is
long or the wait over, the answer is 503 with ``Retry-After`` and the way to the whole files.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from archive.site.safety import App, Message, Send

RETRY_AFTER_S = 10
_FULL = (
    "<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>请稍候 Please wait</title></head><body>"
    "<h1>请稍候 Please wait</h1><p>正在执行的大查询或下载太多，请过几秒再试。要全部数据，请取<a href='/data'>预先做好的文件</a>。</p>"
    "<p lang='en'>Too many heavy queries or downloads at the moment; try again in some seconds. For everything take the "
    "<a href='/data'>files made in advance</a>.</p></body></html>"
).encode()


class Full(Exception):
    """Raised by `Lane.place` when there is no place to be had in time."""


@dataclass(slots=True)
class Lane:
    """`places` requests at a time, `line` more in wait, each for `patience` seconds at most. `paths` says which."""

    name: str
    paths: re.Pattern[str]
    places: int
    line: int
    patience: float
    _free: asyncio.Semaphore = field(init=False)
    _here: int = 0

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.places)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold one place.

        Raises:
            Full: the line is too long, or the wait was.
        """
        if self._here >= self.places + self.line:
            raise Full
        self._here += 1
        try:
            await self._wait()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._here -= 1

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._free.acquire(), self.patience)
        except TimeoutError:
            raise Full from None


def lanes() -> list[Lane]:
    """New lanes, the first that fits a path and query counts."""
    return [
        # An extract is made before it is sent.
        Lane("extracts", re.compile(r"/(en/)?data/extract\?"), 2, 6, 30.0),
        # A slow reader holds a stream for long, but only a connection of its own.
        Lane(
            "files",
            re.compile(
                r"/(en/)?((search|problems)\.(csv|json)\?|agencies\.json\?|data/.|gongkai\.db\?|gongkai/.*_stream=)"
            ),
            8,
            8,
            5.0,
        ),
        # Datasette's own pages may run any SQL up to the time limit; the other query threads are for our pages.
        Lane("queries", re.compile(r"/(en/)?(gongkai\b|-/(?!metrics\?))"), 2, 12, 8.0),
        # Captured pages are read from the WARC and written anew, which takes the processor.
        Lane("evidence", re.compile(r"/(en/)?report/[^/]+/(capture|evidence)\b"), 3, 24, 20.0),
    ]


def in_lanes(app: App) -> App:
    """Wrap an ASGI app so that heavy requests keep to their lanes."""
    own = lanes()

    async def laned(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        lane = _lane(own, scope) if scope["type"] == "http" else None
        if lane is None:
            await app(scope, receive, send)
            return
        try:
            async with lane.place():
                await app(scope, receive, send)
        except Full:
            await _say_full(send)

    return laned


def _lane(own: list[Lane], scope: Message) -> Lane | None:
    address = f"{scope['path']}?{scope.get('query_string', b'').decode('latin-1')}"
    return next((lane for lane in own if lane.paths.match(address)), None)


async def _say_full(send: Send) -> None:
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"retry-after", str(RETRY_AFTER_S).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _FULL})
