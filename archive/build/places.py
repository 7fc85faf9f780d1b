"""Where a page belongs: the region of its site, from the run records; else the region that the agency's name begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.build.identity import host_of
from archive.reference import region_named_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.runs import SiteRun


class Places:
    """Region codes by host. A host that serves sites of several regions tells nothing."""

    def __init__(self, sites: Iterable[SiteRun]) -> None:
        codes: dict[str, set[str]] = {}
        for site in sites:
            for url in (site.url, site.column_url):
                if url and site.region_code:
                    codes.setdefault(host_of(url), set()).add(site.region_code)
        self._codes = {host: min(found) for host, found in codes.items() if len(found) == 1}
        self._hosts = {host_of(site.url) for site in sites}

    def by_host(self) -> dict[str, str | None]:
        """All that is known, as host to region code; a host whose sites tell nothing has None."""
        return {host: self._codes.get(host) for host in self._hosts | self._codes.keys()}

    def region(self, url: str, agency: str | None) -> tuple[str | None, str | None]:
        """Region code and where it comes from: ``site`` or ``agency_name``."""
        if (code := self._codes.get(host_of(url))) is not None:
            return code, "site"
        code = region_named_in(agency) if agency else None
        return code, "agency_name" if code else None

    def is_official(self, url: str) -> bool:
        """Whether the page stands on a listed site, or under gov.cn."""
        host = host_of(url)
        return host in self._hosts or host.endswith(".gov.cn") or host == "gov.cn"
