"""Captures that come in while the disk is busy with others are brought onto it together."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from archive.captures import Planned

if TYPE_CHECKING:
    from archive.captures import Capture, CaptureStore, Exchange, Packed
    from crawler.beside import ProcessBeside
    from crawler.walk.glance import Glance, Question

_MANY = 16  # exchanges under way from which on waiting for others holds up nobody
_GATHERED = 0.01  # seconds


class WritingTogether:
    """Stores exchanges for many walks at once. A capture is given back when it is on the disk and in the index, not before.

    Waiting for the disk is done in a thread. Whatever has come in during one wait is the next group; when many are under
    way a group waits for some of them.
    """

    def __init__(self, store: CaptureStore, beside: ProcessBeside) -> None:
        self._store, self._beside = store, beside
        self._disk = ThreadPoolExecutor(1, "captures")
        self._waiting: list[tuple[Packed, asyncio.Future[Capture]]] = []
        self._under_way: dict[str, asyncio.Future[Capture]] = {}
        self._writer: asyncio.Task[None] | None = None

    async def write(self, exchange: Exchange, question: Question | None) -> tuple[Capture, Glance | None]:
        """`CaptureStore.write`, without holding up the reactor; and what was read of the answer on the way, if anything.

        Raises:
            OSError: the disk refused; the exchange is not stored.
        """
        while isinstance(plan := self._store.plan(exchange), Planned):
            before = self._under_way.get(plan.exchange.url)
            if before is None:
                return await self._store_planned(plan, question)
            await asyncio.wait([before])  # what this one repeats may be that one
        return plan, None

    async def _store_planned(self, plan: Planned, question: Question | None) -> tuple[Capture, Glance | None]:
        done: asyncio.Future[Capture] = asyncio.get_running_loop().create_future()
        self._under_way[plan.exchange.url] = done
        try:
            packed, glance = await self._beside.work(plan, question, len(self._under_way))
            self._waiting.append((packed, done))
            if self._writer is None or self._writer.done():
                self._writer = asyncio.create_task(self._write_groups())
            return await done, glance
        finally:
            done.cancel()  # of no effect when all went well; else whoever waits need wait no more
            del self._under_way[plan.exchange.url]

    async def _write_groups(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            if len(self._under_way) >= _MANY:
                await asyncio.sleep(_GATHERED)
            group, self._waiting = self._waiting, []
            packed = [item for item, _ in group]
            try:
                places = await loop.run_in_executor(self._disk, self._store.append, packed)
                captures = self._store.enter(packed, places)
            except Exception as error:
                for _, done in group:
                    if not done.done():
                        done.set_exception(error)
            else:
                for (_, done), capture in zip(group, captures, strict=True):
                    if not done.done():
                        done.set_result(capture)

    def close(self) -> None:
        """Wait for the group that is on its way. What is not in the index then is found by the next opening."""
        self._disk.shutdown(cancel_futures=True)
