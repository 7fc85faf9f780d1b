"""Where other sites begin: their home pages and platforms are walked under their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.walk.scope import netloc_of
from parsers.listings import identity

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk


def is_others(walk: SiteWalk, url: str) -> bool:
    """Whether an address is another listed site's entrance rather than a column this site keeps there."""
    return netloc_of(url) != netloc_of(walk.home) and walk.scope.is_listed(url) and identity(url).count("/") <= 1


def is_foreign_home(walk: SiteWalk, url: str) -> bool:
    """Whether an address is the home page of another host: menus of counties lead there, not to their reports."""
    return netloc_of(url) != netloc_of(walk.home) and identity(url).count("/") <= 1 and "?" not in url
