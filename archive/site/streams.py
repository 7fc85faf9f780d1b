"""Long answers sent row by row, in flat memory, from a connection of their own.

They take none of Datasette's query threads and no time limit of a page, so that they may be whole however long they are.
A stream that fails breaks off without its proper end: whoever receives it sees an error, not a shorter file.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette.utils.asgi import AsgiStream

from archive.export import guarded, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Rows = Callable[[sqlite3.Connection], Iterable[Sequence[Any]]]

CHUNK = 500
"""Rows that are read and sent at a time."""
BOM = "\ufeff"


def csv_stream(datasette: Any, name: str, header: Sequence[str], rows: Rows) -> AsgiStream:
    """A CSV file to be saved, in UTF-8 with a byte order mark, guarded against formulas."""

    def lines(connection: sqlite3.Connection) -> Iterator[str]:
        yield BOM + as_csv([header])
        found = iter(rows(connection))
        while chunk := list(islice(found, CHUNK)):
            yield as_csv(chunk)

    return _stream(datasette, name, "text/csv; charset=utf-8", lines)


def json_stream(
    datasette: Any, head: dict[str, Any], header: Sequence[str], rows: Rows, name: str = "results"
) -> AsgiStream:
    """One JSON object: what `head` says, the list of rows under `name`, and at its end their ``count``."""

    def pieces(connection: sqlite3.Connection) -> Iterator[str]:
        yield _json(head)[:-1] + (", " if head else "") + f"{_json(name)}: [\n"
        count = 0
        found = iter(rows(connection))
        while chunk := list(islice(found, CHUNK)):
            text = ",\n".join(_json(dict(zip(header, row, strict=True))) for row in chunk)
            yield text if count == 0 else f",\n{text}"
            count += len(chunk)
        yield f'\n], "count": {count}}}\n'

    return _stream(datasette, "", "application/json; charset=utf-8", pieces)


def as_csv(lines: Iterable[Sequence[Any]]) -> str:
    """Lines as CSV text that no spreadsheet runs."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(value) for value in line] for line in lines)
    return out.getvalue()


def disposition(name: str) -> dict[str, str]:
    """The header that has a browser save a file under `name`."""
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "gongkai"
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _stream(
    datasette: Any, name: str, content_type: str, pieces: Callable[[sqlite3.Connection], Iterator[str]]
) -> AsgiStream:
    async def send(writer: Any) -> None:
        connection = await asyncio.to_thread(open_database, datasette.get_database().path)
        try:
            found = pieces(connection)
            while (piece := await asyncio.to_thread(next, found, None)) is not None:
                await writer.write(piece)
        finally:
            connection.close()

    headers = disposition(name) if name else {}
    return AsgiStream(send, headers=headers, content_type=content_type)
