"""The parser on wild reports: every cell right or marked, slips found, no false alarm, faults convicted."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.model import Refusal, Report
from tests.wild import WildReport, faults, generate
from tests.wild.compare import Verdict, compare
from tests.wild.knobs import ALL, DIALECTS, ERAS

SEEDS = range(100_000, 100_400)
KNOB_VALUES = [(knob.name, value) for knob in ALL for value in knob.others]


def read(wild: WildReport) -> Report | None:
    try:
        return parse(wild.body, content_type=wild.content_type)
    except Refusal:
        return None


def verdict(wild: WildReport) -> Verdict:
    return compare(wild, read(wild))


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[WildReport, Verdict]]:
    reports = [generate(seed) for seed in SEEDS]
    return [(wild, verdict(wild)) for wild in reports]


def test_generator_is_deterministic_and_wide() -> None:
    assert [generate(seed) for seed in range(30)] == [generate(seed) for seed in range(30)]
    assert len(ALL) >= 40
    turned = [sum(str(k.plain) != w.truth["knobs"][k.name] for k in ALL) for w in map(generate, range(200))]
    assert 3 <= sum(turned) / len(turned) <= 16


def test_truth_of_clean_reports_satisfies_every_identity() -> None:
    for seed in range(150):
        truth = generate(seed).truth
        if not truth["clean"]:
            continue
        numbers = {(c["table"], c["row"], c["column"]): c["value"] or 0 for c in truth["cells"]}
        for (table, row, column), total in numbers.items():
            if column == "total" and truth["knobs"]["totals"] == "printed" and table != "statistics":
                assert total == sum(v for p, v in numbers.items() if p[:2] == (table, row) and p[2] != "total")


def of_medium(verdicts: list[tuple[WildReport, Verdict]], ending: str) -> list[tuple[WildReport, Verdict]]:
    return [(wild, v) for wild, v in verdicts if wild.file.endswith(ending)]


def test_cells_of_flattened_text_are_mostly_right(verdicts: list[tuple[WildReport, Verdict]]) -> None:
    """Text that lost its blanks or row ends is read where the marks suffice; the rest is named in docs/benchmarks.md."""
    verdicts = of_medium(verdicts, ".txt")
    assert sum(len(v.wrong) for _, v in verdicts) <= 0.03 * sum(v.cells for _, v in verdicts)


def test_cells_of_pages_are_right(verdicts: list[tuple[WildReport, Verdict]]) -> None:
    verdicts = of_medium(verdicts, ".html")
    cells = sum(v.cells for _, v in verdicts)
    wrong = [f"{w.file}: {path}" for w, v in verdicts for path in v.wrong]
    assert len(wrong) <= 0.0005 * cells, wrong[:20]
    hurt = [w.file for w, v in verdicts if v.wrong]
    assert len(hurt) <= 0.01 * len(verdicts), hurt


def test_no_number_of_a_page_is_silently_wrong(verdicts: list[tuple[WildReport, Verdict]]) -> None:
    assert [f"{w.file}: {path}" for w, v in of_medium(verdicts, ".html") for path in v.silent] == []


def test_slips_are_found_and_clean_reports_carry_no_error(verdicts: list[tuple[WildReport, Verdict]]) -> None:
    assert [(w.file, v.slip_missed) for w, v in verdicts if v.slip_missed] == []
    assert [(w.file, v.false_alarms) for w, v in verdicts if v.false_alarms] == []


def test_metadata_and_sections(verdicts: list[tuple[WildReport, Verdict]]) -> None:
    assert sum(bool(v.fields) for _, v in verdicts) <= 0.005 * len(verdicts)
    assert [(w.file, v.sections) for w, v in verdicts if v.sections] == []


PAIRS = [(dialect, era) for dialect in ("D8", *DIALECTS) for era in ERAS]


@pytest.mark.parametrize(("dialect", "era"), PAIRS)
def test_every_era_in_every_dialect(era: str, dialect: str) -> None:
    medium = "html" if dialect == "D8" else "text"
    for seed in range(4):
        wild = generate(seed, era=era, medium=medium, dialect=dialect)
        assert verdict(wild).wrong == [], wild.truth["knobs"]


@pytest.mark.parametrize(("knob", "value"), KNOB_VALUES, ids=[f"{name}={value!r}" for name, value in KNOB_VALUES])
def test_every_value_of_every_knob(knob: str, value: object) -> None:
    for seed in (7, 8):
        wild = generate(seed, **{knob: value})
        assert verdict(wild).wrong == [], wild.truth["knobs"]


@pytest.mark.parametrize("kind", faults.KINDS)
def test_detectable_faults_are_reported(kind: str) -> None:
    missed, count = [], 0
    for seed in range(80):
        wild, fault = faults.inject(seed, kind)
        if not fault.detectable:
            continue
        count += 1
        report = read(wild)
        named = {path for p in report.problems if p.severity != "info" for path in p.cells} if report else set()
        if not fault.before.keys() & named:
            missed.append((seed, fault.why, sorted(fault.before)[:2]))
    assert count >= 10
    assert len(missed) <= 0.005 * count, missed[:5]


@pytest.mark.parametrize("kind", faults.KINDS)
def test_undetectable_faults_break_no_identity(kind: str) -> None:
    for seed in range(60):
        _, fault = faults.inject(seed, kind)
        assert fault.detectable or not fault.broken
