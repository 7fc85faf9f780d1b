"""What is new as an Atom feed, and the sitemap by which search engines find every page."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from datasette.utils.asgi import NotFound, Response

from archive.site.language import current, say
from archive.site.pages.common import one, rows

NEWEST = 50
PER_PART = 20_000
"""Addresses in one part of the sitemap; sitemaps.org allows 50,000."""
FIXED = ("/", "/regions", "/agencies", "/problems", "/sites", "/data", "/about", "/glossary")
_PAGES = (
    "select '/report/' || id as path, last_seen_at as changed from reports order by rowid limit :many offset :after"
)
_STEP = 1000
"""Rows of one query, at most the site's limit on rows."""


async def feed(datasette: Any, request: Any) -> Any:
    """``/feed.atom``: the newest reports in the archive, in the form of RFC 4287."""
    found = await rows(
        datasette,
        "select id, title, agency, year, first_seen_at from reports order by first_seen_at desc, rowid limit :n",
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
    """``/sitemap.xml``, an index of the parts ``/sitemap-1.xml`` … ; part 0 holds the fixed pages, places and bodies."""
    base, part = _base(request), request.url_vars.get("part")
    last = await one(datasette, "select count(*) as n from reports")
    parts = -(-(last["n"] or 0) // PER_PART)
    if part is None:
        inside = "".join(f"<sitemap><loc>{escape(base)}/sitemap-{n}.xml</loc></sitemap>" for n in range(parts + 1))
        return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>')
    number = int(part[1:7])
    if number > parts:
        raise NotFound("没有这一部分。There is no such part of the sitemap.")
    found = await (_fixed(datasette) if number == 0 else _reports(datasette, number))
    inside = "".join(
        f"<url><loc>{escape(base + path)}</loc>{f'<lastmod>{changed[:10]}</lastmod>' if changed else ''}</url>"
        for path, changed in found
    )
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>')


async def _fixed(datasette: Any) -> list[tuple[str, str]]:
    places = await rows(
        datasette, "select distinct code from sums where grouping = 'region' and indicator = 'reports' limit 20000"
    )
    return [(path, "") for path in FIXED] + [(f"/region/{row['code']}", "") for row in places]


async def _reports(datasette: Any, number: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for after in range((number - 1) * PER_PART, number * PER_PART, _STEP):
        step = await rows(datasette, _PAGES, {"after": after, "many": _STEP})
        found += [(row["path"], row["changed"]) for row in step]
        if len(step) < _STEP:
            break
    return found


def _base(request: Any) -> str:
    return f"{request.scheme}://{request.host}"


def _xml(text: str) -> Any:
    return Response(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', content_type="application/xml; charset=utf-8")


def _clean(text: str) -> str:
    """Without the characters that XML does not take."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )
