"""One run from its first stage to its last: resumable, and published whole or not at all."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.alerts import load_channels
from archive.cli.common import FAILED, FINE, NEEDS_EYES
from archive.clock import now
from archive.expectations import load_expectations
from archive.lock import ArchiveLock
from archive.scheduled.ending import end
from archive.scheduled.judging import judge_release, judgement
from archive.scheduled.releases import publish, tidy
from archive.scheduled.soundness import damage
from archive.scheduled.stages import Stage, Stopped, Stopper, run_stage
from archive.scheduled.state import RunState, begin, stamp, take_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.expectations import Finding
    from archive.layout import Layout

JUDGE, HELD, VERIFY, PUBLISH = "judge", "build held", "verify", "publish"


def conduct(layout: Layout, sites: Path, stages: list[Stage]) -> int:
    """Run what is still to do of crawl, build, judgement, check, exports and publication; the exit code of the run.

    `stages` holds what runs as a process of its own; the judgement follows the one named ``build``, ``build held``
    is only run when a source is held back, and before ``check`` the database is looked at as a whole.
    A stage that ends with 2 or 3 ends the run: the database and the exports of
    before stay as they were.

    Raises:
        archive.lock.Locked: another process writes to the folder.
        archive.expectations.ExpectationError: the archive's own expectations cannot be used.
        archive.alerts.AlertError: ``alerts.toml`` cannot be used.
    """
    load_expectations(layout.expectations), load_channels(layout.alerts)  # said before anything is asked for
    with ArchiveLock(layout.lock) as lock:
        stopper = Stopper()
        state = take_up(layout.run_state, str(sites.resolve())) or begin(str(sites.resolve()))
        state.save(layout.run_state)
        run = Run(layout, state, lock, stopper)
        try:
            code = run.all(stages)
        except Stopped:
            click.echo("gongkai: 已中止 stopped; 原有数据未动，下次运行接续 the next run goes on from here", err=True)
            code = FAILED
        else:
            code = end(layout, state, run.judged(), code)
            layout.run_state.unlink()
        _log(layout, state, code)
    return code


class Run:
    """One run under way."""

    def __init__(self, layout: Layout, state: RunState, lock: ArchiveLock, stopper: Stopper) -> None:
        self.layout, self.state, self.lock, self.stopper = layout, state, lock, stopper
        self.release = layout.releases / state.run_id

    def all(self, stages: list[Stage]) -> int:
        """Run what is still to do; the highest exit code of all stages, or FAILED as soon as one has failed."""
        tidy(self.layout, self.release)
        self.release.mkdir(parents=True, exist_ok=True)
        if self.state.resumed:
            click.echo(f"—— 接续 taking up the run of {self.state.started_at}", err=True)
        for stage in stages:
            if stage.name == HELD and self.state.code_of(JUDGE) == FINE:
                continue
            if stage.name == "check":
                self._do(VERIFY, self._verify)
                if self.state.code_of(VERIFY) != FINE:
                    return FAILED
            self._do(stage.name, lambda stage=stage: self._process(stage))  # type: ignore[misc]
            if (self.state.code_of(stage.name) or 0) > NEEDS_EYES:
                click.echo(f"gongkai: {stage.name} 失败 failed; 原有数据未动 what stood before still stands", err=True)
                return FAILED
            if stage.name == "build":
                self._do(JUDGE, self._judge)
        self._do(PUBLISH, self._publish)
        return max(done.code for done in self.state.done)

    def judged(self) -> tuple[list[Finding], dict[str, str]] | None:
        """The findings and the holds, None where the run did not come so far."""
        return None if self.state.code_of(JUDGE) is None else judgement(self.release)

    def _do(self, name: str, action: Callable[[], int]) -> None:
        if self.state.code_of(name) is not None:
            return
        self.stopper.look()
        click.echo(f"—— {name}", err=True)
        began = time.monotonic()
        self.state.finish(self.layout.run_state, name, action(), began)

    def _process(self, stage: Stage) -> int:
        return run_stage(self.layout, stage, self.release, self.lock, self.stopper)

    def _judge(self) -> int:
        return NEEDS_EYES if judge_release(self.layout, self.release, self.state) else FINE

    def _verify(self) -> int:
        """Look at the whole database once more; where it is damaged, see to it that the next build begins anew."""
        said = damage(self.release / self.layout.published.name, lambda: self.stopper.asked)
        self.stopper.look()
        if said is None:
            return FINE
        click.echo(
            f"gongkai: 数据库有损 the new database is damaged ({said}); 原有数据未动 what stood before stands", err=True
        )
        self.layout.staged.unlink(missing_ok=True)
        return FAILED

    def _publish(self) -> int:
        publish(self.layout, self.release)
        return FINE


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
