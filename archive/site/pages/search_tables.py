"""Search in every table at once: what Datasette's own table search finds, table by table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from archive.schema import load_schema
from archive.site.pages.common import page, rows

FIRST = 5
"""Rows of a table that are shown; the table's own page has them all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one table holds: `count` rows, None where counting took too long, the first of them, and where the rest is."""

    table: str
    url: str
    count: int | None
    rows: list[dict[str, Any]]


async def search_tables(datasette: Any, request: Any) -> Any:
    """``/-/search?q=``"""
    query = (request.args.get("q") or "").strip()
    found = await _found(datasette, query)
    return await page(datasette, request, "search_tables.html", q=query, found=found)


async def search_tables_json(datasette: Any, request: Any) -> Any:
    """``/-/search.json?q=``"""
    query = (request.args.get("q") or "").strip()
    tables = [{"table": one.table, "count": one.count, "rows": one.rows} for one in await _found(datasette, query)]
    return Response.json({"q": query, "tables": tables})


async def _found(datasette: Any, query: str) -> list[Found]:
    """Asked as Datasette's table pages ask, through the same query builder, so that they and this page cannot differ."""
    database = datasette.get_database(load_schema().name)
    found = []
    for table in [table.name for table in load_schema().tables] if query else []:
        index = await database.fts_table(table)
        if index:
            holds = f"from {table} where rowid in (select rowid from {index} where {index} match escape_fts(:q))"  # noqa: S608
            first = await rows(datasette, f"select * {holds} limit {FIRST}", {"q": query})
            url = datasette.urls.table(database.name, table)
            found.append(Found(table, url, await _count(datasette, holds, query), [dict(row) for row in first]))
    return found


async def _count(datasette: Any, holds: str, query: str) -> int | None:
    try:
        return int((await rows(datasette, f"select count(*) {holds}", {"q": query}))[0][0])
    except QueryInterrupted:
        return None
