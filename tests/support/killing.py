"""Crawls that kill themselves with SIGKILL at a chosen moment: at the n-th fsync, rename or commit, inside a write, or by the clock.

A nursery process imports the crawler once and forks a child for each crawl, so that many kills cost few seconds.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.captures.warcfile import WarcAppender

POINTS = ("fsync", "rename", "commit", "write", "clock")


@dataclass(frozen=True)
class Kill:
    """Where a crawl dies: before or after the `count`-th event of a kind; the clock counts hundredths of a second."""

    point: str
    count: int
    before: bool = True


NEVER = Kill("never", 0)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _at(kill: Kill, call: Callable[..., Any]) -> Callable[..., Any]:
    seen = 0

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == kill.count and kill.before:
            _die()
        value = call(*args, **kwargs)
        if seen == kill.count:
            _die()
        return value

    return counted


def _torn(kill: Kill) -> Callable[..., Any]:
    """A write that ends in its middle; the first of a file is that of its `warcinfo`, then comes a record group each."""
    whole, seen = WarcAppender._write, 0

    def write(self: WarcAppender, out: FileIO, data: bytes) -> None:
        nonlocal seen
        seen += 1
        if seen < kill.count:
            return whole(self, out, data)
        out.write(data[: len(data) * (1 if kill.before else 9) // 10])
        _die()
        raise AssertionError

    return write


class _Connection(sqlite3.Connection):
    """A connection whose commits can be counted."""

    ends = staticmethod(lambda run: run())

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            return type(self).ends(lambda: super(_Connection, self).execute(sql, *values))
        return super().execute(sql, *values)


def arm(kill: Kill) -> None:
    """Prepare this process to die."""
    match kill.point:
        case "fsync":
            os.fsync = _at(kill, os.fsync)
        case "rename":
            os.replace = _at(kill, os.replace)
        case "commit":
            _Connection.ends = staticmethod(_at(kill, lambda run: run()))
            connect = sqlite3.connect
            sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=_Connection, **kwargs)  # type: ignore[assignment]
        case "write":
            WarcAppender._write = _torn(kill)  # type: ignore[method-assign]
        case "clock":
            timer = threading.Timer(kill.count / 100, _die)
            timer.daemon = True
            timer.start()


class Nursery:
    """Runs crawls of `urls` into archives, one after the other, each in a child of its own.

    Answers are read in a process beside from `read_beside_from` of them at once on.
    """

    def __init__(self, urls: list[str], read_beside_from: int = 8) -> None:
        self._urls = urls
        self._read_beside_from = read_beside_from

    def __enter__(self) -> Self:
        call = [sys.executable, "-m", "tests.support.killing"]
        root = str(Path(__file__).resolve().parents[2])
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": root}
        self._process = subprocess.Popen(
            call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def crawl(self, archive: Path, kill: Kill = NEVER) -> bool:
        """Crawl until the end or the kill; True when the crawl was killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order: dict[str, Any] = {"urls": " ".join(self._urls), "archive": str(archive), "kill": asdict(kill)}
        order["read_beside_from"] = str(self._read_beside_from)
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        if code not in (0, -signal.SIGKILL):
            raise AssertionError(f"the crawl ended with {code}")
        return code == -signal.SIGKILL


def _serve() -> None:
    """The nursery: one line of JSON in, one exit code out."""
    import scrapy.cmdline
    import scrapy.core.downloader.handlers.http11

    import crawler.spiders.reports  # noqa: F401  # what every child needs, loaded once

    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            arm(Kill(**order["kill"]))
            settings = {
                "ARCHIVE_DIR": order["archive"],
                "DOWNLOAD_DELAY": "0",
                "ALLOW_PRIVATE_HOSTS": "1",
                "LOG_LEVEL": "CRITICAL",
                "READ_BESIDE_FROM": order["read_beside_from"],
            }
            call = ["scrapy", "crawl", "reports", "-a", f"urls={order['urls']}"]
            for name, value in settings.items():
                call += ["-s", f"{name}={value}"]
            scrapy.cmdline.execute(call)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)


if __name__ == "__main__":
    _serve()
