"""The crawler as a process of Scrapy's own: started, watched, and ended with the command that started it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from archive.cli.common import RELEASE
from archive.scrapy_process import SCRAPY, scrapy_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

ENDS_WITHIN = 20.0
"""Seconds that the crawler has to finish what it is being sent; after that it is told once more, then killed."""


class Outcome(NamedTuple):
    """The sites' events, whether the run came to its end, whether it was told to stop, and the last words of a failure."""

    states: list[dict[str, Any]]
    whole: bool
    stopped: bool
    trouble: str


def run_spider(
    settings: dict[str, str], arguments: dict[str, str], total: int, say_chosen: Callable[[dict[str, Any]], None]
) -> Outcome:
    """Run the spider to its end. SIGTERM and SIGINT end it cleanly: captures and run record are complete as far as it came.

    `say_chosen` is given the event that tells which of the `total` sites are visited, where some are left out.
    """
    call = [*SCRAPY, "crawl", "reports"]
    for name, value in arguments.items():
        call += ["-a", f"{name}={value}"] if value else []
    for name, value in settings.items():
        call += ["-s", f"{name}={value}"]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(  # noqa: S603  # our own interpreter, and arguments that were checked
            call, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8", env=scrapy_environment()
        ) as process,
        _ended_together(process) as stop,
    ):
        assert process.stdout is not None
        states, whole = _watch(process.stdout, total, say_chosen)
        process.wait()
        said.seek(0)
        trouble = said.read()
    return Outcome(states, whole and process.returncode == 0, stop.is_set(), trouble)


@contextmanager
def _ended_together(process: subprocess.Popen[str]) -> Iterator[threading.Event]:
    """While inside, SIGTERM and SIGINT end the process instead of leaving it behind; the event says that one came."""
    stop = threading.Event()
    timers: list[threading.Timer] = []

    def end(number: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            stop.set()
            # A terminal and a run signal their whole group, the crawler with it; telling it twice would cut it short.
            if number == signal.SIGTERM and RELEASE not in os.environ:
                process.terminate()
            timers.extend(_later(process))

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for timer in timers:
            timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


def _later(process: subprocess.Popen[str]) -> Iterator[threading.Timer]:
    for wait, action in ((ENDS_WITHIN, process.terminate), (ENDS_WITHIN + 3, process.kill)):
        timer = threading.Timer(wait, action)
        timer.daemon = True
        timer.start()
        yield timer


def _watch(
    events: IO[str], total: int, say_chosen: Callable[[dict[str, Any]], None]
) -> tuple[list[dict[str, Any]], bool]:
    states: list[dict[str, Any]] = []
    whole = False
    with click.progressbar(
        length=total, label="crawl", file=sys.stderr, show_pos=True, hidden=not sys.stderr.isatty()
    ) as bar:
        for line in events:
            event = _event(line)
            if event.get("event") == "chosen":
                say_chosen(event)
                bar.length = total = int(event["sites"])
            if event.get("event") == "site":
                states.append(event)
                bar.update(1)
                if not sys.stderr.isatty():
                    click.echo(
                        f"[{len(states)}/{total}] {event['name']}: {event['state']}, {event['found']} found", err=True
                    )
            whole = whole or (event.get("event") == "end" and event.get("whole") is True)
    return states, whole


def _event(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
