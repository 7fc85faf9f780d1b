"""The stages of a run: each a subcommand in a process group of its own, under the lock of the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.cli.common import FAILED, RELEASE
from archive.scheduled.child import LIFELINE

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from archive.layout import Layout
    from archive.lock import ArchiveLock

STOP_WITHIN = 25
"""Seconds that a stage has to end by itself when the run is told to stop; after that it is killed."""
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Stage:
    """One subcommand and its options, ``--archive`` aside. `name` tells stages of one subcommand apart."""

    name: str
    command: str
    options: list[str] = field(default_factory=list)


class Stopped(Exception):
    """Raised between two steps of a run that was told to stop (SIGTERM, SIGINT)."""


class Stopper:
    """Takes note of SIGTERM and SIGINT; the run looks at it between its steps."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True

    def look(self) -> None:
        """Go no further when the run was told to stop.

        Raises:
            Stopped: it was.
        """
        if self.asked:
            raise Stopped


def run_stage(layout: Layout, stage: Stage, release: Path, lock: ArchiveLock, stopper: Stopper) -> int:
    """Run one stage to its end and return its exit code; nothing that it started is left.

    Raises:
        Stopped: the run was told to stop, and the stage has been ended.
    """
    reading, writing = os.pipe()
    environment = lock.hand_on() | {LIFELINE: str(reading), RELEASE: str(release.absolute())}
    program = [sys.executable, "-c", "from archive.scheduled.child import main; main()"]
    call = [*program, stage.command, "--archive", str(layout.root), *stage.options]
    kept = [reading, *([] if lock.handle is None else [lock.handle])]
    try:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and subcommands
            call, env=environment, start_new_session=True, stdout=sys.stderr, pass_fds=kept
        )
        while process.poll() is None and not stopper.asked:
            time.sleep(_LOOK_EVERY)
        _end(process)
        stopper.look()
    finally:
        os.close(reading)
        os.close(writing)
    return process.returncode if process.returncode in range(FAILED) else FAILED


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the stage and all that it started to end, and see to it that they do."""
    deadline = time.monotonic() + STOP_WITHIN
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            process.poll()  # takes note of its end, after which the group lasts only as long as its children
            os.killpg(process.pid, 0)
            time.sleep(_LOOK_EVERY)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
