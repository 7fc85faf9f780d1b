"""What is new as an Atom feed, and the sitemap by which search engines find every page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from datasette.utils.asgi import NotFound, Response

from archive.site.language import current, say
from archive.site.pages.common import one, rows

NEWEST = 50
PER_PART = 20_000
"""Addresses in one part of the sitemap; sitemaps.org allows 50,000."""
FIXED = ("/", "/regions", "/agencies", "/problems", "/sites", "/data", "/about", "/glossary")
STEP = 1000
"""Rows a query may return."""
_NEXT = "select id from reports where id >= :start order by id limit 1 offset :step"
_PAGES = "select id, last_seen_at as changed from reports where id >= :start order by id limit :step"


async def feed(datasette: Any, request: Any) -> Any:
    """``/feed.atom``: the newest reports in the archive, in the form of RFC 4287."""
    found = await rows(
        datasette,
        "select id, title, agency, year, first_seen_at from reports order by first_seen_at desc, published_on desc, rowid desc limit :n",
        {"n": NEWEST},
    )
    base = _base(request)
    entries = "".join(_entry(row, base, str(datasette.urls.path(f"/report/{row['id']}"))) for row in found)
    updated = found[0]["first_seen_at"] if found else "1970-01-01T00:00:00Z"
    title = say("政府信息公开年报档案：最近收录", "Government disclosure reports: newest in the archive")
    this = base + str(datasette.urls.path("/feed.atom"))
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{current()}">'
        f"<title>{escape(title)}</title><id>{escape(this)}</id><updated>{updated}</updated>"
        f'<link rel="self" href={quoteattr(this)}/><author><name>gongkai</name></author>{entries}</feed>\n'
    )
    return Response(_clean(text), content_type="application/atom+xml; charset=utf-8")


def _entry(row: Any, base: str, path: str) -> str:
    title = row["title"] or f"{row['agency'] or row['id']} {row['year'] or ''}"
    return (
        f"<entry><title>{escape(title)}</title><id>{escape(base + path)}</id><updated>{row['first_seen_at']}</updated>"
        f"<link href={quoteattr(base + path)}/><summary>{escape(row['agency'] or '')} {row['year'] or ''}</summary></entry>"
    )


async def sitemap(datasette: Any, request: Any) -> Any:
    """``/sitemap.xml``, an index of the parts ``/sitemap-1.xml`` … ; part 0 holds the fixed pages and places."""
    base, part = _base(request), request.url_vars.get("part")
    starts = await _starts(datasette)
    parts = -(-len(starts) * STEP // PER_PART)
    if part is None:
        inside = "".join(f"<sitemap><loc>{escape(base)}/sitemap-{n}.xml</loc></sitemap>" for n in range(parts + 1))
        return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>')
    number = int(part[1:7])
    if number > parts:
        raise NotFound("没有这一部分。There is no such part of the sitemap.")
    steps = PER_PART // STEP
    mine = starts[(number - 1) * steps : number * steps]
    found = await (_fixed(datasette) if number == 0 else _reports(datasette, mine))
    inside = "".join(
        f"<url><loc>{escape(base + path)}</loc>{f'<lastmod>{changed[:10]}</lastmod>' if changed else ''}</url>"
        for path, changed in found
    )
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>')


async def _starts(datasette: Any) -> list[str]:
    """The ids of the reports at which the steps of the sitemap begin, found once for a database, each by a query of its own."""
    counted = datasette.gongkai.counted
    if "sitemap" not in counted:
        starts: list[str] = []
        row = await one(datasette, _NEXT, {"start": "", "step": 0})
        while row:
            starts.append(row["id"])
            row = await one(datasette, _NEXT, {"start": row["id"], "step": STEP})
        counted["sitemap"] = starts
    found: list[str] = counted["sitemap"]
    return found


async def _fixed(datasette: Any) -> list[tuple[str, str]]:
    places = await rows(
        datasette, "select distinct code from sums where grouping = 'region' and indicator = 'reports' order by code"
    )
    return [(path, "") for path in FIXED] + [(f"/region/{row['code']}", "") for row in places]


async def _reports(datasette: Any, starts: list[str]) -> list[tuple[str, str]]:
    return [
        (f"/report/{quote(row['id'])}", row["changed"])
        for start in starts
        for row in await rows(datasette, _PAGES, {"start": start, "step": STEP})
    ]


def _base(request: Any) -> str:
    return f"{request.scheme}://{request.host}"


def _xml(text: str) -> Any:
    return Response(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', content_type="application/xml; charset=utf-8")


def _clean(text: str) -> str:
    """Without the characters that XML does not take."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )
