"""Faults put into whole documents: the injected edit is among the smallest that are named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from parsers import parse
from tests.wild.faults import KINDS, inject

COUNT = 60


def cells_of(cause: dict[str, Any] | None) -> Iterator[set[str]]:
    for edit in cause["edits"] if cause else ():
        yield set(edit["cells"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_injected_edit_is_named(kind: str) -> None:
    named = total = 0
    for seed in range(1000, 1000 + COUNT):
        wild, fault = inject(seed, kind, medium="html")
        if fault.detectable:
            report = parse(wild.body, content_type=wild.content_type)
            total += 1
            edits = [cells for problem in report.problems for cells in cells_of(problem.cause)]
            named += any(set(fault.before) <= cells for cells in edits)
    assert total >= COUNT / 8
    assert named >= 0.95 * total


def test_edits_say_what_is_printed_and_what_would_stand_there() -> None:
    wild, fault = inject(1, "digit edit", medium="html", era="2021")
    report = parse(wild.body, content_type=wild.content_type)
    [path] = fault.before
    edits = [e for p in report.problems if p.cause for e in p.cause["edits"] if e["cells"] == [path]]
    assert edits
    assert edits[0]["from"] == [fault.after[path]]
    assert edits[0]["to"] == [fault.before[path]]
    assert edits[0]["text_zh"].endswith("。")
    assert str(fault.before[path]) in edits[0]["text_en"]


def test_the_value_stays_as_published() -> None:
    wild, fault = inject(1, "digit edit", medium="html", era="2021")
    cells = {c.path: c.value for c in parse(wild.body, content_type=wild.content_type).cells}
    assert {path: cells[path] for path in fault.after} == fault.after
