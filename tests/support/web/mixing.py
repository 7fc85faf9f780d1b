"""What the families' makers share: rows in pages, reports among look-alikes."""

from __future__ import annotations

from tests.support.web.pages import Item, put_lookalikes, put_reports, titles
from tests.support.web.server import Host

YEARS = range(2009, 2025)


def split(items: list[Item], size: int) -> list[list[Item]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def mixed(host: Host, place: str, pattern: str) -> tuple[list[Item], set[str]]:
    reports = put_reports(host, titles(place, YEARS), pattern)
    others = put_lookalikes(host, place, pattern)
    mixed = [*reports[:3], others[0], *reports[3:10], *others[1:3], *reports[10:], *others[3:]]
    return mixed, {host.url(item.path) for item in reports}
