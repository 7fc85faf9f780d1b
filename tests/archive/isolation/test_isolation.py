"""A file may hang, crash or devour its worker: it ends in a named reason, and the next file is read."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from archive.isolation import Isolation, parse_isolated
from parsers import Refusal
from parsers.formats import load_limits

TORN = b"PK\x03\x04" + b"\x00" * 64


def code_of(isolation: Isolation, body: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        parse_isolated(body, isolation=isolation)
    return refusal.value.code


def workers_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_refusal_of_the_parser_comes_through_as_it_is() -> None:
    with Isolation() as isolation:
        assert code_of(isolation, TORN) == "broken"
        assert code_of(isolation, b"Rar!\x1a\x07\x00") == "unsupported_format"


def test_a_file_that_takes_too_long_is_a_timeout_and_the_worker_is_gone() -> None:
    before = set(workers_of(os.getpid()))
    with Isolation(replace(load_limits(), seconds=0.001)) as isolation:
        assert code_of(isolation, TORN) == "timeout"
        assert code_of(isolation, TORN) == "timeout"
        assert set(workers_of(os.getpid())) <= before


def test_memory_is_bounded() -> None:
    with Isolation(replace(load_limits(), memory=150_000_000)) as isolation:
        assert code_of(isolation, TORN + bytes(140_000_000)) == "too_large"
        assert code_of(isolation, TORN) == "broken"


def test_a_file_past_the_bound_on_size_is_not_even_sent() -> None:
    with Isolation(replace(load_limits(), bytes=10)) as isolation:
        assert code_of(isolation, TORN) == "too_large"


def test_a_worker_that_dies_under_a_file_is_named_and_replaced() -> None:
    before = set(workers_of(os.getpid()))
    with Isolation() as isolation:
        assert code_of(isolation, TORN) == "broken"
        (worker,) = set(workers_of(os.getpid())) - before
        os.kill(worker, signal.SIGSTOP)
        threading.Thread(target=kill_soon, args=(worker,)).start()
        assert code_of(isolation, TORN) == "crashed"
        assert code_of(isolation, TORN) == "broken"


def kill_soon(pid: int) -> None:
    time.sleep(0.2)
    os.kill(pid, signal.SIGKILL)


def test_pages_are_parsed_without_any_worker() -> None:
    before = workers_of(os.getpid())
    with pytest.raises(Refusal, match="annual report"):
        parse_isolated("<html><body><p>今天</p></body></html>".encode())
    assert workers_of(os.getpid()) == before
