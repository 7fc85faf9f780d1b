"""The run under way, on disk: which stages are done, so that a run that was cut off is taken up where it stood."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.clock import now

if TYPE_CHECKING:
    from pathlib import Path

TAKEN_UP_WITHIN = timedelta(hours=12)
"""A run cut off longer ago than this begins anew: what its crawl saw is no longer last night's news."""


def stamp(moment: datetime) -> str:
    """A moment as written in records."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(slots=True)
class Done:
    """One finished stage: its exit code, how many seconds it took and, where it failed, the last that it said."""

    name: str
    code: int
    seconds: float
    said: str = ""


@dataclass(slots=True)
class RunState:
    """One run: when it began, for which list, where it prepares its release, and what is done."""

    run_id: str
    started_at: str
    sites: str
    done: list[Done] = field(default_factory=list)
    resumed: int = 0

    def code_of(self, stage: str) -> int | None:
        """The exit code of a finished stage, or None where it is still to do."""
        return next((done.code for done in self.done if done.name == stage), None)

    def finish(self, path: Path, stage: str, code: int, began: float, said: str = "") -> None:
        """Note that a stage is done; `began` is a reading of the monotonic clock."""
        self.done.append(Done(stage, code, round(time.monotonic() - began, 2), said))
        self.save(path)

    def save(self, path: Path) -> None:
        """Write the state beside its place and rename it there."""
        write_json(path, asdict(self))


def take_up(path: Path, sites: str) -> RunState | None:
    """The run that was cut off over this list of sites, or None where there is none that is worth going on with."""
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        done = [Done(**item) for item in raw.pop("done")]
        state = RunState(done=done, **raw)
        age = now() - datetime.fromisoformat(state.started_at)
    except (OSError, ValueError, TypeError, KeyError):  # none, or of another making: begin anew
        return None
    if state.sites != sites or not timedelta(0) <= age < TAKEN_UP_WITHIN:
        return None
    state.resumed += 1
    return state


def begin(sites: str) -> RunState:
    """A new run."""
    moment = now()
    return RunState(f"{moment:%Y%m%dT%H%M%S%fZ}", stamp(moment), sites)


def write_json(path: Path, value: Any) -> None:
    """Write JSON beside its place, wait until it is on the disk, and rename it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
