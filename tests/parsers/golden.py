"""Golden pairs: a page, and what must be read from it, in a form that a person can review.

A folder of ``tests/fixtures/reports`` holds ``input.html`` or ``input.txt``, ``meta.json`` (``note``: what the page is for; ``url``,
``content_type`` where they matter) and ``expected.json``. A missing ``expected.json`` is drafted from the parser with
``"reviewed": false``; its tests fail until a person has compared it with the page and the form and says true.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from parsers import Report, parse
from parsers.model import Cell

FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
FIELDS = ("title", "agency", "year", "published_on", "form", "forms", "status")
TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation", "statistics")


def names() -> list[str]:
    """Every fixture."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def input_of(name: str) -> Path:
    """The one input of a fixture."""
    (path,) = (FOLDER / name).glob("input.*")
    return path


def meta_of(name: str) -> dict[str, Any]:
    """What is known about the page beside its bytes."""
    loaded: dict[str, Any] = json.loads((FOLDER / name / "meta.json").read_text(encoding="utf-8"))
    return loaded


@cache
def report_of(name: str) -> Report:
    """The fixture parsed."""
    meta = meta_of(name)
    return parse(input_of(name).read_bytes(), url=meta.get("url"), content_type=meta.get("content_type"))


@cache
def expected_of(name: str) -> dict[str, Any]:
    """What must be read; drafted where nobody has said it yet."""
    path = FOLDER / name / "expected.json"
    if not path.exists():
        draft = {"reviewed": False, **shape(report_of(name))}
        path.write_text(json.dumps(draft, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def shape(report: Report) -> dict[str, Any]:
    """A report in the form of ``expected.json``."""
    cells: dict[str, dict[str, dict[str, Any]]] = {}
    for cell in report.cells:
        cells.setdefault(cell.table, {}).setdefault(cell.row, {})[cell.column] = cell_shape(cell)
    return {
        **{field: getattr(report, field) for field in FIELDS},
        "sections": [
            {"number": s.number, "key": s.key, "heading": s.heading, "lines": s.text.split("\n") if s.text else []}
            for s in report.sections
        ],
        "cells": cells,
        "extra_rows": [{"table": r.table, "label": r.label, "raw": list(r.raw)} for r in report.extra_rows],
        "problems": problems(report),
    }


def cell_shape(cell: Cell) -> Any:
    """A plain number as itself; anything else as an object with what stands on the page."""
    plain = cell.kind == "number" and cell.raw == str(cell.value) and not (cell.unit or cell.merged)
    if plain:
        return cell.value
    out: dict[str, Any] = {"raw": cell.raw, "kind": cell.kind}
    if cell.value is not None:
        out["value"] = cell.value
    if cell.unit:
        out["unit"] = cell.unit
    if cell.merged:
        out["merged"] = True
    return out


def problems(report: Report) -> list[dict[str, Any]]:
    """Errors, warnings that name cells, and cells merged; remarks on the text alone have tests of their own."""
    found = [
        {"rule": p.rule, "severity": p.severity, "cells": sorted(p.cells)}
        for p in report.problems
        if p.severity == "error" or (p.cells and (p.severity == "warning" or p.rule == "S-MERGED"))
    ]
    return sorted(found, key=lambda p: (p["rule"], p["cells"]))
