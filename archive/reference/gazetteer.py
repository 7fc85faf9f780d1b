"""Names of places looked up: which codes a name at the beginning of a text can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.reference.regions import Region, load_names, regions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.reference.regions import Region

STATE = "100000"
_GENERIC = re.compile(r"(?:特别行政区|自治区|新区|地区|省|市|州|盟|县|区|旗)$")
_DISTRICT = re.compile(r"(?<![新林])区$")
"""Districts share their names; the few new areas and forestry districts do not."""
_GOES_ON = re.compile(r"街道|镇|乡(?!村|镇)|社区|村")
_LONGEST = 20


class Start(NamedTuple):
    """What the beginning of a text names: the codes it can mean, where it ends, and whether its 市, 县, 区 is left out."""

    codes: frozenset[str]
    end: int
    is_stem: bool


class Gazetteer:
    """All places by name, with what lies above and what came after them."""

    def __init__(self, own: Iterable[Region] = ()) -> None:
        self.names = tuple(sorted((*load_names(), *own), key=lambda name: (name.code, name.valid_from or "")))
        self.regions: dict[str, Region] = {region.code: region for region in regions_of(self.names)}
        self._full: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            if name.code == STATE:
                continue
            for form in {name.name, name.short_name or name.name}:
                self._full[form].add(name.code)
            self._stems[stem_of(name.short_name or name.name)].add(name.code)

    def above(self, code: str) -> Iterator[str]:
        """The code itself, then those above it, the state last."""
        step: str | None = code
        while step is not None:
            yield step
            region = self.regions.get(step)
            step = region.parent_code if region else None

    def lies_in(self, code: str, outer: str) -> bool:
        """Whether a place is another one or part of it; a withdrawn place also where its successor lies."""
        if outer in self.above(code):
            return True
        after = self.regions[code].successor_code if code in self.regions else None
        return after is not None and outer in self.above(after)

    def start(self, text: str, at: int = 0, *, stems: bool = False) -> Start | None:
        """The longest place name that begins at a position; with `stems` also without its 市, 县, 区."""
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            name = text[at : at + length]
            full = self._full.get(name)
            codes = full or (self._stems.get(name) if stems else None)
            if codes and not _GOES_ON.match(text, at + length):
                return Start(frozenset(codes), at + length, is_stem=not full)
        return None

    def shown(self, code: str) -> str:
        """A place as it is written before an agency: a district of a city with its city, all others alone."""
        region = self.regions[code]
        above = self.regions.get(region.parent_code or "")
        return shown(code, region.name, above.name if above else None)

    def government(self, code: str) -> str:
        """Canonical name of the government of a place."""
        region = self.regions[code]
        above = self.regions.get(region.parent_code or "")
        return government_name(code, region.name, above.name if above else None)

    def inside(self, outer: str, stem: str) -> frozenset[str]:
        """The places in another one that bear this name or stem."""
        found = self._full.get(stem, set()) | self._stems.get(stem, set())
        return frozenset(code for code in found if code != outer and self.lies_in(code, outer))

    def in_force(self, codes: Iterable[str], year: int | None) -> frozenset[str]:
        """Of several codes those that stood in a year, as far as the lists tell; all of them when none did.

        A report is written early in the next year, so a code that began then counts as well.
        """
        all_codes = frozenset(codes)
        kept = frozenset(code for code in all_codes if self._stood(code, year))
        return self._latest(kept or all_codes)

    def _stood(self, code: str, year: int | None) -> bool:
        region = self.regions[code]
        if year is None:
            return region.valid_to is None
        return (region.valid_from or "") <= f"{year + 1}-12" and (region.valid_to or "9999") > f"{year}-00"

    def _latest(self, codes: frozenset[str]) -> frozenset[str]:
        """Without codes whose successor is among the others: they are one place."""
        return frozenset(code for code in codes if self.regions[code].successor_code not in codes)


def stem_of(name: str) -> str:
    """A place name without the word for its kind, unless hardly anything is left."""
    stem = _GENERIC.sub("", name)
    return stem if len(stem) > 1 else name


def shown(code: str, name: str, above: str | None) -> str:
    """A place as it is written before an agency: a district with its city, the state not at all, all others alone."""
    if code == STATE:
        return ""
    is_district = not code.endswith("00") and _DISTRICT.search(name) is not None
    return (above if is_district and above else "") + name


def government_name(code: str, name: str, above: str | None) -> str:
    """Canonical name of the government of a place, from its code, its name and the name of the place above."""
    if code == STATE:
        return "国务院"
    body = "行政公署" if name.endswith(("地区", "盟")) else "人民政府"
    return shown(code, name, above) + body
