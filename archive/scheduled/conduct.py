"""One run from its first stage to its last: resumable, and published whole or not at all."""

from __future__ import annotations

import json
import os
import time
import traceback
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.alerts import load_channels
from archive.cli.common import BAD_USE, FAILED, FINE, NEEDS_EYES
from archive.clock import now
from archive.expectations import ExpectationError, load_expectations
from archive.lock import ArchiveLock
from archive.scheduled.ending import end
from archive.scheduled.judging import judge_release, judgement
from archive.scheduled.releases import publish, tidy
from archive.scheduled.soundness import damage
from archive.scheduled.stages import Stage, Stopped, Stopper, run_stage
from archive.scheduled.state import Done, RunState, begin, stamp, take_up
from archive.scheduled.telling import cry
from archive.sitelist import SiteListError, read_sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.expectations import Finding
    from archive.layout import Layout

SITES, JUDGE, HELD, VERIFY, PUBLISH = "sites", "judge", "build held", "verify", "publish"


def conduct(layout: Layout, sites: Path, stages: list[Stage]) -> int:
    """Run what is still to do of crawl, build, judgement, check, exports and publication; the exit code of the run.

    `stages` holds what runs as a process of its own; the judgement follows the one named ``build``, ``build held``
    is only run when a source is held back, and before ``check`` the database is looked at as a whole.
    A stage that ends with 2 or 3 ends the run: the database and the exports of before stay as they were. So does whatever else goes
    wrong, the disk that is full and a fault of ours included, and people are told.

    Raises:
        archive.lock.Locked: another process writes to the folder.
        archive.alerts.AlertError: ``alerts.toml`` cannot be used.
    """
    channels = load_channels(layout.alerts)  # said before anything is asked for
    with ArchiveLock(layout.lock) as lock:
        stopper = Stopper()
        state = take_up(layout.run_state, str(sites.resolve())) or begin(str(sites.resolve()))
        try:
            return _conduct(Run(layout, state, lock, stopper), sites, stages)
        except Exception as trouble:
            traceback.print_exc()
            cry(channels, state, f"{type(trouble).__name__}: {trouble}")
            return FAILED


def _conduct(run: Run, sites: Path, stages: list[Stage]) -> int:
    run.state.save(run.layout.run_state)
    try:
        code = run.all(sites, stages)
    except Stopped:
        click.echo("gongkai: 已中止 stopped; 原有数据未动，下次运行接续 the next run goes on from here", err=True)
        code = FAILED
    else:
        code = end(run.layout, run.state, run.judged(), code, lambda: run.stopper.asked)
        run.layout.run_state.unlink(missing_ok=True)
    _log(run.layout, run.state, code)
    return code


def unusable(layout: Layout, sites: Path) -> str | None:
    """What is wrong with what people wrote for a run, its list of sites and the archive's expectations; None where all is well."""
    try:
        load_expectations(layout.expectations)
        if not list(read_sites(sites)):
            return f"{sites}: no site is listed; the list needs the header name,url and a line for each site"
    except (ExpectationError, SiteListError) as wrong:
        return str(wrong)
    return None


class Run:
    """One run under way."""

    def __init__(self, layout: Layout, state: RunState, lock: ArchiveLock, stopper: Stopper) -> None:
        self.layout, self.state, self.lock, self.stopper = layout, state, lock, stopper
        self.release = layout.releases / state.run_id
        self.said = self.now = ""

    def all(self, sites: Path, stages: list[Stage]) -> int:
        """Run what is still to do; the highest exit code of all stages, or FAILED as soon as one has failed."""
        if (wrong := unusable(self.layout, sites)) is not None:
            click.echo(f"gongkai: {wrong}", err=True)
            self.state.finish(self.layout.run_state, SITES, BAD_USE, time.monotonic(), wrong)
            return BAD_USE
        try:
            return self._all(stages)
        except Stopped:
            raise
        except Exception as trouble:
            traceback.print_exc()
            self.state.done.append(Done(self.now, FAILED, 0.0, f"{type(trouble).__name__}: {trouble}"))
            return FAILED

    def _all(self, stages: list[Stage]) -> int:
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
        return judgement(self.release) if self.state.code_of(JUDGE) in (FINE, NEEDS_EYES) else None

    def _do(self, name: str, action: Callable[[], int]) -> None:
        if self.state.code_of(name) is not None:
            return
        self.stopper.look()
        click.echo(f"—— {name}", err=True)
        began, self.said, self.now = time.monotonic(), "", name
        code = action()
        self.state.finish(self.layout.run_state, name, code, began, self.said if code > NEEDS_EYES else "")

    def _process(self, stage: Stage) -> int:
        code, self.said = run_stage(self.layout, stage, self.release, self.lock, self.stopper)
        return code

    def _judge(self) -> int:
        return NEEDS_EYES if judge_release(self.layout, self.release, self.state) else FINE

    def _verify(self) -> int:
        """Look at the whole database once more; where it is damaged, see to it that the next build begins anew."""
        said = damage(self.release / self.layout.published.name, lambda: self.stopper.asked)
        self.stopper.look()
        if said is None:
            return FINE
        self.said = f"数据库有损 the new database is damaged ({said}); 原有数据未动 what stood before stands"
        click.echo(f"gongkai: {self.said}", err=True)
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
