"""Scheduled runs that are stopped or killed in a stage, and a reader who asks the site all the while."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.lock import ArchiveLock, Locked
from tests.support.command import PROGRAM

STAGES = ("crawl", "build", "check", "export csv", "export parquet", "export sqlite")


@dataclass
class Reader:
    """What a reader of the site got: the years of all reports at each look, and whatever went wrong."""

    seen: list[tuple[int, ...]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


@contextmanager
def reading(base: str) -> Iterator[Reader]:
    """Ask the site for all reports again and again until the block ends."""
    reader, ended = Reader(), threading.Event()
    address = f"{base}/gongkai/reports.json?_shape=array&_col=year&_sort=year&_size=max"

    def look() -> None:
        while not ended.wait(0.05):
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    reader.seen.append(tuple(row["year"] for row in json.load(answer)))
            except Exception as error:
                reader.trouble.append(repr(error))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield reader
    finally:
        ended.set()
        thread.join()


def interrupted(command: list[str | Path], stage: str, how: signal.Signals, delay: float) -> int:
    """Start a run, send it a signal `delay` seconds after `stage` began, and wait until nothing of it is left."""
    process = subprocess.Popen([*PROGRAM, *map(str, command)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith("—— ") and line.rstrip().endswith(stage):
            break
    else:
        raise AssertionError(f"the run ended before {stage}: {''.join(said)}")
    time.sleep(delay)
    process.send_signal(how)
    process.communicate(timeout=60)
    return process.returncode


def wait_until_free(lock: Path) -> None:
    """Wait until no process of a run holds the lock."""
    for _ in range(600):
        try:
            with ArchiveLock(lock):
                return
        except Locked:
            time.sleep(0.05)
    raise AssertionError("something of the run is still there")
