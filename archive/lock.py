"""One writer at a time: a lock file in the archive folder, held by the kernel and not by its existence."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

HELD_BY_PARENT = "GONGKAI_LOCK"
"""Environment variable by which a run hands its lock to the stages it starts: the text that stands in the lock file."""


class Locked(Exception):
    """Raised when another process writes to the archive folder."""


class ArchiveLock:
    """The lock of one archive folder, as a context manager or by `acquire` and `release`.

    The file says who holds it (process id and start of the hold). A process that dies lets go of it, however it dies.
    A stage started by a run that holds the lock works under the lock of that run.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            Locked: another process holds it; the message names the process.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip()
            os.close(handle)
            if holder and holder == os.environ.get(HELD_BY_PARENT):
                return
            raise Locked(
                f"{self._path.parent}: another process is writing here ({holder}); wait until it ends"
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"pid {os.getpid()} since {datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}".encode())
        self._handle = handle

    def release(self) -> None:
        """Let go of the lock, if it is held here."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None

    @property
    def handle(self) -> int | None:
        """The open file that holds the lock; whoever inherits it holds the lock on."""
        return self._handle

    def hand_on(self) -> dict[str, str]:
        """The environment for a stage that shall work under this lock."""
        return os.environ | {HELD_BY_PARENT: self._path.read_text(encoding="utf-8").strip()}
