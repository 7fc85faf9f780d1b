"""The stages of a run: each a subcommand in a process group of its own, under the lock of the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
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


def run_stage(layout: Layout, stage: Stage, release: Path, lock: ArchiveLock, stopper: Stopper) -> tuple[int, str]:
    """Run one stage to its end; returns its exit code and the last line that it said. Nothing that it started is left.

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
            call,
            env=environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=kept,
        )
        said: deque[bytes] = deque(maxlen=1)
        passing_on = threading.Thread(target=_pass_on, args=(process, said), daemon=True)
        passing_on.start()
        while process.poll() is None and not stopper.asked:
            time.sleep(_LOOK_EVERY)
        _end(process)
        passing_on.join(_LOOK_EVERY * 100)
        stopper.look()
    finally:
        os.close(reading)
        os.close(writing)
    code = process.returncode if process.returncode in range(FAILED) else FAILED
    return code, b"".join(said).decode("utf-8", "replace").strip()


def _pass_on(process: subprocess.Popen[bytes], said: deque[bytes]) -> None:
    """Let people read what a stage says, and keep its last line."""
    assert process.stdout is not None
    for line in process.stdout:
        with suppress(OSError):  # nobody may be listening any more
            os.write(sys.stderr.fileno(), line)
        if line.strip():
            said.append(line)


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
