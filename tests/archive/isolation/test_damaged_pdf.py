"""Damaged PDF files: each ends in a report or a named refusal, none in a fault of ours."""

from __future__ import annotations

import random

from archive.demo.web import build
from archive.isolation import Isolation, parse_isolated
from parsers import Refusal

WEB = build()
BODY = next(WEB.pages[report.files[0]].body for report in WEB.truth.reports if report.is_file)
NAMED = {"broken", "encrypted", "too_large", "not_a_report", "needs_ocr", "crashed", "timeout", "empty", "undecodable"}


def damaged(seed: int) -> bytes:
    rng = random.Random(seed)
    data = bytearray(BODY)
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    if seed % 3 == 0:
        del data[rng.randrange(64, len(data)) :]
    return bytes(data)


def test_every_damaged_file_ends_in_a_report_or_a_named_refusal() -> None:
    ends = set()
    with Isolation() as isolation:
        for seed in range(120):
            try:
                parse_isolated(damaged(seed), isolation=isolation)
                ends.add("report")
            except Refusal as refusal:
                ends.add(refusal.code)
    assert ends <= NAMED | {"report"}
    assert {"report", "broken"} <= ends
