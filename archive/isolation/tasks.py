"""What a worker can be asked to do. Each task takes the bytes of a file and plain arguments, and gives bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archive.isolation.rendering import measure, render
from archive.isolation.unfolding import unfold

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.formats import Limits


def parse(body: bytes, arguments: dict[str, Any]) -> bytes:
    """The report that a file holds, packed; images and scans are not recognised. Raises `parsers.Refusal`."""
    from parsers.formats import load_limits

    return _parse(body, arguments, replace(load_limits(), recognition_pages=0))


def parse_text(body: bytes, arguments: dict[str, Any]) -> bytes:
    """The same; of a file that is pictures in part, its text alone."""
    from parsers.formats import load_limits

    return _parse(body, arguments, replace(load_limits(), recognition_pages=-1))


def recognise(body: bytes, arguments: dict[str, Any]) -> bytes:
    """The same, images and scans recognised."""
    from parsers.formats import load_limits

    return _parse(body, arguments, load_limits())


def _parse(body: bytes, arguments: dict[str, Any], limits: Limits) -> bytes:
    import parsers
    from archive.packing import pack
    from parsers.parts import Part

    parts: list[Part] = []
    for part in reversed(arguments.get("parts", ())):  # they stand behind the file, in order
        at = len(body) - part["size"]
        parts.insert(0, Part(part["url"], body[at:], part["content_type"]))
        body = body[:at]
    url, content_type = arguments.get("url"), arguments.get("content_type")
    return pack(parsers.parse(body, url=url, content_type=content_type, limits=limits, parts=parts))


TASKS: dict[str, Callable[[bytes, dict[str, Any]], bytes]] = {
    "parse": parse,
    "parse_text": parse_text,
    "recognise": recognise,
    "measure": measure,
    "render": render,
    "unfold": unfold,
}
