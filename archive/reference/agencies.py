"""An agency as the archive knows it: canonical name, place, level, kind, sector, all from its name and what else tells its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.reference.gazetteer import STATE
from archive.reference.resolve import Place, resolve
from parsers.metadata.agency import is_township, kind_of, read_agency, sector_of

if TYPE_CHECKING:
    from archive.reference.decisions import Decision
    from archive.reference.gazetteer import Gazetteer
    from archive.reference.resolve import Hints


class Body(NamedTuple):
    """One agency. `name` is canonical where the place is known, else as printed; `region_basis` says what told the place.

    `doubt` says why the place is not known, `candidates` which codes are in question.
    """

    name: str
    region_code: str | None
    region_basis: str | None
    admin_level: str | None
    agency_kind: str | None
    sector: str | None
    doubt: str | None = None
    candidates: tuple[str, ...] = ()


def identify(name: str, hints: Hints, places: Gazetteer, decision: Decision | None = None) -> Body:
    """The agency of this printed name (one spelling, see `canonical_agency`)."""
    if decision is not None:
        return _decided(name, decision, places)
    place = resolve(name, hints, places)
    if place.code is None:
        told = read_agency(name)
        return Body(name, None, None, told.level, told.kind, told.sector, place.doubt, place.candidates)
    if not place.body:  # a title that names only the place is that of its government
        return identify(places.government(place.code), hints, places)._replace(region_basis=place.basis)
    full = place.system + (place.printed or places.shown(place.named or place.code)) + place.body
    kind = kind_of(re.split(r"[、·•]", full)[0]) or kind_of(full)
    level = _level(place, kind, places)
    return Body(full, place.code, place.basis, level, kind, sector_of(place.system + place.body, kind))


def _decided(name: str, decision: Decision, places: Gazetteer) -> Body:
    """What a reviewer decided: the place, and the canonical name where it differs from the printed one."""
    full = decision.agency or name
    told = read_agency(full)
    level = told.level
    if decision.region_code and level != "township":
        region = places.regions[decision.region_code]
        level = "central" if region.code == STATE else region.level
    return Body(full, decision.region_code, "reviewed", level, told.kind, told.sector)


def _level(place: Place, kind: str | None, places: Gazetteer) -> str | None:
    """The level of the place; below it for townships, for branches and for the departments of a zone."""
    if is_township(place.body):
        return "township"
    if place.code == STATE:
        return "central"
    is_below = place.is_branch or (place.printed is not None and not place.system and kind != "development_zone")
    return "county" if is_below else places.regions[str(place.code)].level
