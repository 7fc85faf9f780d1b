"""Broken and hostile files: each ends in a report or in a named reason, soon. Ten thousand: ``benchmarks/mutated_files.py``."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from benchmarks.fuzz import Hang, on_alarm
from parsers import Refusal, parse
from tests.support.office.broken import broken, hostile_files, whole_files

REASONS = {
    "encrypted",
    "broken",
    "too_large",
    "unsupported_format",
    "needs_ocr",
    "not_a_report",
    "undecodable",
    "empty",
}


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def outcome(body: bytes) -> str:
    try:
        parse(body)
    except Refusal as refusal:
        return refusal.code
    return "report"


def test_whole_files_are_reports() -> None:
    assert {name: outcome(body) for name, body in whole_files().items() if outcome(body) != "report"} == {}


@pytest.mark.parametrize("batch", range(6))
def test_broken_files_end_in_a_report_or_a_named_reason(batch: int) -> None:
    for n in range(50):
        name, body = broken(f"{batch}/{n}")
        assert outcome(body) in REASONS | {"report"}, (name, batch, n)


@pytest.mark.parametrize("name", hostile_files())
def test_hostile_files_are_refused_by_name(name: str) -> None:
    assert outcome(hostile_files()[name]) in REASONS


def test_a_code_page_that_nobody_knows_is_no_fault() -> None:
    with pytest.raises(Refusal) as refusal:
        parse(rb"{\rtf1\ansi\ansicpg93 \'c4\'ea\par}")
    assert refusal.value.code == "not_a_report"


def test_a_hang_is_no_refusal() -> None:
    assert not issubclass(Hang, Refusal)
