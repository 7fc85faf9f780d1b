"""Whose slip it is: a bug planted in the first reading is ours, a slip printed on the page is the agency's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import parsers.readers.html_table
import parsers.tables.reading
import parsers.tables.requests
from parsers import parse
from parsers.covering import Covering, covering_of
from parsers.model import Report
from parsers.tables import known
from parsers.tables.header import read_leaves
from parsers.tables.requests import _key_of
from parsers.text import Value, read_value
from tests.wild import WildReport, generate
from tests.wild.faults import inject

CLEAN = {
    "era": "2021", "medium": "html", "size": "many", "slip": "none", "zero": "0", "totals": "printed", "blank_table": "none",
    "dropped_row": "none", "previous_year": "none", "t3_header": "official", "groups": "spans", "thousands": "comma",
    "subtotals": "none", "t3_missing_column": "none", "t3_extra_column": "none", "merged_values": "none",
    "span_error": "none", "spacer": "none", "text_value": "none", "repeated_header": "none", "nesting": "none",
}  # fmt: skip
RULES = ("T3-ROW", "T3-RESULT", "T3-FLOW", "T4-GROUP")
SEEDS = (1, 2, 5, 8)


@pytest.fixture(autouse=True)
def _no_layout_is_known() -> Iterator[None]:
    """What a planted bug makes of a table is not remembered."""
    known.forget()
    yield
    known.forget()


def verdicts(report: Report) -> set[str]:
    """The verdicts on all broken identities; each must have one."""
    return {
        problem.cause["verdict"] if problem.cause else "none" for problem in report.problems if problem.rule in RULES
    }


def read(wild: WildReport) -> Report:
    return parse(wild.body, content_type=wild.content_type)


def grid_swaps_the_last_two_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*args: Any) -> Covering:
        found = covering_of(*args)
        rows = [tuple(range(row.start, row.stop)) if isinstance(row, slice) else row for row in found.rows]
        return found._replace(rows=[(*row[:-2], row[-1], row[-2]) if len(row) > 7 else row for row in rows])

    monkeypatch.setattr(parsers.readers.html_table, "covering_of", planted)
    monkeypatch.setattr(parsers.readers.html_table, "_kept_frame", parsers.readers.html_table._frame)


def labels_confuse_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = {"results.total": "results.disclosed", "results.disclosed": "results.total"}

    def planted(asked: tuple[str | None, ...]) -> tuple[str | None, str | None]:
        key, group = _key_of(asked)
        return mixed.get(key or "", key), group

    monkeypatch.setattr(parsers.tables.requests, "_key_of", planted)


def columns_stand_in_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*args: Any, **named: Any) -> Any:
        leaves = read_leaves(*args, **named)
        if leaves:
            keys = [leaf.key for leaf in leaves]
            leaves = [leaf._replace(key=key) for leaf, key in zip(leaves, [keys[-1], *keys[:-1]], strict=True)]
        return leaves

    monkeypatch.setattr(parsers.tables.requests, "read_leaves", planted)


def numbers_lose_what_follows_the_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(text: str) -> Value:
        value = read_value(text)
        return value if value.kind != "number" or len(text) < 3 else read_value(text[: len(text) - 1])

    monkeypatch.setattr(parsers.tables.reading, "read_value", planted)


BUGS = (
    grid_swaps_the_last_two_cells,
    labels_confuse_two_rows,
    columns_stand_in_another_order,
    numbers_lose_what_follows_the_comma,
)


@pytest.mark.parametrize("bug", BUGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_bug_is_ours(bug: Callable[[pytest.MonkeyPatch], None], seed: int) -> None:
    wild = generate(seed, **CLEAN)
    assert not verdicts(read(wild)), "the page itself adds up"
    with pytest.MonkeyPatch.context() as monkeypatch:
        bug(monkeypatch)
        report = read(wild)
    assert verdicts(report) == {"ours"}
    truth = {f"{c['table']}/{c['row']}/{c['column']}": c.get("value") for c in wild.truth["cells"]}
    for problem in report.problems:
        for differing in problem.cause["differing"] if problem.cause and problem.rule in RULES else ():
            assert differing["second"] == truth[differing["cell"]]


@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("kind", ["digit edit", "swap"])
def test_a_printed_slip_is_the_agencys(seed: int, kind: str) -> None:
    wild, fault = inject(seed, kind, **(CLEAN | {"era": "2021"}))
    found = verdicts(read(wild))
    assert found == ({"agency"} if fault.broken else set())


@pytest.mark.parametrize("dialect", ["D1", "D2", "D3", "D4", "D5", "D7"])
def test_flattened_text_is_judged_too(dialect: str) -> None:
    wild, fault = inject(3, "digit edit", **(CLEAN | {"medium": "text", "dialect": dialect}))
    assert fault.broken
    assert verdicts(read(wild)) == {"agency"}
    clean = generate(3, **(CLEAN | {"medium": "text", "dialect": dialect}))
    with pytest.MonkeyPatch.context() as monkeypatch:
        numbers_lose_what_follows_the_comma(monkeypatch)
        assert verdicts(read(clean)) == {"ours"}


def test_a_page_that_cannot_be_read_again_is_undecidable(monkeypatch: pytest.MonkeyPatch) -> None:
    wild, _ = inject(1, "digit edit", **CLEAN)
    monkeypatch.setattr("parsers.second.rows_of_page", lambda text: [])
    assert verdicts(read(wild)) == {"undecidable"}


def test_a_row_that_only_the_second_reading_finds_is_ours() -> None:
    wild = generate(1, **CLEAN)

    def planted(asked: tuple[str | None, ...]) -> tuple[str | None, str | None]:
        return (None, asked[0]) if "国家秘密" in "".join(filter(None, asked)) else _key_of(asked)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(parsers.tables.requests, "_key_of", planted)
        monkeypatch.setattr(parsers.tables.requests, "is_like", lambda *args: False)
        report = read(wild)
    missing = [p for p in report.problems if p.rule == "S-ROW" and p.cells[0].startswith("requests/")]
    assert [p.cause["verdict"] for p in missing if p.cause] == ["ours"]


def test_nothing_is_read_again_where_all_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **named: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("parsers.second.read_again", never)
    report = read(generate(2, **CLEAN))
    assert not verdicts(report)
