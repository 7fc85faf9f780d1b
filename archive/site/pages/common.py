"""What the pages share: reading the database, rendering, and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette.utils.asgi import BadRequest, NotFound, Response

from archive.site.streams import as_csv, disposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Params = dict[str, Any]
MAX_INTEGER = 2**31


async def rows(datasette: Any, sql: str, params: Params | None = None) -> list[Any]:
    """The rows of one query over the published database, within the site's time limit."""
    return list((await datasette.get_database().execute(sql, params or {})).rows)


async def one(datasette: Any, sql: str, params: Params | None = None) -> Any:
    """The first row, or None."""
    found = await rows(datasette, sql, params)
    return found[0] if found else None


async def named(datasette: Any, request: Any, sql: str, key: str, missing: str) -> Any:
    """The row that a URL names: `key` is the part of the path and the parameter of `sql`.

    Raises:
        NotFound: there is none; `missing` says so, with a place for what was asked for.
    """
    asked = unquote(request.url_vars[key])
    found = await one(datasette, sql, {key: asked})
    if found is None:
        raise NotFound(missing.format(asked))
    return found


async def page(datasette: Any, request: Any, template: str, **context: Any) -> Any:
    """Render one of our templates as a response."""
    return Response.html(await datasette.render_template(template, context, request=request))


def whole_number(request: Any, name: str, default: int | None = None) -> int | None:
    """A positive whole number from the query string.

    Raises:
        BadRequest: there is something else under that name.
    """
    raw = (request.args.get(name) or "").strip()
    if not raw:
        return default
    if not raw.isascii() or not raw.isdecimal() or int(raw[:12]) >= MAX_INTEGER:
        raise BadRequest(f"{name} 须为数字。{name} must be a whole number.")
    return int(raw)


def csv_download(name: str, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> Any:
    """A short CSV file in UTF-8 with a byte order mark, so that spreadsheets read Chinese; formulas are guarded."""
    body = "\ufeff" + as_csv([header, *lines])
    return Response(body, headers=disposition(name), content_type="text/csv; charset=utf-8")
