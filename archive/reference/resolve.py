"""Which place an agency belongs to. A name that can mean several places, or none, is doubtful and never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from archive.reference.gazetteer import STATE, Start
from parsers.metadata.agency import is_central, kind_of, starts_with_system, written_out

if TYPE_CHECKING:
    from archive.reference.gazetteer import Gazetteer

Basis = Literal["reviewed", "agency_name", "credit_code", "site"]
Doubt = Literal["several_places", "unknown_place", "no_place", "site_elsewhere"]

_RELATIVE = re.compile(r"^(?P<of>[省市州盟县区旗])(?![区域场政容])(?=.{2,})")
_BRANCH = re.compile(r"^(?P<before>.+?(?:局|关|处|中心))(?P<stem>[^局]{2,6}?)(?:区|县|市)?(?:分局|分中心)$")
_ZONE = re.compile(r"^.{2,12}?(?:新|高新|开发|高新技术|园|保税|示范|度假)区")
_JOINT = re.compile(r"[、·•]")
_RANKS = {
    "省": ("province",),
    "市": ("prefecture", "province", "county"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "区": ("county",),
    "旗": ("county",),
}


class Hints(NamedTuple):
    """What else tells the place: region of the credit code printed or in the URL, region of the listed site."""

    credit: str | None = None
    site: str | None = None
    year: int | None = None


class Place(NamedTuple):
    """The answer. `code` is None where it is doubtful, and `doubt` says why; `candidates` are the codes in question.

    `body` is the name without its place, abbreviations written out, and without the `system` before the place
    (国家税务总局); `named` is the place at the beginning where a branch (…揭东分局) belongs to another one within it;
    `printed` is the place as printed where its 市, 县 or 区 is left out, as zones do (鞍山高新区).
    """

    code: str | None
    basis: Basis | None
    body: str
    doubt: Doubt | None = None
    candidates: tuple[str, ...] = ()
    system: str = ""
    named: str | None = None
    printed: str | None = None
    is_branch: bool = False


def resolve(name: str, hints: Hints, places: Gazetteer) -> Place:
    """Find the place of an agency by its canonical name."""
    text = re.sub(r"^\((.{2,12})\)", r"\1", name)
    first = _JOINT.split(text)[0]
    at = starts_with_system(first)
    stems = at > 0 or _ZONE.match(text) is not None or kind_of(first) == "development_zone"
    chain = _chain(text, at, hints, places, stems=stems)
    if chain.codes:
        return _named(text, at, chain, hints, places)
    body = written_out(text)
    if is_central(first):
        return Place(STATE, "agency_name", body)
    return _unnamed(body, hints, places)


def _chain(text: str, at: int, hints: Hints, places: Gazetteer, *, stems: bool) -> Start:
    """Follow place names from the outer to the inner: the codes that the last one can mean, and where it ends."""
    codes: frozenset[str] = frozenset()
    is_stem = False
    while (found := places.start(text, at, stems=stems)) is not None:
        inner = found.codes
        if codes:
            inner = frozenset(c for c in inner if any(c != outer and places.lies_in(c, outer) for outer in codes))
            if not inner:
                break
        codes, at, is_stem = inner, found.end, is_stem or found.is_stem
    return Start(places.in_force(codes, hints.year), at, is_stem)


def _named(text: str, at: int, chain: Start, hints: Hints, places: Gazetteer) -> Place:
    """The name begins with a place."""
    codes = chain.codes
    system, body = text[:at], written_out(re.sub(r"^人民政府(?=.+(?:街道|镇|乡))", "", text[chain.end :]))
    basis: Basis = "agency_name"
    if len(codes) > 1:
        for hint, source in ((hints.credit, "credit_code"), (hints.site, "site")):
            agreeing = frozenset(c for c in codes if hint and (places.lies_in(c, hint) or places.lies_in(hint, c)))
            if len(agreeing) == 1:
                codes, basis = agreeing, source  # type: ignore[assignment]
                break
    if len(codes) > 1:
        return Place(None, None, body, "several_places", tuple(sorted(codes)))
    named = code = next(iter(codes))
    branch = _BRANCH.match(body)
    inner = places.in_force(places.inside(code, branch["stem"]), hints.year) if branch else frozenset()
    if len(inner) == 1:
        code = next(iter(inner))
    if _is_elsewhere(code, hints, places):
        return Place(None, None, body, "site_elsewhere", (code, str(hints.site)))
    printed = text[at : chain.end] if chain.is_stem else None
    return Place(code, basis, body, system=system, named=named, printed=printed, is_branch=branch is not None)


def _is_elsewhere(code: str, hints: Hints, places: Gazetteer) -> bool:
    """Whether the site belongs to quite another place, and no credit code bears the name out."""
    if hints.site is None or hints.site not in places.regions:
        return False
    if places.lies_in(code, hints.site) or places.lies_in(hints.site, code):
        return False
    return not (hints.credit and (places.lies_in(code, hints.credit) or places.lies_in(hints.credit, code)))


def _unnamed(body: str, hints: Hints, places: Gazetteer) -> Place:
    """The name begins with no place: 市教育局, 公安局, 唐村镇. Only another source can tell whose it is."""
    if hints.credit in places.regions:
        return Place(hints.credit, "credit_code", _without_relative(body))
    relative = _RELATIVE.match(body)
    if hints.site in places.regions and hints.site is not None:
        found = _relative(relative["of"], hints.site, places) if relative else _own(hints.site, places)
        if found is not None:
            return Place(found, "site", _without_relative(body))
    has_place = bool(re.match(r".{2,8}?(?:省|市|县|区|州|盟|旗)", body)) and not relative
    return Place(None, None, body, "unknown_place" if has_place else "no_place", (hints.site,) if hints.site else ())


def _without_relative(body: str) -> str:
    return _RELATIVE.sub("", body)


def _relative(word: str, site: str, places: Gazetteer) -> str | None:
    """The place that 市 or 县 means on a site: the nearest one above it that is called so."""
    for code in places.above(site):
        region = places.regions[code]
        if region.level in _RANKS[word] and (region.short_name or region.name).endswith(word):
            return code
    return None


def _own(site: str, places: Gazetteer) -> str | None:
    """A bare name on a county's site is the county's; on a larger place's site it may be anybody's."""
    return site if places.regions[site].level == "county" else None
