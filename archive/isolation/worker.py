"""The worker process: reads requests from standard input, one at a time, until its parent closes it."""

from __future__ import annotations

import os
import resource
import sys
from typing import IO, Any

from archive.isolation.protocol import Message, receive, send
from archive.isolation.tasks import TASKS
from parsers.model import Refusal


def main() -> None:
    """Serve requests. The first argument is the bound on memory in bytes, the second the seconds for one request."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # whatever a library prints must not reach the parent
    try:
        while (request := receive(requests)) is not None:
            _bound_processor_time(seconds)
            _answer(answers, request)
    except MemoryError as error:  # the file alone is too large; what is left of it in the pipe is lost
        send(answers, Message(_refusal("too_large", _too_much(error)), b""))


def _bound_processor_time(seconds: float) -> None:
    """So that a worker whose parent was killed does not calculate for ever."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(usage.ru_utime + usage.ru_stime + 2 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _answer(answers: IO[bytes], request: Message) -> None:
    head: dict[str, Any] = {"kind": "done"}
    body = b""
    try:
        body = TASKS[request.head["task"]](request.body, request.head["arguments"])
    except Refusal as refusal:
        head = {**_refusal(refusal.code, str(refusal)), "title": refusal.title}
    except (MemoryError, RecursionError) as error:
        head = _refusal("too_large", _too_much(error))
    except Exception as error:
        head = {"kind": "failed", "code": type(error).__name__, "message": str(error)[:500]}
    send(answers, Message(head, body))


def _refusal(code: str, message: str) -> dict[str, Any]:
    return {"kind": "refused", "code": code, "message": message}


def _too_much(error: BaseException) -> str:
    what = "内存 memory" if isinstance(error, MemoryError) else "嵌套层数 nesting"
    return f"超出限度 past the bound on {what}"


if __name__ == "__main__":
    main()
