"""Places by GB/T 2260 code: those of today and those withdrawn since the first reports, each under all its names.

``regions.csv`` is made by ``scripts/regions``; ``regions_beyond.csv`` adds what files reports and stands outside the
standard. See docs/places.md for sources, and for what the months mean.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Source = Literal["gb2260", "beyond", "archive"]


class RegionsError(Exception):
    """An archive's own ``regions.csv`` cannot be used; the message names the file, the line and the mend."""


class Region(NamedTuple):
    """One code under one name. `valid_from` and `valid_to` are months (``YYYY-MM``) of the lists of codes.

    `valid_from` is the first list with it, None when that is the oldest one read (2007-12); `valid_to` the first list
    without it, None while it stands.
    """

    code: str
    name: str
    short_name: str | None
    name_en: str | None
    name_en_basis: str | None
    level: str
    parent_code: str | None
    valid_from: str | None
    valid_to: str | None
    successor_code: str | None
    source: Source


@cache
def load_names() -> tuple[Region, ...]:
    """Every name of every code, by code and time."""
    rows = _packaged("regions.csv", "gb2260") + _packaged("regions_beyond.csv", "beyond")
    return tuple(sorted(rows, key=lambda row: (row.code, row.valid_from or "")))


def regions_of(names: Iterable[Region]) -> tuple[Region, ...]:
    """One region per code under its newest name, its months those of the code; from names sorted by code and time."""
    found = []
    for _, group in groupby(names, key=lambda name: name.code):
        spells = list(group)
        newest = spells[-1]
        found.append(newest._replace(valid_from=spells[0].valid_from))
    return tuple(found)


@cache
def load_regions() -> tuple[Region, ...]:
    """The regions that come with the program, by code."""
    return regions_of(load_names())


def read_own(path: Path) -> tuple[Region, ...]:
    """The places that an archive declares beside the national list: ``code,name,level,parent_code`` at least.

    Raises:
        RegionsError: a line is incomplete, or its code stands in the national list already.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        needed = {"code", "name", "level", "parent_code"}
        if missing := needed - set(table.fieldnames or ()):
            raise RegionsError(f"{path}: the first line must name the columns {', '.join(sorted(missing))} too")
        rows = [(table.line_num, row) for row in table]
    taken = {region.code for region in load_regions()}
    known = taken | {row["code"] for _, row in rows}
    for line, row in rows:
        if row["code"] in taken or not row["name"] or row["parent_code"] not in known:
            raise RegionsError(f"{path}, line {line}: needs a code that is not in GB/T 2260, a name and a known parent")
    return tuple(sorted(_name(row, "archive") for _, row in rows))


def _packaged(name: str, source: Source) -> list[Region]:
    text = (files("archive.reference") / name).read_text(encoding="utf-8")
    return [_name(row, source) for row in csv.DictReader(text.splitlines())]


def _name(row: dict[str, str], source: Source) -> Region:
    values = {field: row.get(field) or None for field in Region._fields}
    return Region(**{**values, "source": source})  # type: ignore[arg-type]
