"""One report as files: every cell as CSV, all of it as JSON, its citation as BibTeX."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from datasette.utils.asgi import Response

from archive.build.provenance import decode
from archive.site.pages.cited import cited
from archive.site.pages.common import csv_download, one, rows
from archive.site.pages.report import extra_rows_of, find_report, problems_of
from archive.site.pages.values import values_of
from archive.site.streams import disposition

HEADER = ("report_id", "agency", "year", "table", "row", "column", "kind", "value", "raw", "unit", "derived")


async def report_csv(datasette: Any, request: Any) -> Any:
    """``/report/<id>.csv``: every cell of the report, one a line."""
    row = await find_report(datasette, request)
    values = await values_of(datasette, row["id"])
    about = (row["id"], row["agency"], row["year"])
    lines = [(*about, v.table, v.row, v.column, v.kind, v.value, v.raw, v.unit, v.derived) for v in values.values()]
    return csv_download(f"gongkai-{row['id']}.csv", HEADER, lines)


async def report_json(datasette: Any, request: Any) -> Any:
    """``/report/<id>.json``: the record, its capture, sections, cells with their places, further rows, findings, citations."""
    row = await find_report(datasette, request)
    by_id = {"id": row["id"]}
    places = {
        f"{found['table']}/{key}/{column}": locator
        for found in await rows(datasette, 'select "table", locators from provenance where report_id = :id', by_id)
        for (key, column), locator in decode(found["locators"]).items()
    }
    sections = await rows(datasette, "select number, key, heading, text from sections where report_id = :id order by position", by_id)  # fmt: skip
    capture = await one(datasette, "select * from captures where id = :id", {"id": row["capture_id"]})
    return Response.json(
        {
            "report": dict(row),
            "capture": dict(capture) if capture else None,
            "sections": [dict(section) for section in sections],
            "cells": [
                {
                    "cell": value.path, "kind": value.kind, "value": value.value, "raw": value.raw, "unit": value.unit,
                    "derived": value.derived, "locator": places.get(value.path),
                }
                for value in (await values_of(datasette, row["id"])).values()
            ],
            "extra_rows": await extra_rows_of(datasette, row["id"]),
            "problems": await problems_of(datasette, row["id"]),
            "citations": asdict(await cited(datasette, request, row)),
        }
    )  # fmt: skip


async def report_bib(datasette: Any, request: Any) -> Any:
    """``/report/<id>.bib``"""
    row = await find_report(datasette, request)
    said = await cited(datasette, request, row)
    return Response(said.bibtex, headers=disposition(f"{row['id']}.bib"), content_type="text/plain; charset=utf-8")
