"""What the name of an agency tells: kind, sector and level, by the vocabulary ``agencies.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from parsers.text import squeeze

_SUFFIXES = r"自治区|特别行政区|自治州|自治县|自治旗|地区|新区|林区|特区|矿区|省|市|州|盟|县|区|旗"
_PLACE = re.compile(
    rf"(?!城市|都市|园区)[^、]{{1,9}}?(?:{_SUFFIXES})(?![省县区旗盟]|市(?!场|政|容|区)|自治|域|划|街道)"
)
"""A place name. 州 in 杭州市 ends none, since the name goes on; 市 in 市场 ends none either."""
_JOINT = re.compile(r"[、·•]")
_TOWNSHIP = re.compile(r"(?:镇|乡|苏木|街道)(?:人民政府|办事处)?(?:办公室)?$")
_GENERAL = {"government": None, "street_office": None, "government_office": "general_office"}
_LEVELS = {"省": "province", "自治区": "province", "特别行政区": "province", "地区": "prefecture"} | dict.fromkeys(
    ("自治州", "州", "盟"), "prefecture"
)


class AgencyName(NamedTuple):
    """What a name tells; None where it tells nothing. Keys are those of ``agencies.toml``."""

    kind: str | None
    sector: str | None
    level: str | None


@cache
def vocabulary() -> dict[str, Any]:
    """``agencies.toml`` as it stands."""
    return tomllib.loads((files("parsers.metadata") / "agencies.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def read_agency(name: str) -> AgencyName:
    """Kind, sector and level by the name alone. What a joint name tells is that of its first body."""
    folded = squeeze(name)
    first = written_out(_JOINT.split(folded, maxsplit=1)[0])
    kind = kind_of(first)
    if kind is None:
        first = written_out(folded)
        kind = kind_of(first)
    places, body = split_place(first)
    return AgencyName(kind, sector_of(body, kind), level_of(first, places))


@lru_cache(maxsize=4096)
def written_out(name: str) -> str:
    """The name with an abbreviation at its end written out: 市场监管局 becomes 市场监督管理局."""
    full: dict[str, str] = vocabulary()["abbreviation"]
    short = max((s for s in full if name.endswith(s)), key=len, default="")
    already = not short or name.endswith(full[short])
    return name if already else name.removesuffix(short) + full[short]


def split_place(name: str) -> tuple[tuple[str, ...], str]:
    """Place names at the beginning, and the rest: 无锡市锡山区教育局 gives (无锡市, 锡山区) and 教育局."""
    at = begin = starts_with_system(name)
    places: list[str] = []
    while (match := _PLACE.match(name, at)) and match.end() < len(name):
        places.append(match.group())
        at = match.end()
    return tuple(places), name[:begin] + name[at:]


def kind_of(name: str) -> str | None:
    """The kind by the first pattern that is found."""
    return next((key for key, pattern in _kinds() if pattern.search(name)), None)


@lru_cache(maxsize=4096)
def sector_of(body: str, kind: str | None = None) -> str | None:
    """The sector by the word that stands first in the name without its place; the longer word at the same place.

    A government has none, and its general office that of general offices.
    """
    if kind in _GENERAL:
        return _GENERAL[kind]
    found = _sector_word().search(body.replace("人民政府", ""))
    return _sectors()[found.group()] if found else None


def level_of(name: str, places: tuple[str, ...]) -> str | None:
    """The level by the name alone: of its last place, below that for branches and townships."""
    if is_township(name):
        return "township"
    if not places:
        return "central" if is_central(name) else None
    level = _place_level(places[-1])
    is_branch = name.endswith(("分局", "分中心")) and places[-1].endswith("市")
    return "county" if is_branch else level


def _place_level(place: str) -> str:
    if place.endswith("市"):
        cities = _cities()
        if place in cities["municipalities"]:
            return "province"
        return "prefecture" if place in cities["prefecture"] else "county"
    suffix = next(s for s in _SUFFIXES.split("|") if place.endswith(s))
    return _LEVELS.get(suffix, "county")


@cache
def _cities() -> dict[str, list[str]]:
    return tomllib.loads((files("parsers.metadata") / "cities.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind["key"], re.compile("|".join(kind["patterns"]))) for kind in vocabulary()["kind"])


@cache
def _sectors() -> dict[str, str]:
    """Word to sector; of two sectors with the same word the first by name."""
    pairs = sorted(
        ((word, sector["key"]) for sector in vocabulary()["sector"] for word in sector["words"]), reverse=True
    )
    return dict(pairs)


@cache
def _sector_word() -> re.Pattern[str]:
    """Any of the words, the longer before the shorter."""
    return re.compile("|".join(map(re.escape, sorted(_sectors(), key=len, reverse=True))))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary()[name]["pattern"])


def is_township(name: str) -> bool:
    """Whether the name is that of a township, a town or a street, or of their office."""
    return _TOWNSHIP.search(name) is not None


def is_central(name: str) -> bool:
    """Whether the name is that of a central body."""
    return _pattern("central").search(name) is not None


def starts_with_system(name: str) -> int:
    """Length of the name of a vertical system that the name begins with, its place following: 国家税务总局; else 0."""
    match = _pattern("vertical_prefix").match(name)
    return match.end() if match else 0
