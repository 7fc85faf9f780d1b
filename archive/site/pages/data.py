"""Everything to take away: the database, whole files made in advance, every table, extracts, and the dictionary."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response

from archive.export import Extract, open_database
from archive.schema import Entry, entries, load_schema
from archive.site.figures import kept
from archive.site.files import FileAnswer
from archive.site.pages.asking import OFFERED, Asked, asked, options
from archive.site.pages.common import csv_download, page
from archive.site.pages.extract import KINDS, MOST
from archive.site.prebuilt import ABOUT, Prebuilt, prebuilt

if TYPE_CHECKING:
    from archive.schema import Table
    from archive.site.pages.finding import Counts


async def data(datasette: Any, request: Any) -> Any:
    """``/data``; filters in the address are those that the form for extracts begins with."""
    counts, as_of = await counted(datasette)
    ready = await asyncio.to_thread(prebuilt, datasette.gongkai.layout)
    ask: Asked = asked(request)
    nothing: Counts = {name: Counter() for name in OFFERED}
    return await page(
        datasette,
        request,
        "data.html",
        here="/data",
        tables=[_row(table, counts[table.name], ready) for table in load_schema().tables],
        bytes=datasette.gongkai.layout.database.stat().st_size,
        as_of=as_of,
        ready=ready,
        older={kind for kind, export in ready.items() if (export.rows(), export.as_of) != (counts, as_of)},
        about_files=ABOUT,
        options=await options(datasette, ask, nothing),
        kinds=KINDS,
        most=MOST,
    )


async def data_json(datasette: Any, request: Any) -> Any:  # noqa: ARG001  Datasette passes arguments by name
    """``/data.json``: every table with its rows and columns, and the files that lie ready."""
    counts, as_of = await counted(datasette)
    ready = await asyncio.to_thread(prebuilt, datasette.gongkai.layout)
    tables = [
        {"name": table.name, "rows": counts[table.name], "columns": list(table.column_names())}
        for table in load_schema().tables
    ]
    files = [
        {"format": kind, "as_of": export.as_of, "files": list(export.files.values())} for kind, export in ready.items()
    ]
    return Response.json({"as_of": as_of, "tables": tables, "exports": files})


async def data_file(datasette: Any, request: Any) -> Any:
    """``/data/files/<format>/<file>``: one file of an export that lies ready."""
    export = (await asyncio.to_thread(prebuilt, datasette.gongkai.layout)).get(request.url_vars["kind"])
    name = unquote(request.url_vars["name"])
    path = export.path(name) if export else None
    if export is None or path is None or not path.is_file():
        raise NotFound(
            "没有这个文件：导出由 gongkai export 预先做好。There is no such file; exports are made in advance."
        )
    return FileAnswer(path, tag=export.tag(name), request=request)


async def dictionary_csv(datasette: Any, request: Any) -> Any:  # noqa: ARG001  Datasette passes arguments by name
    """``/data/dictionary.csv``: one line a column."""
    return csv_download("gongkai-dictionary.csv", Entry._fields, entries())


async def counted(datasette: Any) -> tuple[dict[str, int], str | None]:
    """Rows of every table and the day of the newest capture; counted once for a database, outside its time limit."""
    path = datasette.get_database().path
    return await kept(datasette, "tables", lambda: asyncio.to_thread(_count, path))


def _count(path: str) -> tuple[dict[str, int], str | None]:
    with closing(open_database(path)) as connection:
        extract = Extract(connection)
        return extract.counts(), extract.as_of()


def _row(table: Table, count: int, ready: dict[str, Prebuilt]) -> dict[str, Any]:
    files = {kind: f"{table.name}.{kind}" for kind in ("csv", "parquet")}
    there = {kind: name for kind, name in files.items() if kind in ready and name in ready[kind].files}
    return {"about": table, "count": count, "files": there}
