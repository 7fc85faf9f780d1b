"""A thousand broken documents: each ends in a report or in a refusal, soon. A hundred thousand: ``benchmarks/fuzz.py``."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator

import pytest

from benchmarks.fuzz import SECONDS, Hang, on_alarm, outcome
from parsers import Refusal, parse
from tests.parsers.mutate import BOMBS, MUTATIONS, NESTS, WORDS, mutate
from tests.parsers.sources import sources

ROUNDS = 60
OUTCOMES = {"report", "empty", "not_a_report", "undecodable", "unsupported_format", "needs_ocr", "broken"}


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """A hang is a failure; the limit is far above anything measured."""
    before = signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(4 * SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
def test_one_mutation_many_times(mutation) -> None:  # type: ignore[no-untyped-def]
    rng = random.Random(mutation.__name__)
    for _ in range(ROUNDS):
        assert outcome(mutation(rng, rng.choice(sources()))) in OUTCOMES


def test_mutations_on_mutations() -> None:
    rng = random.Random(7)
    for _ in range(120):
        body, _ = mutate(rng, rng.choice(sources()))
        assert outcome(body) in OUTCOMES


@pytest.mark.parametrize(
    "junk", [*BOMBS, *(opening * 30_000 for opening, _ in NESTS), *WORDS], ids=lambda b: repr(b[:12])
)
def test_nothing_but_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(Refusal):
        parse(junk)


@pytest.mark.parametrize("charset", ["undefined", "hex", "unicode_escape", "punycode", "utf-16", "none", "\u4e2d"])
def test_a_declared_charset_that_is_none_does_no_harm(charset: str) -> None:
    body = next(b for b in sources() if b"charset" in b and b.startswith(b"<"))
    text = parse(body)
    wrong = body.decode("utf-8", "ignore").replace("charset=", f"charset={charset} x=", 1).encode("gb18030", "ignore")
    assert parse(wrong).cells == text.cells


def test_an_alarm_is_not_taken_for_a_refusal() -> None:
    assert not issubclass(Hang, Refusal)
