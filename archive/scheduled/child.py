"""One stage as a process: a subcommand that does not outlive the run, however the run ends."""

from __future__ import annotations

import os
import signal
import threading

LIFELINE = "GONGKAI_LIFELINE"
"""Environment variable: the number of a pipe that the run holds open as long as it lives."""


def main() -> None:
    """Run the subcommand in the arguments. When the run is gone, so is this process, with all that it started."""
    lifeline = int(os.environ.pop(LIFELINE))
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    from archive.cli import main as command

    command(prog_name="gongkai")


def _end_with(lifeline: int) -> None:
    os.read(lifeline, 1)  # nothing is ever written: it returns when the run has ended
    os.killpg(os.getpgrp(), signal.SIGKILL)
