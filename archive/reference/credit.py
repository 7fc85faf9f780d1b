"""Does the credit code on a page belong to the place that the agency's name tells? Rule M-AGENCY, which needs the list of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.reference.resolve import Hints, resolve
from parsers.model import Problem
from parsers.rules.catalogue import load_rules

if TYPE_CHECKING:
    from archive.reference.gazetteer import Gazetteer

RULE = "M-AGENCY"


def elsewhere(name: str | None, year: int | None, credit: str | None, places: Gazetteer) -> Problem | None:
    """The finding where an agency's place and the region of its credit code (six digits) lie apart; None where either is unknown.

    A body may be registered above its place or below it: only two places of which neither lies in the other are apart.
    """
    if name is None or credit is None or credit not in places.regions:
        return None
    place = resolve(name, Hints(year=year), places)
    codes = [code for code in (place.code, place.named, *place.candidates) if code]
    if not codes or any(places.lies_in(code, credit) or places.lies_in(credit, code) for code in codes):
        return None
    rule = next(rule for rule in load_rules() if rule.id == RULE)
    here, there = (_told(code, places) for code in (codes[0], credit))
    return Problem(RULE, rule.strict, f"{rule.zh}：机关所在 place {here}，信用代码所属 credit code {there}。{rule.en}")


def _told(code: str, places: Gazetteer) -> str:
    return f"{places.shown(code)}（{code}）"
