"""What a worker can be asked to do. Each task takes the bytes of a file and plain arguments, and gives bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.isolation.rendering import measure, render

if TYPE_CHECKING:
    from collections.abc import Callable


def parse(body: bytes, arguments: dict[str, Any]) -> bytes:
    """The report that a file holds, packed. Raises `parsers.Refusal`."""
    import parsers
    from archive.packing import pack

    return pack(parsers.parse(body, url=arguments.get("url"), content_type=arguments.get("content_type")))


TASKS: dict[str, Callable[[bytes, dict[str, Any]], bytes]] = {"parse": parse, "measure": measure, "render": render}
