"""Parse bytes of any kind: pages and text here, files in a worker, images and scans in another one with bounds of its own."""

from __future__ import annotations

import atexit
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.isolation.process import Isolation
from parsers.formats import can_recognise, load_limits, sniff
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
    failed in the worker. `parts` are the further pages of an article and the pictures
    that it shows; a file has none. Without an
    `isolation` the one of this process is used; it ends with the process.
    """
    isolation = isolation or own_isolation()
    if sniff(body) is None:
        return _page(body, url, content_type, isolation, parts)
    from archive.packing import unpack

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


def _page(
    body: bytes, url: str | None, content_type: str | None, isolation: Isolation, parts: Sequence[Part]
) -> Report:
    """A page is read here; pictures that it shows are files, and left to the worker that recognises."""
    import parsers
    from archive.packing import unpack

    unseen = replace(load_limits(), recognition_pages=0) if parts else None
    try:
        return parsers.parse(body, url=url, content_type=content_type, limits=unseen, parts=parts)
    except Refusal as refusal:
        if refusal.code != "needs_ocr" or not can_recognise():
            raise
        kind = refusal.kind
    about = [{"url": one.url, "content_type": one.content_type, "size": len(one.body)} for one in parts]
    whole = b"".join((body, *(part.body for part in parts)))
    try:
        return unpack(
            isolation.for_recognition().run("recognise", whole, url=url, content_type=content_type, parts=about)
        )
    except Refusal as refusal:
        refusal.kind = kind
        raise


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
