"""Lint a site list: every line can be crawled, names one site, and says where it lies."""

from __future__ import annotations

import csv
import ipaddress
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from archive.linting.fault import Fault
from archive.reference.regions import Region, load_names
from archive.sitelist import Site, site_of
from parsers.listings import identity

SITES = Path(str(files("archive.reference").joinpath("sites.csv")))
"""The reviewed list: the 31 provincial portals with their report columns, and the bodies of the State Council."""
COLUMNS = ("name", "url", "region_code", "column_url", "rhythm", "seen")
"""``seen``: the month in which someone saw the column; empty where nobody has yet."""


def lint_sites(path: Path) -> Iterator[Fault]:
    """All faults of a site list, in the order of its lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _faults(path, csv.DictReader(lines))
    except OSError as trouble:
        yield Fault(str(path), f"cannot be read ({trouble.strerror})", "name a CSV file")
    except UnicodeDecodeError:
        yield Fault(str(path), "is not UTF-8 text", "save it as UTF-8 CSV")
    except csv.Error as trouble:
        yield Fault(str(path), f"is not a CSV file ({trouble})", "save it as UTF-8 CSV")


def _faults(path: Path, table: csv.DictReader[str]) -> Iterator[Fault]:
    names = [(name or "").strip().lower() for name in table.fieldnames or []]
    for name in ("name", "url"):
        if name not in names:
            yield Fault(f"{path}:1", f"there is no column {name}", "the first line must be at least name,url")
            return
    for name in names:
        if name not in COLUMNS:
            yield Fault(f"{path}:1", f"nothing reads the column {name!r}", f"known are {', '.join(COLUMNS)}", "warning")
    seen: dict[str, int] = {}
    for row in table:
        place = f"{path}:{table.line_num}"
        values = {(key or "").strip().lower(): value.strip() for key, value in row.items() if isinstance(value, str)}
        if not any(values.values()):
            continue
        if None in row:
            yield Fault(place, "has more fields than the first line", "put values with a comma between quotes")
        yield from _row(place, values, seen, table.line_num)


def _row(place: str, values: Mapping[str, str], seen: dict[str, int], line: int) -> Iterator[Fault]:
    try:
        site = site_of(*(values.get(name, "") for name in ("url", "name", "region_code", "column_url", "rhythm")))
    except ValueError as trouble:
        yield Fault(place, str(trouble), "give an address such as https://www.example.gov.cn/, and a known rhythm")
        return
    first = seen.setdefault(identity(site.url), line)
    if first != line:
        yield Fault(place, f"{site.url} stands already in line {first}", "take one of the two out")
    if not values.get("name"):
        yield Fault(place, "the site has no name", "give the body's full name", "warning")
    for address in filter(None, (site.url, site.column_url)):
        yield from _address(place, address)
    yield from _column(place, site)
    yield from _region(place, site)


def _address(place: str, address: str) -> Iterator[Fault]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.username or parts.password:
        yield Fault(place, f"{host}: the address holds a user name", "take it out; only what is open is asked for")
    if parts.fragment:
        yield Fault(
            place, f"{address}: what follows # is never asked for", "give the address that holds the list", "warning"
        )
    if _is_not_public(host):
        yield Fault(place, f"{host} is not a public address", "give the site's public name")
    elif not host.endswith(".gov.cn"):
        yield Fault(place, f"{host} lies outside gov.cn", "make sure that it is the agency's own site", "warning")


def _is_not_public(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def _column(place: str, site: Site) -> Iterator[Fault]:
    if site.column_url and _site_name(site.column_url) != _site_name(site.url):
        what = (
            f"the column lies on {urlsplit(site.column_url).hostname}, another site than {urlsplit(site.url).hostname}"
        )
        yield Fault(place, what, "make sure that it holds this body's reports", "warning")


def _site_name(address: str) -> str:
    labels = (urlsplit(address).hostname or "").split(".")
    return ".".join(labels[-3:])


def _region(place: str, site: Site) -> Iterator[Fault]:
    if site.region_code is None:
        yield Fault(place, "there is no region code", "give the six digits of GB/T 2260", "warning")
        return
    region = _regions().get(site.region_code)
    if region is None:
        yield Fault(place, f"no region has the code {site.region_code}", "give the six digits of GB/T 2260")
    elif region.valid_to:
        what = f"{region.name} ({region.code}) was withdrawn by {region.valid_to}"
        yield Fault(place, what, f"today's code is {region.successor_code or 'to be looked up'}", "warning")


@cache
def _regions() -> dict[str, Region]:
    return {region.code: region for region in load_names()}
