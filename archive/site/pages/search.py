"""Search over all reports: ranked, with highlighted passages, and counts that say where they stop counting."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import BadRequest

from archive.search import INDEX, match, passages, terms
from archive.search.index import WEIGHTS
from archive.search.passages import find, mark
from archive.site.pages.common import csv_download, one, page, rows, whole_number

COUNT_TO = 10_000
"""Finds are counted up to here; beyond it a search says "more than" and lists the reports in the archive's order."""
PER_PAGE = 20
PASSAGES = 2
REGION = "(select name from regions where code = reports.region_code)"
LONGEST_QUERY = 200

FOUND = f"from {INDEX} join reports on reports.rowid = {INDEX}.rowid where {INDEX} match :match"
NEWEST_FIRST = f"{INDEX}.rowid desc"
"""The build adds reports by year, so the last row is the newest; FTS5 walks this way without sorting."""
RANK = f"bm25({INDEX}, {', '.join(map(str, WEIGHTS))}), {NEWEST_FIRST}"


async def search(datasette: Any, request: Any) -> Any:
    """``/search?q=…&year=…&page=…``; ``/search.csv`` gives the whole result."""
    query = (request.args.get("q") or "").strip()
    if len(query) > LONGEST_QUERY:
        raise BadRequest(f"检索词最多 {LONGEST_QUERY} 字。A query may have {LONGEST_QUERY} characters at most.")
    year = whole_number(request, "year")
    number = whole_number(request, "page", 1) or 1
    words = terms(query)
    context: dict[str, Any] = {"q": query, "year": year, "words": words, "total": 0, "results": [], "years": []}
    if words:
        context |= await _find(datasette, query, year, number)
    links = {"csv": {"q": query, "year": year}, "next": {"q": query, "year": year, "page": number + 1}}
    urls = {name: urlencode({k: v for k, v in args.items() if v is not None}) for name, args in links.items()}
    return await page(
        datasette, request, "search.html", here="/search", number=number, per_page=PER_PAGE, count_to=COUNT_TO,
        links=urls, **context,
    )  # fmt: skip


async def search_csv(datasette: Any, request: Any) -> Any:
    """Every report found, one a line, whatever their number."""
    query = (request.args.get("q") or "").strip()[:LONGEST_QUERY]
    where, params = _where(query, whole_number(request, "year"))
    header = ("id", "year", "agency", "region_code", "title", "published_on", "form", "status", "url")
    columns = ", ".join(f"reports.{name}" for name in header)
    found = await rows(datasette, f"select {columns} {where} order by {NEWEST_FIRST}", params)
    return csv_download(f"gongkai-{query}.csv", header, [tuple(row) for row in found])


def _where(query: str, year: int | None) -> tuple[str, dict[str, Any]]:
    where = FOUND if year is None else f"{FOUND} and reports.year = :year"
    return where, {"match": match(query), "year": year}


async def _find(datasette: Any, query: str, year: int | None, number: int) -> dict[str, Any]:
    where, params = _where(query, year)
    capped = f"select count(*) as n from (select 1 {where} limit {COUNT_TO + 1})"  # noqa: S608
    total = (await one(datasette, capped, params))["n"]
    order = RANK if total <= COUNT_TO else NEWEST_FIRST
    found = await rows(
        datasette,
        f"select reports.*, {REGION} as region {where} order by {order} limit {PER_PAGE} offset {(number - 1) * PER_PAGE}",
        params,
    )
    years: list[Any] = []
    if total <= COUNT_TO:
        every, everything = _where(query, None)
        years = await rows(
            datasette,
            f"select reports.year as year, count(*) as n {every} group by 1 order by 1 desc",
            everything,
        )
    words = terms(query)
    return {"total": total, "years": years, "results": [await _result(datasette, row, words) for row in found]}


async def _result(datasette: Any, row: Any, words: list[str]) -> dict[str, Any]:
    title = row["title"] or row["agency"] or row["id"]
    sections = await rows(
        datasette, "select heading, text from sections where report_id = :id order by position", {"id": row["id"]}
    )
    shown = [
        {"heading": section["heading"], "shown": passage}
        for section in sections
        for passage in passages(section["text"], words)
    ][:PASSAGES]
    return {"row": row, "title": mark(title, find(title, words), 0, len(title)), "passages": shown}
