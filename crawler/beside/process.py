"""The process beside the crawler as the crawler sees it: started when there is enough to do, and again if it dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from collections import deque
from typing import TYPE_CHECKING

from archive.captures import pack
from crawler.beside.work import SIZE, Done, frame
from crawler.walk.glance import Glance
from parsers.recognition import PageVerdict

if TYPE_CHECKING:
    from archive.captures import Planned
    from crawler.walk.glance import Question

_LARGEST = 4 * 1024 * 1024  # bytes of a body that is worth handing over
_BUFFER = 1024 * 1024
_MOST_STARTS = 5
PATIENCE_S = 60.0
"""Longest that an answer is waited for; ten times what the worst page takes. The process is then ended, as if it had died."""
_DEADLY = Glance(PageVerdict("error", None, "reading it ended the process that reads pages"))


class ProcessBeside:
    """Does the work on answers in another process once `busy_from` of them are under way at once, here before.

    What is done here is only packed: the walk reads it when its turn comes.
    """

    def __init__(self, busy_from: int, patience_s: float = PATIENCE_S) -> None:
        self._busy_from = busy_from
        self._patience_s = patience_s
        self._asked: deque[asyncio.Future[Done | None]] = deque()
        self._unsent: list[tuple[Planned, Question | None]] = []
        self._watch: asyncio.TimerHandle | None = None
        self._heard = 0.0  # when the last answer came, or the first question went, by the loop's clock
        self._process: asyncio.subprocess.Process | None = None
        self._listener: asyncio.Task[None] | None = None
        self._ready = False
        self._starts = 0

    async def work(self, planned: Planned, question: Question | None, busy: int) -> Done:
        """The exchange packed, and read if there was somebody to do it. `busy` exchanges are under way."""
        if self._listener is None and busy >= self._busy_from and self._starts < _MOST_STARTS:
            self._starts += 1
            self._listener = asyncio.create_task(self._listen())
        done = None
        if self._ready and len(planned.exchange.body) <= _LARGEST:
            done = await self._ask(planned, question)
        return done or Done(pack(planned), None)

    async def _ask(self, planned: Planned, question: Question | None) -> Done | None:
        answer: asyncio.Future[Done | None] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self._unsent.append((planned, question))
        if len(self._unsent) == 1:
            asyncio.get_running_loop().call_soon(self._send)
        try:
            return await answer
        except ChildProcessError:
            return Done(pack(planned), _DEADLY if question else None)

    def _send(self) -> None:
        """Send the questions that have gathered since the loop's last round as one."""
        if not self._unsent or self._process is None or self._process.stdin is None:
            return
        loop = asyncio.get_running_loop()
        if len(self._asked) == len(self._unsent):
            self._heard = loop.time()
        self._process.stdin.write(frame(self._unsent))
        self._unsent.clear()
        if self._watch is None:
            self._watch = loop.call_later(self._patience_s, self._look)

    def _look(self) -> None:
        """End the process where the answer that it is at has not come for as long as patience lasts."""
        self._watch = None
        if not self._asked or self._process is None:
            return
        loop = asyncio.get_running_loop()
        left = self._heard + self._patience_s - loop.time()
        if left <= 0:
            _kill(self._process)
        else:
            self._watch = loop.call_later(left, self._look)

    async def _listen(self) -> None:
        """Start the process and hand out its answers, which come in the order of the questions, until it ends."""
        call = (sys.executable, "-P", "-m", "crawler.beside")
        paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*call, stdin=pipe, stdout=pipe, env=paths, limit=_BUFFER)
        assert self._process.stdout is not None
        with contextlib.suppress(asyncio.IncompleteReadError):
            try:
                await self._hand_out(self._process.stdout)
            finally:
                self._give_up()

    async def _hand_out(self, answers: asyncio.StreamReader) -> None:
        await _next(answers)
        self._ready = True
        while True:
            done = await _next(answers)
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_result(done)
            self._heard = asyncio.get_running_loop().time()

    def _give_up(self) -> None:
        """The process has ended, of the answer that it was at: that one is not read here, the others are."""
        self._ready, self._listener = False, None
        sent = len(self._asked) - len(self._unsent)
        for place, answer in enumerate(self._asked):
            if not answer.done():
                answer.set_exception(ChildProcessError()) if place == 0 < sent else answer.set_result(None)
        self._asked.clear()
        self._unsent.clear()

    async def close(self) -> None:
        """End the process."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), self._patience_s)
            except TimeoutError:
                _kill(self._process)
                await self._process.wait()


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
        process.kill()


async def _next(answers: asyncio.StreamReader) -> Done | None:
    size = int.from_bytes(await answers.readexactly(SIZE))
    done: Done | None = pickle.loads(await answers.readexactly(size))  # noqa: S301
    return done
