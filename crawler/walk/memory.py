"""What earlier runs and captures say about a site, so that nothing is asked for twice without need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from archive.runs import Found
from parsers.listings import identity

if TYPE_CHECKING:
    from archive.runs import RunRecord, SiteRun
    from crawler.walk.steps import Answer

REDISCOVER_AFTER = timedelta(days=30)
"""After this time a site is walked from its home page again: columns move, units come and go."""


class Memory(Protocol):
    """The captures, as a walk sees them."""

    def recall(self, url: str) -> Answer | None:
        """The newest stored content of an address, as an answer."""

    def is_outdated(self, url: str, first: str) -> bool:
        """Whether what is stored of a further page is older than what the article's first page says now."""

    def capture_of(self, url: str) -> str | None:
        """The id of the newest stored content of an address."""


@dataclass(slots=True)
class Past:
    """What the last complete visit of a site left. `whole` when it ended by itself and reached the site."""

    whole: bool = False
    columns: list[str] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    from_home_at: str = ""

    def is_recent(self, now: datetime) -> bool:
        """Whether the columns known from the last walk from the home page may still be trusted."""
        return bool(self.from_home_at) and now - datetime.fromisoformat(self.from_home_at) < REDISCOVER_AFTER


def add_pasts(pasts: dict[str, Past], record: RunRecord) -> None:
    """Take in one run, later than those before, to the past of every site by the identity of its URL."""
    for site in record.sites:
        _take_in(pasts.setdefault(identity(site.url), Past()), site)


def _take_in(past: Past, site: SiteRun) -> None:
    for found in site.found:
        past.found[identity(found.url)] = found
        if found.listed:
            past.found[identity(found.listed)] = found
    if not site.finished_at:
        past.whole = False
        return
    if site.state != "ok":
        return
    past.whole = not site.counts.get("cut_short", 0) and all(found.whole for found in site.found)
    past.columns = list(site.columns) or past.columns
    if site.counts.get("from_home", 0):
        past.from_home_at = site.finished_at
