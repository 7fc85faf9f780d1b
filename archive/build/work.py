"""What a worker process does: read payloads from the captures, parse them, hand back outcomes."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process
from typing import TYPE_CHECKING, NamedTuple

from archive.build.outcome import Outcome, outcome_of
from archive.captures import Capture, CaptureStore
from archive.isolation import TaskFailed, parse_isolated
from archive.layout import Layout
from parsers.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.build.cache import Key


class Job(NamedTuple):
    """One payload to parse, and the capture that holds it."""

    key: Key
    capture: Capture


_store: CaptureStore | None = None


def start(root: Path) -> None:
    """Open the captures in this worker, and see to it that the worker does not outlive a parent that was killed."""
    global _store  # noqa: PLW0603  a worker process has one store for its life
    _store = CaptureStore(Layout(root)).__enter__()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def parse_batch(jobs: Sequence[Job]) -> list[tuple[Key, Outcome]]:
    """Parse a batch; every job gives an outcome."""
    assert _store is not None
    return [(job.key, parse_capture(_store, job.capture)) for job in jobs]


def parse_capture(store: CaptureStore, capture: Capture) -> Outcome:
    """Parse the payload of one capture. A parser that fails on it is an outcome, not an end."""
    body = store.body(capture)
    try:
        report = parse_isolated(body, url=capture.url, content_type=capture.content_type or None)
    except Refusal as refusal:
        return Outcome("refused", code=refusal.code, message=str(refusal))
    except Exception as error:
        code = error.code if isinstance(error, TaskFailed) else type(error).__name__
        return Outcome("failed", code=code, message=f"解析程序出错 the parser failed: {error}")
    return outcome_of(report)


def _leave_with(parent: object) -> None:
    parent.join()  # type: ignore[attr-defined]
    os._exit(1)
