"""What we ask of other people's robots."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

RULES = "User-agent: *\nDisallow: /search\nDisallow: /gongkai\nDisallow: /*/evidence\nDisallow: /*/capture\nCrawl-delay: 5\n"
"""Report pages may be read; what is computed for every request is kept for people. Whole files are under /data."""


async def robots(request: Any) -> Any:  # noqa: ARG001  Datasette passes arguments by name
    """``/robots.txt``"""
    return Response.text(RULES)
