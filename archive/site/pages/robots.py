"""What we ask of other people's robots."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

KEPT_FOR_PEOPLE = ("/search", "/gongkai", "/-/", "/data/extract", "/*/evidence", "/*/capture", "/*.csv", "/*.json")
"""What is computed for every request. Report pages may be read; whole files are under /data."""
CRAWL_DELAY_S = 5


async def robots(request: Any) -> Any:
    """``/robots.txt``"""
    lines = [f"Disallow: {prefix}{path}" for prefix in ("", "/en") for path in KEPT_FOR_PEOPLE]
    sitemap = f"Sitemap: {request.scheme}://{request.host}/sitemap.xml"
    return Response.text("\n".join(["User-agent: *", *lines, f"Crawl-delay: {CRAWL_DELAY_S}", sitemap]) + "\n")
