"""What a worker process does: read payloads, parse them, make rows of what was parsed."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process
from typing import TYPE_CHECKING, NamedTuple

from archive.build.cache import CacheReader
from archive.build.outcome import Outcome, outcome_of, refused
from archive.build.writing import rows_of
from archive.captures import Capture, CaptureStore
from archive.isolation import TaskFailed, parse_isolated
from archive.layout import Layout
from parsers.model import Refusal
from parsers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.build.cache import Key
    from archive.build.writing import Order, Rows


class Job(NamedTuple):
    """One payload to parse, the capture that holds it, and those of the further pages of its article."""

    key: Key
    capture: Capture
    parts: list[Capture]


_store: CaptureStore | None = None
_cache: CacheReader | None = None


def start(root: Path, version: str) -> None:
    """Open captures and cache in this worker, and see to it that the worker does not outlive a parent that was killed.

    `version` is that of the parser.
    """
    global _store, _cache  # noqa: PLW0603  a worker process has one of each for its life
    layout = Layout(root)
    _store = CaptureStore(layout).__enter__()
    _cache = CacheReader(layout.parsed, version)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def parse_batch(jobs: Sequence[Job]) -> list[tuple[Key, Outcome]]:
    """Parse a batch in a worker; every job gives an outcome."""
    assert _store is not None
    return [(job.key, parse_capture(_store, job.capture, job.parts)) for job in jobs]


def write_batch(orders: Sequence[Order]) -> Rows:
    """The rows of a batch of reports, made in a worker."""
    assert _cache is not None
    return rows_of(orders, _cache)


def parse_capture(store: CaptureStore, capture: Capture, parts: Sequence[Capture] = ()) -> Outcome:
    """Parse the payload of one capture. A parser that fails on it is an outcome, not an end."""
    body = store.body(capture)
    further = [Part(part.url, store.body(part), part.content_type or None) for part in parts]
    try:
        report = parse_isolated(body, url=capture.url, content_type=capture.content_type or None, parts=further)
    except Refusal as refusal:
        return refused(refusal)
    except Exception as error:
        code = error.code if isinstance(error, TaskFailed) else type(error).__name__
        return Outcome("failed", code=code, message=f"解析程序出错 the parser failed: {error}")
    return outcome_of(report)


def _leave_with(parent: object) -> None:
    parent.join()  # type: ignore[attr-defined]
    os._exit(1)
