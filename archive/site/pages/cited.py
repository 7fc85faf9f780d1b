"""The citations of a report as this site gives them."""

from __future__ import annotations

from typing import Any

from archive.site.citing import Citations, citations
from archive.site.pages.common import one


async def cited(datasette: Any, request: Any, report: Any) -> Citations:
    """The citations of a report, with its address on this site as the reader sees it."""
    capture = await one(datasette, "select captured_at from captures where id = :id", {"id": report["capture_id"]})
    address = f"{request.scheme}://{request.host}{datasette.urls.path('/report/' + report['id'])}"
    return citations(report, capture["captured_at"] if capture else None, address)
