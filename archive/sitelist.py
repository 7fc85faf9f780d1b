"""The list of sites to crawl: a CSV file with ``name,url`` at least; ``region_code,column_url,rhythm`` may follow."""

from __future__ import annotations

import csv
import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.revisits.rhythm import load_rhythms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class SiteListError(Exception):
    """The list cannot be used; the message names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Site:
    """One site to crawl. `url` and `column_url` carry a scheme; `guessed` says that `url` was given without one.

    `rhythm` names how often it is visited (``revisits.toml``); empty is the usual one.
    """

    name: str
    url: str
    region_code: str | None = None
    column_url: str | None = None
    guessed: bool = False
    rhythm: str = ""


def site_of(url: str, name: str = "", region_code: str = "", column_url: str = "", rhythm: str = "") -> Site:
    """A site from what a person writes: a URL, a host, or a host with a port.

    Raises:
        ValueError: it is no web address, or there is no such rhythm.
    """
    rhythm = rhythm.strip()
    if rhythm and rhythm not in load_rhythms():
        raise ValueError(f"no rhythm is called {rhythm!r}; there are {', '.join(load_rhythms())}")
    address, guessed = with_scheme(url)
    column = with_scheme(column_url)[0] if column_url.strip() else None
    return Site(name.strip() or urlsplit(address).netloc, address, region_code.strip() or None, column, guessed, rhythm)


def with_scheme(url: str) -> tuple[str, bool]:
    """The address with a scheme, and whether that was guessed: http for ports and bare IP addresses, else https.

    Raises:
        ValueError: it is no web address.
    """
    text = url.strip()
    guessed = not re.match(r"^[a-z][a-z0-9+.-]*://", text, re.IGNORECASE)
    if guessed:
        host = urlsplit(f"//{text}")
        plain = host.port not in (None, 443) or _is_ip(host.hostname or "")
        text = f"{'http' if plain else 'https'}://{text}"
    parts = urlsplit(text)
    parts.port  # noqa: B018  # raises for a port that is no number
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or re.search(r"\s", parts.netloc):
        raise ValueError(f"not a web address: {url!r}")
    return (text if parts.path else f"{text}/"), guessed


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def read_sites(path: Path) -> Iterator[Site]:
    """The sites of a CSV file, line by line; empty lines are skipped.

    Raises:
        SiteListError: the file is missing or not UTF-8 text, has no ``url`` column, or a line has no web address.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(path, csv.DictReader(lines))
    except OSError as trouble:
        raise SiteListError(f"{path}: cannot be read ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        raise SiteListError(f"{path}: is not UTF-8 text; save it as UTF-8 CSV") from trouble
    except csv.Error as trouble:
        raise SiteListError(f"{path}: is not a CSV file ({trouble})") from trouble


def _rows(path: Path, table: csv.DictReader[str]) -> Iterator[Site]:
    names = [(name or "").strip().lower() for name in table.fieldnames or []]
    if "url" not in names or "name" not in names:
        raise SiteListError(f"{path}: the first line must name the columns, at least name,url")
    for row in table:
        values = {(key or "").strip().lower(): value or "" for key, value in row.items() if isinstance(value, str)}
        if not any(value.strip() for value in values.values()):
            continue
        try:
            yield site_of(
                values.get("url", ""),
                values.get("name", ""),
                values.get("region_code", ""),
                values.get("column_url", ""),
                values.get("rhythm", ""),
            )
        except ValueError as trouble:
            raise SiteListError(f"{path}, line {table.line_num}: {trouble}") from trouble
