"""A worker process as its parent sees it: started when first needed, used again, killed and started anew when it fails."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from archive.isolation.protocol import Message, receive, send
from parsers.formats import load_limits
from parsers.model import Refusal

if TYPE_CHECKING:
    from types import TracebackType

    from parsers.formats import Limits

FILES_A_WORKER = 200
"""After so many files a worker is replaced, so that what libraries leak does not add up."""
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""Variables of the environment that a worker is given; it needs no more."""


class TaskFailed(Exception):
    """A fault of ours while reading a file: `code` is the exception's name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Isolation:
    """One worker process. Calls from several threads wait for one another."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or load_limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._lock = threading.Lock()
        self._recogniser: Isolation | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next call starts another."""
        with self._lock:
            self._stop()
            recogniser, self._recogniser = self._recogniser, None
        if recogniser is not None:
            recogniser.close()

    def for_recognition(self) -> Isolation:
        """A second worker, for files whose pages are recognised: it may take longer and keeps the model loaded."""
        with self._lock:
            if self._recogniser is None:
                own = self._limits
                self._recogniser = Isolation(
                    replace(own, seconds=own.recognition_seconds, memory=own.recognition_memory)
                )
            return self._recogniser

    def run(self, task: str, body: bytes, **arguments: Any) -> bytes:
        """Run a task on a file. Raises `Refusal` (also ``timeout`` and ``crashed``) or `TaskFailed`."""
        if len(body) > self._limits.bytes:
            raise Refusal("too_large", f"文件过大 the file is too large: {len(body)} > {self._limits.bytes} bytes")
        with self._lock:
            answer = self._ask(Message({"task": task, "arguments": arguments}, body))
        if answer.head["kind"] == "done":
            return answer.body
        code, message = str(answer.head["code"]), str(answer.head["message"])
        if answer.head["kind"] == "refused":
            raise Refusal(code, message, answer.head.get("title"))
        raise TaskFailed(code, message)

    def _ask(self, request: Message) -> Message:
        process = self._worker()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()
        clock = threading.Timer(self._limits.seconds, _end, (process, late))
        clock.start()
        answer, sent = None, False
        try:
            with contextlib.suppress(OSError):  # a worker that gave up on the request may still say why
                send(process.stdin, request)
                sent = True
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):  # one that died, or speaks nonsense
                answer = receive(process.stdout)
        finally:
            clock.cancel()
            if answer is None or not sent:
                self._stop()
        if answer is not None:
            return answer
        if late.is_set():
            raise Refusal("timeout", f"超时 not read within {self._limits.seconds:g} seconds")
        raise Refusal("crashed", f"解析进程意外终止 the reading process died on this file: {_ending(process)}")

    def _worker(self) -> subprocess.Popen[bytes]:
        """The worker, alive and not worn out."""
        if self._process and (self._process.poll() is not None or self._served >= FILES_A_WORKER):
            self._stop()
        if self._process is None:
            self._process = _start(self._limits)
            self._served = 0
        self._served += 1
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-P", "-m", "archive.isolation.worker", str(limits.memory), str(limits.seconds)]
    return subprocess.Popen(  # noqa: S603  our own interpreter, our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _ending(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"
