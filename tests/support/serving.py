"""The real `gongkai serve` as a process of its own, for tests that ask it over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from archive.cli import main; main(prog_name='gongkai')"]


@contextmanager
def serving(archive: Path) -> Iterator[str]:
    """Serve on a free port and give the address it says, without the slash at its end."""
    with serving_process(archive) as (base, _):
        yield base


@contextmanager
def serving_process(archive: Path) -> Iterator[tuple[str, int]]:
    """As `serving`, with the id of the process."""
    command = [*PROGRAM, "serve", "--archive", str(archive), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, line
            yield line[line.index("http://") :].split("（")[0].strip().rstrip("/"), process.pid
        finally:
            process.terminate()
