"""Figures over the whole database: found out once for each database that is opened, before the first visitor asks.

`kept` keeps them; `warm` asks for the pages that need them.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

PAGES = ("/problems", "/data", "/", "/regions", "/en/regions", "/search", "/sites", "/api")
"""Pages that show such figures, the slowest to find out first."""

log = logging.getLogger(__name__)


async def kept(datasette: Any, name: str, find: Callable[[], Awaitable[T]]) -> T:
    """What `find` gives, found out once for a database; who asks meanwhile waits for the same answer."""
    state = datasette.gongkai
    if name not in state.counted:
        if name not in state.counting:
            state.counting[name] = asyncio.ensure_future(find())
        under_way = state.counting[name]
        try:
            state.counted[name] = await asyncio.shield(under_way)  # a visitor who leaves stops it for nobody
        finally:
            if under_way.done():
                state.counting.pop(name, None)
    found: T = state.counted[name]
    return found


async def warm(datasette: Any) -> list[str]:
    """Have every such figure found out, one page at a time, so that others are answered meanwhile.

    Returns the pages that failed, each of them logged. One that would take longer than a page may take has not failed.
    """
    failed = []
    for path in PAGES:
        try:
            answer = await datasette.client.get(path)
        except Exception:
            log.exception("%s failed while its figures were found out", path)
            failed.append(path)
        else:
            if answer.status_code != HTTPStatus.OK:
                log.warning("%s: %s while its figures were found out", path, answer.status_code)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                failed.append(path)
    return failed
