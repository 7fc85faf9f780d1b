"""What changed since the last build, brought into the staging: only that, and what it may touch, is matched again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.build.candidates import Candidate, candidates
from archive.build.identity import host_of
from archive.build.matching import match, related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.build.cache import ParseCache
    from archive.build.holds import Holds
    from archive.build.parts import Articles
    from archive.build.places import Places
    from archive.build.staging import Row, Staging
    from archive.captures import Capture, CaptureStore


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of the reports of the last build that may read otherwise now. None: all of them, whatever they were."""

    before: frozenset[str] | None
    since: int
    """Mark of the captures that the last build knew."""


def restage(
    articles: Articles, cache: ParseCache, staging: Staging, basis: str, holds: Holds, places: Places
) -> Touched:
    """Bring the staging up to the captures, places and holds of the folder, and match what that touches.

    `basis` names parser, writer, index and cache: with another basis everything is looked at again.
    """
    if staging.about("basis") != basis:
        staging.clear()
    store = articles.store
    since = staging.about("mark") or 0
    known: dict[str, Any] = {"places": places.by_host(), "holds": holds.since}
    changed = _changed_urls(articles, staging, since, known) if since else None
    touched = _stage_again(staging, changed) if changed is not None else None
    found = store.captures() if changed is None else _captures_of(store, changed)
    staged = []
    for item in candidates(found, articles, cache, holds):
        if isinstance(item, Candidate):
            staging.add(item, places)
            staged.append(item.key)
        else:
            staging.refuse(item)
    before = None
    if touched is not None:
        near = _near(staging, [*touched, *(row for key in staged for row in staging.find("key = ?", key))])
        before = frozenset(row.report_id for row in [*touched, *near.values()] if row.report_id)
        staged = [*near]
    staging.look_at(staged)
    match(staging)
    for name, value in {**known, "basis": basis, "mark": store.mark()}.items():
        staging.note(name, value)
    return Touched(before, since)


def _changed_urls(articles: Articles, staging: Staging, since: int, known: dict[str, Any]) -> list[str]:
    """Addresses with new captures, and all on hosts of which something else is known now."""
    urls = articles.changed_urls(since)
    urls |= {part for url in urls for part in articles.parts_of(url).urls()}
    hosts: set[str] = set()
    for name, value in known.items():
        before = staging.about(name) or {}
        hosts |= {host for host in value.keys() | before.keys() if value.get(host, "") != before.get(host, "")}
    if hosts:
        urls |= {url for url in articles.store.urls() if host_of(url) in hosts}
    return sorted(urls)


def _captures_of(store: CaptureStore, urls: Iterable[str]) -> Iterator[Capture]:
    for url in urls:
        yield from store.captures_of(url)


def _stage_again(staging: Staging, urls: Iterable[str]) -> list[Row]:
    """Take the changed addresses out of the staging; returns the candidates that they were."""
    were = [row for url in urls for row in staging.find("url = ?", url)]
    for url in urls:
        staging.forget(url)
    return were


def _near(staging: Staging, changed: Iterable[Row]) -> dict[str, Row]:
    """All staged candidates that matching may bring together with the changed ones, directly or through others."""
    near: dict[str, Row] = {}
    ahead = list(changed)
    while ahead:
        for row in related(staging, ahead.pop()):
            if row.key not in near:
                near[row.key] = row
                ahead.append(row)
    return near
