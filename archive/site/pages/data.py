"""Everything to take away: the database, every table whole, and the dictionary that says what each column means."""

from __future__ import annotations

from typing import Any

from archive.schema import Entry, entries, load_schema
from archive.site.pages.common import csv_download, one, page


async def data(datasette: Any, request: Any) -> Any:
    """``/data``"""
    counted = datasette.gongkai.counted
    if "tables" not in counted:
        counted["tables"] = [
            {"about": table, "count": (await one(datasette, f'select count(*) as n from "{table.name}"'))["n"]}  # noqa: S608
            for table in load_schema().tables
        ]
    size = datasette.gongkai.layout.database.stat().st_size
    return await page(datasette, request, "data.html", here="/data", tables=counted["tables"], bytes=size)


async def dictionary_csv(datasette: Any, request: Any) -> Any:  # noqa: ARG001  Datasette passes arguments by name
    """``/data/dictionary.csv``: one line a column."""
    return csv_download("gongkai-dictionary.csv", Entry._fields, entries())
