"""One run from its first stage to its last: resumable, and published whole or not at all."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.cli.common import FAILED, FINE, NEEDS_EYES
from archive.clock import now
from archive.lock import ArchiveLock
from archive.scheduled.releases import discard, publish
from archive.scheduled.stages import Stage, Stopped, Stopper, run_stage
from archive.scheduled.state import RunState, begin, stamp, take_up

if TYPE_CHECKING:
    from pathlib import Path

    from archive.layout import Layout

PUBLISH = "publish"


def conduct(layout: Layout, sites: Path, stages: list[Stage]) -> int:
    """Run the stages that are still to do, in order, under the lock of the archive folder; the exit code of the run.

    A stage that ends with 2 or 3 ends the run: the database and the exports of before stay as they were.

    Raises:
        archive.lock.Locked: another process writes to the folder.
    """
    with ArchiveLock(layout.lock) as lock:
        stopper = Stopper()
        state = take_up(layout.run_state, str(sites.resolve())) or begin(str(sites.resolve()))
        state.save(layout.run_state)
        try:
            code = _stages(layout, state, stages, lock, stopper)
        except Stopped:
            click.echo("gongkai: 已中止 stopped; 原有数据未动，下次运行接续 the next run goes on from here", err=True)
            code = FAILED
        else:
            layout.run_state.unlink()
        _log(layout, state, code)
    return code


def _stages(layout: Layout, state: RunState, stages: list[Stage], lock: ArchiveLock, stopper: Stopper) -> int:
    release = layout.releases / state.run_id
    release.mkdir(parents=True, exist_ok=True)
    if state.resumed:
        click.echo(f"—— 接续 taking up the run of {state.started_at}", err=True)
    for stage in stages:
        if state.code_of(stage.name) is not None:
            continue
        click.echo(f"—— gongkai {stage.name}", err=True)
        began = time.monotonic()
        code = run_stage(layout, stage, release, lock, stopper)
        state.finish(layout.run_state, stage.name, code, began)
        if code > NEEDS_EYES:
            click.echo(f"gongkai: {stage.name} 失败 failed; 原有数据未动 what stood before still stands", err=True)
            discard(release)
            return FAILED
    if state.code_of(PUBLISH) is None:
        click.echo(f"—— 发布 {PUBLISH}", err=True)
        began = time.monotonic()
        publish(layout, release)
        state.finish(layout.run_state, PUBLISH, FINE, began)
    return max((done.code for done in state.done), default=FINE)


def _log(layout: Layout, state: RunState, code: int) -> None:
    """Append the run's line."""
    layout.run_log.parent.mkdir(parents=True, exist_ok=True)
    line = {
        "run_id": state.run_id,
        "started_at": state.started_at,
        "finished_at": stamp(now()),
        "stages": [asdict(done) for done in state.done],
        "exit_code": code,
    }
    with layout.run_log.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
        out.flush()
        os.fsync(out.fileno())
