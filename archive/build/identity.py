"""Ids of reports, agencies and sites: derived from what the record says, never from the order of the build.

A report's id is made of its agency, year, scope and edition and of the host that publishes it: bodies of the same name
stand in hundreds of counties, and the host tells them apart whether or not anyone has reviewed the region of the site.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(4096)  # a build asks several times for each address
def host_of(url: str) -> str:
    """Host, with a port that is not the scheme's own, without ``www.``; empty for imports without a web address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    try:
        port = parts.port
    except ValueError:
        port = None
    return host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"


def canonical_agency(name: str | None) -> str | None:
    """An agency's name in one spelling: compatibility forms unified, white space removed."""
    return "".join(unicodedata.normalize("NFKC", name or "").split()) or None


def agency_id(name: str, region_code: str | None, host: str) -> str:
    """Id of the agency of this canonical name in this region, or at this host where the region is unknown."""
    return "a-" + short_hash(name, region_code or host)


def site_id(url: str) -> str:
    """Id of the site at this address."""
    return f"{_slug(host_of(url))}-{short_hash(url)[:6]}"


def report_id(agency: str | None, year: int | None, scope: str | None, edition: str | None, url: str) -> str:
    """Id of a report, from agency, year, scope, edition and host; from the URL where agency or year is unknown."""
    host = host_of(url)
    if agency is None or year is None:
        return f"{year or 'undated'}-{_slug(host)}-{short_hash(url)}"
    return f"{year}-{_slug(host)}-{short_hash(agency, str(year), scope or '', edition or '', host)}"


def short_hash(*parts: str) -> str:
    """Twelve characters of base32: 60 bits."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).digest()
    return base64.b32encode(digest).decode("ascii")[:12].lower()


def _slug(host: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "import"
