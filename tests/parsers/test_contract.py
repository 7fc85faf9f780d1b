"""What every parse promises: the shape of the JSON, cells once each, locators that lead back, real reports exactly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from parsers import Refusal, parse
from parsers.model import Cell
from parsers.to_json import report_to_json
from tests.wild import generate

KINDS = {"number", "blank", "slash", "dash", "none_word", "text"}
SHARED = Path(__file__).parents[3] / "shared" / "reports"
REAL = sorted(p for p in SHARED.glob("*.truth.json") if not p.name.startswith("2023")) if SHARED.exists() else []


def as_json(seed: int, **knobs: Any) -> tuple[dict[str, Any], bytes]:
    wild = generate(seed, **knobs)
    return report_to_json(parse(wild.body, content_type=wild.content_type), wild.file), wild.body


@pytest.mark.parametrize("seed", range(40))
def test_shape(seed: int) -> None:
    report, _ = as_json(seed, medium="html")
    again = json.loads(json.dumps(report, ensure_ascii=False))
    assert again == report
    paths = [(c["table"], c["row"], c["column"]) for c in report["cells"]]
    assert len(paths) == len(set(paths))
    for cell in report["cells"]:
        assert cell["kind"] in KINDS
        assert (cell["value"] is not None) == (cell["kind"] == "number")
    for problem in report["problems"]:
        assert problem["severity"] in {"error", "warning", "info"}
        assert all(path.count("/") == 2 for path in problem["cells"])


@pytest.mark.parametrize("seed", range(30))
def test_locators_lead_back_to_the_cell(seed: int) -> None:
    report, body = as_json(seed, medium="html", charset="utf-8")
    tables = list(html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8")).iter("table"))
    for cell in report["cells"]:
        table = tables[cell["locator"]["table"]]
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        found = list(rows[cell["locator"]["row"]].iterchildren("td", "th"))[cell["locator"]["cell"]]
        digits = "".join("".join(found.itertext()).replace("\u200b", "").split())
        assert "".join(cell["raw"].split()) == digits.replace("\ufeff", "")


@pytest.mark.parametrize("truth_file", REAL, ids=lambda p: p.name)
def test_real_reports_cell_by_cell(truth_file: Path) -> None:
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    report = parse((SHARED / truth["file"]).read_bytes())
    got = {(c.table, c.row, c.column): c.value for c in report.cells}
    assert {k: got.get(k) for k in got} == {(c["table"], c["row"], c["column"]): c["value"] for c in truth["cells"]}
    assert (report.year, report.agency) == (truth["year"], truth["agency"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "unsupported_format"),
        (b"<html><body><p>\xe4\xbb\x8a\xe5\xa4\xa9</p></body></html>", "not_a_report"),
        (b"plain words and no more", "not_a_report"),
        (b"\xff\x81\xff\x02" * 40, "undecodable"),
    ],
)
def test_what_is_no_report_is_refused_by_name(body: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(body)
    assert refusal.value.code == code


CHANGED_COLUMNS = [("t3_extra_column", "remark"), ("t3_extra_column", "unknown kind"), ("t3_missing_column", "one")]


def lacks(cells: tuple[Cell, ...]) -> bool:
    return len({c.column for c in cells if c.table == "requests"}) < 7


@pytest.mark.parametrize(("knob", "value"), CHANGED_COLUMNS)
def test_a_column_too_many_or_too_few_never_shifts_numbers(knob: str, value: str) -> None:
    lacking = 0
    for seed in range(12):
        wild = generate(seed, era="2021", medium="html", **{knob: value})
        truth = {(c["table"], c["row"], c["column"]): c["value"] for c in wild.truth["cells"]}
        report = parse(wild.body, content_type=wild.content_type)
        assert all(truth.get((c.table, c.row, c.column)) == c.value for c in report.cells if c.value is not None)
        if any(c["kind"] == "empty" and c["table"] == "requests" for c in wild.truth["cells"]) or lacks(report.cells):
            lacking += 1
            assert any(p.rule == "S-COLUMNS" for p in report.problems)
    assert lacking or knob == "t3_extra_column"
