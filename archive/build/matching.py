"""Which candidates are one report: the same agency, year, scope and edition with the same cells at several addresses.

Addresses at one place (region, or host where the region is unknown) need equal cells; addresses at different places need
equal text as well, since two small bodies of the same name may both report nothing but zeros.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from archive.build.grouping import PAGE_OF, join_files, speaker
from archive.build.identity import agency_id, host_of, short_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.build.staging import Row, Staging

_SAME = "agency, year, scope, edition, cells_hash, CASE WHEN cells_hash = '' THEN text_hash END"
_PAGE = f"SELECT leader {PAGE_OF.format('candidate')}"
_BESIDE = """SELECT min(other.leader) FROM candidate AS other WHERE other.via = candidate.via AND other.is_read
  AND other.agency = candidate.agency AND other.year = candidate.year"""
_LED_TO = """SELECT min(other.leader) FROM candidate AS other WHERE other.via = candidate.url AND other.is_read
  AND (other.year = candidate.year OR other.year IS NULL OR candidate.year IS NULL)"""
_REPLACED_BY = """UPDATE candidate SET replaced_by = (SELECT other.report_id FROM candidate AS other
    WHERE other.url = candidate.url AND other.last_seen > candidate.last_seen ORDER BY other.last_seen DESC LIMIT 1)
  WHERE key IN (SELECT key FROM near) AND url IN (SELECT url FROM candidate WHERE key <> url)"""
_STATUS_RANK = {"parsed": 0, "partial": 1, "needs_ocr": 2, "unreadable": 3}


def match(staging: Staging) -> None:
    """Give the candidates looked at their reports: merge equal ones, attach files to the report on their page."""
    for _, group in groupby(staging.rows(f"{_SAME}, official DESC, key", "is_read"), key=_content):
        for members in _merged(group):
            for row in members:
                staging.follow(row.key, members[0].key)
    for row in list(staging.rows("+key", "NOT is_read")):
        staging.follow(row.key, row.key)
    join_files(staging)
    lone = "NOT is_read AND key IN (SELECT key FROM near)"
    staging.change(f"UPDATE candidate SET leader = coalesce(({_PAGE}), ({_BESIDE}), ({_LED_TO}), leader) WHERE {lone}")  # noqa: S608
    _name_reports(staging)
    _find_variants(staging)
    staging.change(_REPLACED_BY)


def related(staging: Staging, row: Row) -> Iterator[Row]:
    """All candidates that matching may bring together with this one, or set apart from it by name."""
    yield from staging.find("alias = ? OR via = ? OR url IN (?, ?)", row.alias, row.url, row.via, row.url)
    if row.agency is not None and row.year is not None:
        yield from staging.find("agency = ? AND year = ?", row.agency, row.year)
    elif row.is_read:
        unnamed = "cells_hash = ? AND text_hash = ? AND (agency IS NULL OR year IS NULL)"
        yield from staging.find(unnamed, row.cells_hash, row.text_hash)


def owner(row: Row) -> str | None:
    """Id of the agency of a candidate."""
    return agency_id(row.agency, row.region_code, host_of(row.url)) if row.agency else None


def _content(row: Row) -> tuple[object, ...]:
    if row.agency is None or row.year is None:
        return (row.cells_hash, row.text_hash, row.sha256)
    return (row.agency, row.year, row.scope, row.edition, row.cells_hash, "" if row.cells_hash else row.text_hash)


def _merged(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows with the same content in the groups that are one report, best address first."""
    groups: list[list[Row]] = []
    home_of: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        signs = [("host", host_of(row.url)), ("region", row.region_code or ""), ("text", row.text_hash)]
        signs = [sign for sign in signs if sign[1]]
        home = next((home_of[sign] for sign in signs if sign in home_of), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(row)
        for sign in signs:
            home_of.setdefault(sign, home)
    return groups


def _name_reports(staging: Staging) -> None:
    """Name each report after its best address. Where several would bear one name, the first address keeps it."""
    taken = ""
    leaders = list(staging.rows("alias, is_read DESC, key", "leader = key"))
    named = [(_alias(staging, row), row) for row in leaders]
    for alias, row in sorted(named, key=lambda item: (item[0], not item[1].is_read, item[1].key)):
        name = f"{alias}-{short_hash(row.key)[:6]}" if alias == taken else alias
        staging.change("UPDATE candidate SET report_id = ? WHERE leader = ?", name, row.key)
        taken = alias


def _alias(staging: Staging, row: Row) -> str:
    """The name that a report's record gives it; where the file shown says too little, that of its page."""
    if row.agency is not None and row.year is not None:
        return row.alias
    return speaker(row, staging.members(row.key)).alias


def _find_variants(staging: Staging) -> None:
    """Where one agency has several reports for one year and scope, point from the others to the one to count."""
    rows = staging.rows("agency, year, scope, key", "agency IS NOT NULL AND year IS NOT NULL AND leader = key")
    for _, group in groupby(rows, key=lambda row: (row.agency, row.year, row.scope)):
        by_owner: dict[str | None, list[Row]] = {}
        for row in group:
            by_owner.setdefault(owner(row), []).append(row)
        for found in by_owner.values():
            _point_to_best(staging, found)


def _point_to_best(staging: Staging, rows: Iterable[Row]) -> None:
    ranked = sorted(rows, key=_preference)
    for row in ranked[1:]:
        staging.change("UPDATE candidate SET variant_of = ? WHERE key = ?", ranked[0].report_id, row.key)


def _preference(row: Row) -> tuple[object, ...]:
    is_corrected = row.edition == "corrected"
    return (_STATUS_RANK[row.status], not is_corrected, not row.official, -row.cells, row.key)
