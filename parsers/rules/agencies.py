"""What the name of an agency tells about its duties; declared in ``agencies.toml``."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from parsers.metadata.agency import read_agency

_FIRST_UNIFORM_YEAR = 2019
"""From this report year on departments publish by 31 January (条例 2019, art. 49); before, all by 31 March."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(files("parsers.rules").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{p})" for p in patterns)) for name, patterns in raw.items()}


@lru_cache(maxsize=4096)
def is_a(kind: str, agency: str) -> bool:
    """Whether a name belongs to a list of ``agencies.toml``."""
    return _patterns()[kind].search(agency) is not None


def may_be_consolidated(agency: str) -> bool:
    """Whether its report may cover a whole area."""
    return read_agency(agency).kind in ("government", "government_office")


def is_government(agency: str) -> bool:
    """Whether a name is that of a government and not of one of its bodies."""
    return read_agency(agency).kind == "government"


def due(agency: str | None, year: int) -> date:
    """The last day on which the report of a year is in time; the later day where the agency is not known."""
    is_department = agency is not None and not may_be_consolidated(agency)
    if is_department and year >= _FIRST_UNIFORM_YEAR:
        return date(year + 1, 1, 31)
    return date(year + 1, 3, 31)
