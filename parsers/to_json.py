"""A report as the JSON object of the public interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parsers.model import Cell, Report


def report_to_json(report: Report, source: str) -> dict[str, Any]:
    """The object that ``gongkai parse`` prints; `source` is the file as the user named it."""
    return {
        "source": source,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "published_on": report.published_on,
        "form": report.form,
        "forms": report.forms,
        "status": report.status,
        "sections": [{"number": s.number, "key": s.key, "heading": s.heading, "text": s.text} for s in report.sections],
        "cells": [_cell(cell) for cell in report.cells],
        "extra_rows": [
            {"table": r.table, "label": r.label, "raw": list(r.raw), "locator": r.locator} for r in report.extra_rows
        ],
        "problems": [
            {"rule": p.rule, "severity": p.severity, "message": p.message, "cells": list(p.cells)}
            | ({"cause": p.cause} if p.cause else {})
            for p in report.problems
        ],
        "metadata": {
            name: {"value": fact.value, "basis": fact.basis, "inferred": fact.inferred}
            | ({"where": fact.where} if fact.where else {})
            for name, fact in sorted(report.metadata.items())
        },
        "facts": list(report.facts),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    out: dict[str, Any] = {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "raw": cell.raw,
        "kind": cell.kind,
        "value": cell.value,
        "locator": cell.locator,
    }
    if cell.unit:
        out["unit"] = cell.unit
    if cell.merged:
        out["merged"] = True
    if cell.derived is not None:
        out["derived"] = cell.derived
    return out
