"""The addresses of the site as declared in ``api.toml``, and their examples over one archive."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Address:
    """One address: how it is written, an example with places to be filled in, what it gives; of a page, where its data is."""

    path: str
    example: str
    format: str
    zh: str
    en: str
    json: str | None = None

    def example_over(self, known: Mapping[str, str]) -> str | None:
        """The example with names of an archive filled in; None where the archive has nothing of the kind."""
        return _filled(self.example, known)

    def json_over(self, known: Mapping[str, str]) -> str | None:
        """The address of a page's data, filled in likewise."""
        return _filled(self.json or "", known)


def _filled(text: str, known: Mapping[str, str]) -> str | None:
    try:
        return quote(text.format_map(known), safe="/?&=+(),*.:_~-%") or None
    except KeyError:
        return None


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses that belong together, under a heading."""

    zh: str
    en: str
    addresses: tuple[Address, ...]


@cache
def load_groups() -> tuple[Group, ...]:
    """The groups, in the order in which the page shows them."""
    raw = tomllib.loads(files("archive.site").joinpath("api.toml").read_text(encoding="utf-8"))
    return tuple(
        Group(group["zh"], group["en"], tuple(Address(**address) for address in group["addresses"]))
        for group in raw["groups"]
    )


def load_api() -> tuple[Address, ...]:
    """Every address."""
    return tuple(address for group in load_groups() for address in group.addresses)
