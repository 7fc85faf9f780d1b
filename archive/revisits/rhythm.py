"""The rhythms and the back-off declared in ``revisits.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a site is visited, in days; `season` holds months."""

    zh: str
    en: str
    season: tuple[int, ...]
    in_season: int
    otherwise: int
    slowest: int

    def wait(self, moment: datetime, quiet: int) -> timedelta:
        """From one visit to the next, as it looks at `moment`, when the last `quiet` visits brought nothing new."""
        if moment.month in self.season:
            return timedelta(days=self.in_season)
        return timedelta(days=min(self.otherwise * 2 ** min(quiet, 16), self.slowest))


@dataclass(frozen=True, slots=True)
class BackOff:
    """How long a site that could not be checked is left alone."""

    first_seconds: int
    longest_seconds: int
    jitter: float
    states: frozenset[str]

    def wait(self, site: str, failures: int, asked_for: int = 0) -> timedelta:
        """After `failures` in a row; `asked_for` are the seconds of the host's Retry-After.

        The jitter comes from the site's address and the count, so that the same history gives the same moment.
        """
        digest = hashlib.sha256(f"{site} {failures}".encode()).digest()
        spread = 1 + self.jitter * (2 * int.from_bytes(digest[:4], "big") / (2**32 - 1) - 1)
        seconds = min(self.first_seconds * 2 ** min(failures - 1, 32) * spread, self.longest_seconds)
        return timedelta(seconds=max(seconds, asked_for))


@cache
def load_rhythms() -> dict[str, Rhythm]:
    """All rhythms by name."""
    return {name: Rhythm(**_frozen(fields)) for name, fields in _declared()["rhythm"].items()}


@cache
def load_back_off() -> BackOff:
    """The back-off."""
    fields = _declared()["back_off"]
    return BackOff(**{**fields, "states": frozenset(fields["states"])})


def _declared() -> dict[str, Any]:
    return tomllib.loads(files("archive.revisits").joinpath("revisits.toml").read_text(encoding="utf-8"))


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
