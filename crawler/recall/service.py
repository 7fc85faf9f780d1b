"""What a web archive is asked for and gives."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from scrapy.http import Response

Fetch = Callable[[str, Mapping[str, str]], Awaitable[Response]]
"""Ask a web archive for an address with some headers, politely; answers of any status come back."""
TRIES = 3
"""Captures of one address that are looked at, newest first: the newest may be the very refusal one wants to get around."""


class NotHeld(Exception):
    """Raised where the web archive cannot be asked for an address: it excludes the site, or wants no more questions."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """One capture of another archive: what the site answered then, and when. `headers` are the site's own."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    captured_at: datetime


class Service(Protocol):
    """A web archive."""

    def recall(self, url: str) -> AsyncIterator[Recalled]:
        """Captures of an address, newest first and at most `TRIES`, each asked for when it is wanted.

        Raises:
            NotHeld: it cannot be asked for this address.
        """


def moment_of(stamp: str) -> datetime:
    """The moment of fourteen digits, UTC, as web archives name their captures."""
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
