"""The stages of a scheduled run: each a process of its own, all under one lock, their outcome in one line of a log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from archive.lock import ArchiveLock

if TYPE_CHECKING:
    from types import FrameType

    from archive.layout import Layout

FAILED = 3
NEEDS_EYES = 1
STOP_WITHIN = 25
"""Seconds that a stage has to end by itself when the run is told to stop; after that it is killed."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One subcommand and its options, ``--archive`` aside."""

    name: str
    options: list[str]


class Stopped(Exception):
    """Raised when the run is told to stop (SIGTERM, SIGINT)."""


def run_stages(layout: Layout, stages: list[Stage]) -> int:
    """Run the stages in order under the lock of the archive folder; returns the exit code of the run.

    A stage that ends with 2 or 3 ends the run: what it would have replaced stays, and so does all that comes after it.

    Raises:
        archive.lock.Locked: another process writes to the folder.
    """
    started = datetime.now(UTC)
    codes: dict[str, int] = {}
    with ArchiveLock(layout.lock) as lock:
        signal.signal(signal.SIGTERM, _stop)
        try:
            for stage in stages:
                click.echo(f"—— gongkai {stage.name}", err=True)
                codes[stage.name] = max(codes.get(stage.name, 0), _run(layout, stage, lock))
                if codes[stage.name] not in (0, NEEDS_EYES):
                    click.echo(
                        f"gongkai: {stage.name} 失败 failed; 原有数据未动 what stood before still stands", err=True
                    )
                    break
            code = FAILED if max(codes.values()) > NEEDS_EYES else max(codes.values())
        except (Stopped, KeyboardInterrupt):
            click.echo("gongkai: 已中止 stopped; 原有数据未动，下次运行接续 the next run goes on from here", err=True)
            code = FAILED
        _log(layout, started, codes, code)
    return code


def _run(layout: Layout, stage: Stage, lock: ArchiveLock) -> int:
    """Run one stage in a process group of its own, so that it can be ended with all that it started."""
    program = [sys.executable, "-c", "from archive.cli import main; main(prog_name='gongkai')"]
    call = [*program, stage.name, "--archive", str(layout.root), *stage.options]
    process = subprocess.Popen(call, env=lock.hand_on(), start_new_session=True, stdout=sys.stderr)  # noqa: S603
    try:
        code = process.wait()
    except BaseException:
        _end(process)
        raise
    return code if code in range(FAILED) else FAILED  # killed by a signal, or broken in a way of its own


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the stage and all that it started to end, and see to it that they do."""
    deadline = time.monotonic() + STOP_WITHIN
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            process.poll()  # takes note of its end, after which the group lasts only as long as its children
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _log(layout: Layout, started: datetime, codes: dict[str, int], code: int) -> None:
    """Append the run's line."""
    layout.run_log.parent.mkdir(parents=True, exist_ok=True)
    line = {
        "started_at": f"{started:%Y-%m-%dT%H:%M:%SZ}",
        "finished_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "stages": codes,
        "exit_code": code,
    }
    with layout.run_log.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
        out.flush()
        os.fsync(out.fileno())
