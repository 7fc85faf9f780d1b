"""The processes that help a build: started when first needed, kept until it ends."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TypeVar

from archive.build.database import BuildError
from archive.build.work import start
from archive.forked import context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

B = TypeVar("B")
R = TypeVar("R")

AHEAD = 6
"""Batches under way for each worker: enough that none waits, few enough to keep memory flat."""


class Workers:
    """So many processes for the archive folder `root`, as a context manager; with a count of 1 there are none."""

    def __init__(self, root: Path, version: str, count: int) -> None:
        self._start = (root, version)
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()

    @property
    def started(self) -> bool:
        """Whether there are processes, so that small work is worth handing over."""
        return self._pool is not None

    def pool(self) -> ProcessPoolExecutor:
        """The processes, started if there are none."""
        if self._pool is None:
            self._pool = self.fresh(self.count)
        return self._pool

    def fresh(self, count: int) -> ProcessPoolExecutor:
        """Other processes, for the caller to end."""
        return ProcessPoolExecutor(count, context(), start, self._start)

    def prove(self, pool: ProcessPoolExecutor) -> None:
        """See to it that a worker can start at all, before its death is laid upon a document.

        Raises:
            BuildError: it cannot.
        """
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as trouble:
            raise BuildError("the build's worker processes do not start; try again with --workers 1") from trouble

    def let_go(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def in_order(self, task: Callable[[B], R], here: Callable[[B], R], batches: Iterable[B]) -> Iterator[R]:
        """What `task` gives for each batch, in their order. `here` does the same in this process.

        A single batch is not worth a process. Where a worker dies, what is left is done here.
        """
        coming = iter(batches)
        first = [*islice(coming, 2)]
        if self.count <= 1 or len(first) <= 1:
            yield from map(here, chain(first, coming))
            return
        coming = chain(first, coming)
        running: deque[tuple[B, Future[R]]] = deque()
        try:
            while True:
                for batch in islice(coming, AHEAD * self.count - len(running)):
                    try:
                        running.append((batch, self.pool().submit(task, batch)))
                    except BrokenProcessPool:
                        coming = chain((batch,), coming)  # taken out, and not handed over
                        raise
                if not running:
                    return
                yield running[0][1].result()
                running.popleft()
        except BrokenProcessPool:
            self.let_go()
            yield from map(here, chain((batch for batch, _ in running), coming))
