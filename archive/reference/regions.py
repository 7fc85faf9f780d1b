"""Regions by GB/T 2260 code."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Region(NamedTuple):
    """One region: six-digit code, names, level, and the code of the region above it."""

    code: str
    name: str
    name_en: str | None
    level: str
    parent_code: str | None


@cache
def load_regions() -> tuple[Region, ...]:
    """All regions of ``regions.csv``, by code."""
    text = (files("archive.reference") / "regions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    found = (Region(r["code"], r["name"], r["name_en"] or None, r["level"], r["parent_code"] or None) for r in rows)
    return tuple(sorted(found))


def region_named_in(agency: str) -> str | None:
    """Code of the region with the longest name that the agency's name begins with."""
    named = [region for region in load_regions() if agency.startswith(region.name)]
    return max(named, key=lambda region: len(region.name)).code if named else None
