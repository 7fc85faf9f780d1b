"""What every parse promises: the shape of the JSON, cells once each, locators that lead back, real reports exactly."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from parsers import Refusal, parse
from parsers.form import load_form
from parsers.model import Cell
from parsers.statistics_form import load_statistics
from parsers.to_json import report_to_json
from tests.parsers.golden import input_of, names, report_of
from tests.wild import generate

KEYS = {
    "source": str, "title": (str, type(None)), "agency": (str, type(None)), "year": (int, type(None)), "form": str, "forms": dict,
    "published_on": (str, type(None)), "sections": list, "cells": list, "extra_rows": list, "problems": list,
    "status": str, "metadata": dict, "facts": list,
}  # fmt: skip
CELL = {"table", "row", "column", "raw", "kind", "value", "locator"}
MAYBE = {"unit", "merged", "derived"}
FORMS = {"2021", "2019", "2014", "local", "free"}
KINDS = {"number", "blank", "slash", "dash", "none_word", "text"}
SHARED = Path(__file__).parents[3] / "shared" / "reports"
REAL = sorted(SHARED.glob("*.truth.json")) if SHARED.exists() else []


def as_json(seed: int, **knobs: Any) -> tuple[dict[str, Any], bytes]:
    wild = generate(seed, **knobs)
    return report_to_json(parse(wild.body, content_type=wild.content_type), wild.file), wild.body


def known_paths() -> set[str]:
    """Every path that the form has."""
    form = load_form()
    paths = {f"proactive_disclosure/{r.key}/{c.key}" for b in form.blocks for r in b.rows for c in b.columns}
    paths |= {f"requests/{r.key}/{a.key}" for r in form.requests for a in form.applicants}
    paths |= {f"reconsideration_and_litigation/{c.key}/{o.key}" for c in form.cases for o in form.outcomes}
    return paths | {f"statistics/{i.key}/value" for i in load_statistics().indicators if i.key}


PATHS = known_paths()


@pytest.mark.parametrize("seed", range(120))
def test_shape(seed: int) -> None:
    report, _ = as_json(seed)
    assert json.loads(json.dumps(report, ensure_ascii=False, allow_nan=False)) == report
    assert report.keys() == KEYS.keys()
    assert all(isinstance(report[key], kinds) for key, kinds in KEYS.items())
    assert {report["form"], *report["forms"].values()} <= FORMS
    assert report["published_on"] is None or date.fromisoformat(report["published_on"])
    for section in report["sections"]:
        assert section.keys() == {"number", "key", "heading", "text"}
        assert section["key"] is None or section["key"] in {s.key for s in load_form().sections}
    for row in report["extra_rows"]:
        assert row.keys() == {"table", "label", "raw", "locator"}
        assert all(isinstance(text, str) for text in row["raw"])


@pytest.mark.parametrize("seed", range(120))
def test_cells_and_problems(seed: int) -> None:
    report, _ = as_json(seed)
    paths = ["/".join((c["table"], c["row"], c["column"])) for c in report["cells"]]
    assert len(paths) == len(set(paths))
    assert set(paths) <= PATHS
    for cell in report["cells"]:
        assert CELL <= cell.keys() <= CELL | MAYBE
        assert cell["kind"] in KINDS
        assert (cell["value"] is not None) == (cell["kind"] == "number")
        assert "unit" not in cell or cell["kind"] == "number"
        assert cell.get("merged", True) is True
    for problem in report["problems"]:
        assert problem.keys() - {"cause"} == {"rule", "severity", "message", "cells"}
        assert problem["severity"] in {"error", "warning", "info"}
        assert problem["message"]
        assert set(problem["cells"]) <= PATHS
        assert len(problem["cells"]) == len(set(problem["cells"]))


def printed(found: Any) -> str:
    """What stands in an element, without white space and invisible marks."""
    return "".join(c for c in "".join(found.itertext()) if not c.isspace() and c not in "\u200b\ufeff\u2060")


@pytest.mark.parametrize("seed", range(60))
def test_locators_lead_back_to_the_cell(seed: int) -> None:
    """A second reader that counts tables, rows and cells of the same bytes finds the same text at every locator."""
    report, body = as_json(seed, medium="html")
    tree = html.document_fromstring(plain(body).encode(), parser=html.HTMLParser(encoding="utf-8"))
    tables = list(tree.iter("table"))
    for cell in [*report["cells"], *report["extra_rows"]]:
        table = tables[cell["locator"]["table"]]
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        found = list(rows[cell["locator"]["row"]].iterchildren("td", "th"))[cell["locator"]["cell"]]
        raw = cell["raw"] if isinstance(cell["raw"], str) else cell["raw"][0]
        assert "".join(raw.split()) == printed(found)


def plain(body: bytes) -> str:
    """The text of a document whose charset is one of two."""
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return body.decode("gb18030")


@pytest.mark.parametrize("seed", range(40))
def test_locators_lead_back_to_the_line(seed: int) -> None:
    report, body = as_json(seed, medium="text")
    lines = [unicodedata.normalize("NFKC", line) for line in plain(body).splitlines()]
    for cell in report["cells"]:
        raw = unicodedata.normalize("NFKC", cell["raw"])
        assert "".join(raw.split()) in "".join(lines[cell["locator"]["line"] - 1].split())


def test_golden_inputs_lead_back_too() -> None:
    for name in names():
        if input_of(name).suffix != ".html":
            continue
        text = plain(input_of(name).read_bytes())
        tables = list(html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).iter("table"))
        for cell in report_of(name).cells:
            rows = [
                r
                for r in tables[cell.locator["table"]].iter("tr")
                if next(r.iterancestors("table")) is tables[cell.locator["table"]]
            ]
            found = list(rows[cell.locator["row"]].iterchildren("td", "th"))[cell.locator["cell"]]
            assert "".join(cell.raw.split()) == printed(found)


@pytest.mark.parametrize("truth_file", REAL, ids=lambda p: p.name)
def test_real_reports_cell_by_cell(truth_file: Path) -> None:
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    report = parse((SHARED / truth["file"]).read_bytes())
    got = {(c.table, c.row, c.column): (c.kind, c.value) for c in report.cells}
    wanted = {(c["table"], c["row"], c["column"]): (c["kind"], c["value"]) for c in truth["cells"]}
    bare = {path for path, (kind, _) in wanted.items() if kind == "empty"}
    assert all(got.pop(path, ("blank", None)) == ("blank", None) for path in bare)
    assert got == {path: value for path, value in wanted.items() if path not in bare}
    agencies = truth["agency"] if isinstance(truth["agency"], list) else [truth["agency"]]
    assert report.year == truth["year"]
    assert report.agency in agencies


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "broken"),
        (b"\x89PNG\r\n\x1a\n ...", "broken"),
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
