"""Extracts by filters, made when they are asked for by the same code as `gongkai export --where`, as one zip file."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import BadRequest, NotFound

from archive.export import Extract, export, open_database
from archive.schema import load_schema
from archive.site.files import FileAnswer
from archive.site.pages.asking import chosen as chosen_in
from archive.site.streams import csv_stream

if TYPE_CHECKING:
    import sqlite3

    from archive.filters import Chosen
    from archive.site.safety import Send

KINDS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "sqlite": "SQLite"}
MOST = {"csv": 20_000, "parquet": 20_000, "xlsx": 5_000, "sqlite": 5_000}
"""Reports that an extract made on request may hold. More are refused, never cut."""


class Temporary(FileAnswer):
    """A file that goes with its folder when it has been sent."""

    def __init__(self, folder: Path, path: Path, request: Any) -> None:
        super().__init__(path, tag=folder.name, request=request)
        self._folder = folder

    async def asgi_send(self, send: Send) -> None:
        """Send, and delete the folder however that ends."""
        try:
            await super().asgi_send(send)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


async def extract(datasette: Any, request: Any) -> Any:
    """``/data/extract?format=csv&region=…&year=…``: all tables of the reports that fulfil the filters."""
    kind = request.args.get("format") or "csv"
    if kind not in KINDS:
        raise BadRequest(f"没有 {kind} 这一格式。There is no format {kind!r}; take one of {', '.join(KINDS)}.")
    chosen = _chosen(request)
    path = Path(datasette.get_database().path)
    count = await asyncio.to_thread(_count, path, chosen)
    if not count:
        raise BadRequest(f"没有符合条件的报告。No report fulfils {chosen.as_text()}.")
    if count > MOST[kind]:
        raise BadRequest(
            f"符合条件的报告有 {count:,} 份，在线提取 {KINDS[kind]} 以 {MOST[kind]:,} 份为限：请缩小范围、取预先做好的全部文件，"
            f"或用 gongkai export --where。{count:,} reports fulfil the filters; an extract as {KINDS[kind]} may hold "
            f"{MOST[kind]:,}. Narrow it down, take the whole files, or use `gongkai export --where`."
        )
    folder = Path(tempfile.mkdtemp(prefix="gongkai-"))
    try:
        made = await asyncio.to_thread(_make, path, folder, kind, chosen)
        return Temporary(folder, made, request)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


async def extract_table(datasette: Any, request: Any) -> Any:
    """``/data/extract/<table>.csv?region=…``: one table, streamed, whatever its length."""
    name = request.url_vars["table"]
    table = next((table for table in load_schema().tables if table.name == name), None)
    if table is None:
        raise NotFound(f"没有 {name} 这张表。There is no such table.")
    chosen = _chosen(request)

    def rows(connection: sqlite3.Connection) -> Any:
        return Extract(connection, chosen).rows(table)

    return csv_stream(datasette, f"gongkai-{table.name}.csv", table.column_names(), rows)


def _chosen(request: Any) -> Chosen:
    chosen = chosen_in(request)
    if not chosen:
        raise BadRequest("请给出至少一个条件；全部数据见 /data。Name at least one filter; everything is under /data.")
    return chosen


def _count(path: Path, chosen: Chosen) -> int:
    with closing(open_database(path)) as connection:
        return Extract(connection, chosen).count(load_schema().table("reports"))


def _make(path: Path, folder: Path, kind: str, chosen: Chosen) -> Path:
    out = folder / f"gongkai-{kind}"
    export(path, out, kind, progress=lambda *_: None, chosen=chosen)
    target = folder / f"gongkai-{kind}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for file in sorted(out.iterdir()):
            packed.write(file, file.name)
    shutil.rmtree(out)
    return target
