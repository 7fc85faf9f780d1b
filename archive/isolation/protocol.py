"""What goes over the pipes between a process and its worker: a line of JSON, then as many bytes as it says."""

from __future__ import annotations

import json
from typing import IO, Any, NamedTuple


class Message(NamedTuple):
    """A head of plain values and a body. None of it is ever evaluated: a worker may have been taken over by its file."""

    head: dict[str, Any]
    body: bytes


def send(pipe: IO[bytes], message: Message) -> None:
    """Write one message."""
    pipe.write(json.dumps({**message.head, "size": len(message.body)}).encode() + b"\n")
    pipe.write(message.body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message | None:
    """Read one message; None when the other side has gone, or ended in the middle of one."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head: dict[str, Any] = json.loads(line)
    body = pipe.read(head["size"])
    return Message(head, body) if len(body) == head["size"] else None
