"""Which sites of a list are due."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.revisits.visits import Visits
from parsers.listings import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from archive.sitelist import Site


@dataclass(slots=True)
class Due:
    """A list of sites, parted: those to visit now, and those to leave until a moment."""

    now: list[Site] = field(default_factory=list)
    later: list[tuple[Site, datetime]] = field(default_factory=list)


def due_sites(sites: Iterable[Site], visits: Mapping[str, Visits], moment: datetime) -> Due:
    """Part `sites` by their earlier visits, which are given by the identity of a site's URL."""
    due = Due()
    for site in sites:
        name = identity(site.url)
        at = visits.get(name, Visits()).due_at(name, moment, site.rhythm)
        if at is None or at <= moment:
            due.now.append(site)
        else:
            due.later.append((site, at))
    return due


def refused_sites(sites: Iterable[Site], visits: Mapping[str, Visits]) -> list[Site]:
    """The sites that could not be checked at their last visit."""
    return [site for site in sites if visits.get(identity(site.url), Visits()).failures]
