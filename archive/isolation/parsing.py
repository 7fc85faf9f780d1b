"""Parse bytes of any kind: pages and text here, files in a worker, images and scans in another one with bounds of its own."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING

from archive.isolation.process import Isolation
from parsers.formats import can_recognise, sniff
from parsers.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.model import Report
    from parsers.parts import Part

_COSTLY = ("timeout", "crashed", "too_large")
_shared: Isolation | None = None


def parse_isolated(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    isolation: Isolation | None = None,
    parts: Sequence[Part] = (),
) -> Report:
    """`parsers.parse`, with a bound on what a file may cost.

    Raises `parsers.Refusal` as that does, and with the codes ``timeout`` and ``crashed``; `TaskFailed` when the parser itself
    failed in the worker. `parts` are the further pages of an article; a file has none. Without an
    `isolation` the one of this process is used; it ends with the process.
    """
    if sniff(body) is None:
        import parsers

        return parsers.parse(body, url=url, content_type=content_type, parts=parts)
    from archive.packing import unpack

    isolation = isolation or own_isolation()
    try:
        return unpack(isolation.run("parse", body, url=url, content_type=content_type))
    except Refusal as refusal:
        if refusal.code != "needs_ocr" or not can_recognise():
            raise
    try:
        return unpack(isolation.for_recognition().run("recognise", body, url=url, content_type=content_type))
    except Refusal as refusal:
        if refusal.code not in _COSTLY:
            raise
        return _text_alone(body, url, content_type, isolation, refusal)


def _text_alone(
    body: bytes, url: str | None, content_type: str | None, isolation: Isolation, refusal: Refusal
) -> Report:
    """What can be read of a file whose pictures cost too much; where that is nothing, why they were not read is what counts."""
    from archive.packing import unpack

    try:
        return unpack(isolation.run("parse_text", body, url=url, content_type=content_type))
    except Refusal:
        raise refusal from None


def own_isolation() -> Isolation:
    """The worker of this process, for callers without one of their own; it ends with the process."""
    global _shared  # noqa: PLW0603  a process has one worker for its life
    if _shared is None:
        _shared = Isolation()
        atexit.register(_shared.close)
    return _shared
