"""Search over all reports: ranked, with highlighted passages, and counts that say where they stop counting."""

from __future__ import annotations

from typing import Any

from archive.search import COUNT_TO, RANK_TO, passages
from archive.search.passages import find, mark
from archive.site.pages.asking import Asked, asked, label, options, sections
from archive.site.pages.common import page, rows
from archive.site.pages.finding import common, count, is_more
from archive.site.pages.finding import find as find_page

PER_PAGE = 20
MOST_PAGES = 250
"""Pages that are listed; what lies beyond is in the files of the whole result."""
PASSAGES = 2
_REPORTS = (
    "select reports.rowid as number, reports.*, regions.name as region from reports"
    " left join regions on regions.code = reports.region_code where reports.rowid in ({})"
)

_TEXTS = (
    "select report_id, key, heading, text from sections where report_id in (select id from reports where rowid in ({}))"
    " order by report_id, position"
)


async def search(datasette: Any, request: Any) -> Any:
    """``/search?q=…&region=…&year=…&page=…``; ``/search.csv`` and ``/search.json`` give the whole result."""
    ask = asked(request)
    ask_page = min(ask.page, MOST_PAGES)
    total, order = 0, ""
    results: list[dict[str, Any]] = []
    if ask.finder:
        total = await count(datasette, ask.finder)
        ids, order = await find_page(datasette, ask.finder, total, (ask_page - 1) * PER_PAGE, PER_PAGE)
        results = await _results(datasette, ids, ask)
    counts = await common(datasette, ask.finder, total)
    return await page(
        datasette,
        request,
        "search.html",
        here="/search",
        ask=ask,
        q=ask.text,
        words=ask.finder.words,
        asked_for=bool(ask.text or ask.finder.chosen),
        total=min(total, COUNT_TO),
        is_more=is_more(total),
        rank_to=RANK_TO,
        order=order,
        results=results,
        options=await options(datasette, ask, counts),
        sections=sections(),
        shown_filters=_shown(ask),
        has_next=len(results) == PER_PAGE and ask_page < MOST_PAGES and (is_more(total) or total > ask_page * PER_PAGE),
        is_last_page=ask_page == MOST_PAGES,
    )


def _shown(ask: Asked) -> list[tuple[str, str, str]]:
    """Every filter in force: its name, what it is set to, and the query string of the search without it."""
    return [
        (name, "、".join(label(name, value) for value in values), ask.address(**{name: None}))
        for name, values in ask.finder.chosen.values.items()
    ]


async def _results(datasette: Any, ids: list[int], ask: Asked) -> list[dict[str, Any]]:
    listed = ", ".join(map(str, ids))
    found = {row["number"]: row for row in await rows(datasette, _REPORTS.format(listed))}
    texts: dict[str, list[Any]] = {}
    for section in await rows(datasette, _TEXTS.format(listed)):
        texts.setdefault(section["report_id"], []).append(section)
    return [_result(found[number], texts.get(found[number]["id"], []), ask) for number in ids]


def _result(row: Any, texts: list[Any], ask: Asked) -> dict[str, Any]:
    title = row["title"] or row["agency"] or row["id"]
    words = list(ask.finder.words)
    shown: list[dict[str, Any]] = []
    for section in texts:
        if len(shown) < PASSAGES and ask.section in (None, section["key"]):
            found = passages(section["text"], words, limit=PASSAGES - len(shown))
            shown += [{"heading": section["heading"], "shown": passage} for passage in found]
    return {"row": row, "title": mark(title, find(title, words), 0, len(title)), "passages": shown}
