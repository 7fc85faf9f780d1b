"""The miniature government web: every site, every page, and the truth about them, for one seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.demo.form import load
from archive.demo.layout import build_site
from archive.demo.model import Truth, Web

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 20190515
"""The day the revised regulation came into force."""
PORT = 8180


def default_origins(port: int = PORT) -> list[str]:
    """One loopback address a site, the same port on each."""
    return [f"http://127.0.0.{site['host']}:{port}" for site in load("facts")["site"]]


def build(seed: int = SEED, origins: Sequence[str] | None = None) -> Web:
    """Build the web; `origins` are the sites' addresses (scheme, host, port) in the order of facts.toml."""
    facts = load("facts")["site"]
    places = list(origins or default_origins())
    assert len(places) == len(facts), "one address a site"
    names = [(site["name"], f"{origin}/") for site, origin in zip(facts, places, strict=True)]
    built = [
        build_site(seed, site, origin, [link for link in names if link[0] != site["name"]])
        for site, origin in zip(facts, places, strict=True)
    ]
    truth = Truth(
        reports=tuple(report for one in built for report in one.reports),
        lookalikes=tuple(url for one in built for url in one.lookalikes),
        forbidden=tuple(url for one in built for url in one.forbidden),
    )
    return Web(tuple(one.site for one in built), truth)
