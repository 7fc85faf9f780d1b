"""The whole result of a search to take away: every report found, whatever their number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import BadRequest

from archive.site.pages.asking import Asked, asked
from archive.site.streams import csv_stream, json_stream

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

COLUMNS = (
    "id", "year", "agency", "region_code", "admin_level", "agency_kind", "sector", "title", "published_on", "form", "status",
    "errors", "warnings", "url",
)  # fmt: skip


async def search_csv(datasette: Any, request: Any) -> Any:
    """``/search.csv``: one report a line."""
    ask = _asked(request)
    return csv_stream(datasette, f"gongkai-{ask.text or 'reports'}.csv", COLUMNS, _rows(ask))


async def search_json(datasette: Any, request: Any) -> Any:
    """``/search.json``: what was asked and every report found."""
    ask = _asked(request)
    head = {"query": ask.text, "words": list(ask.finder.words), "section": ask.section}
    filters = {"filters": {name: list(values) for name, values in ask.finder.chosen.values.items()}}
    return json_stream(datasette, head | filters, COLUMNS, _rows(ask))


def _asked(request: Any) -> Asked:
    ask = asked(request)
    if not ask.finder:
        raise BadRequest("请给出检索词或条件。Name words or filters.")
    return ask


def _rows(ask: Asked) -> Any:
    def rows(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
        return connection.execute(*ask.finder.whole(COLUMNS))

    return rows
