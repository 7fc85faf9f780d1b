"""Whose a report is: the agency's place, from its name, its credit code, the site it stands on, or a reviewer's decision."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from archive.build.identity import host_of
from archive.reference import Body, Decisions, Gazetteer, Hints, elsewhere, identify, read_own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.layout import Layout
    from archive.runs import SiteRun


def reviewed_version(layout: Layout) -> str:
    """A digest of the archive's own places and decisions: when these change, every report is looked at again."""
    digest = hashlib.sha256()
    for path in (layout.regions, layout.decisions):
        digest.update((path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()[:8]


class Places:
    """Agencies by name and page. A host that serves sites of several regions tells nothing by itself."""

    def __init__(self, layout: Layout, sites: Iterable[SiteRun]) -> None:
        codes: dict[str, set[str]] = {}
        listed = list(sites)
        for site in listed:
            for url in (site.url, site.column_url):
                if url and site.region_code:
                    codes.setdefault(host_of(url), set()).add(site.region_code)
        self._gazetteer = Gazetteer(read_own(layout.regions))
        self._codes = {host: min(found) for host, found in codes.items() if len(found) == 1}
        self._hosts = {host_of(site.url) for site in listed}
        self._decisions = Decisions(self._gazetteer.regions, layout.decisions)
        self._known: dict[tuple[str, str, Hints], Body] = {}

    def by_host(self) -> dict[str, str | None]:
        """All that is known, as host to region code; a host whose sites tell nothing has None."""
        return {host: self._codes.get(host) for host in self._hosts | self._codes.keys()}

    def body(self, url: str, name: str | None, year: int | None, credit_region: str | None) -> Body:
        """Whose a report is: its agency by name (in one spelling) and page. Without a name only the site tells the place."""
        region = self.region_of_site(url)
        if name is None:
            return Body("", region, "site" if region else None, None, None, None)
        host = host_of(url) or "import"
        hints = Hints(credit_region, region, year)
        key = (name, host, hints)
        if key not in self._known:
            self._known[key] = identify(name, hints, self._gazetteer, self._decisions.of(name, host))
        return self._known[key]

    def elsewhere(self, name: str | None, year: int | None, credit_region: str | None) -> str | None:
        """What is to be said where the credit code on the page belongs to another place than the agency's name."""
        problem = elsewhere(name, year, credit_region, self._gazetteer) if credit_region else None
        return problem.message if problem else None

    def region_of_site(self, url: str) -> str | None:
        """The region of the listed site that a page stands on, where the list of regions has it."""
        code = self._codes.get(host_of(url))
        return code if code in self._gazetteer.regions else None

    def is_official(self, url: str) -> bool:
        """Whether the page stands on a listed site, or under gov.cn."""
        host = host_of(url)
        return host in self._hosts or host.endswith(".gov.cn") or host == "gov.cn"
