"""The agencies of the archive as rows, and those whose place is doubtful: listed for review, never guessed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from archive.build.identity import agency_id
from archive.reference import COLUMNS, government_name

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archive.build.staging import Staging

_AGENCIES = """INSERT INTO agencies
  SELECT agency_id, max(agency), max(region_code), max(admin_level), max(agency_kind), max(sector), NULL,
    count(*) FILTER (WHERE variant_of IS NULL), min(year), max(year)
  FROM reports WHERE agency_id IS NOT NULL GROUP BY agency_id ORDER BY agency_id"""
_PARENTS = """UPDATE agencies SET parent_id = (
    SELECT government_id(place.code, place.name, (SELECT name FROM regions WHERE code = place.parent_code))
    FROM regions AS own JOIN regions AS place
      ON place.code = iif(agencies.agency_kind = 'government' AND agencies.admin_level <> 'township', own.parent_code, own.code)
    WHERE own.code = agencies.region_code AND place.source <> 'beyond')
  WHERE region_code IS NOT NULL AND coalesce(agency_kind, '') <> 'vertical_bureau'"""
_NAMES = """INSERT INTO agency_names
  SELECT agency_id, agency_printed, min(year), max(year), count(*) FROM reports
  WHERE agency_id IS NOT NULL AND agency_printed IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"""
_DOUBTS = """printed, iif(host = '', 'import', host), min(doubt), nullif(min(doubtful_codes), ''), count(*), min(url) FROM candidate
  WHERE doubt IS NOT NULL AND leader = key GROUP BY 1, 2 ORDER BY 1, 2"""


def fill_agencies(connection: sqlite3.Connection) -> None:
    """Fill ``agencies`` from ``reports`` and ``regions``.

    The parent of a body is the government of its place, that of a government the government above: its id follows from
    the place and is given whether or not the archive has it. A vertical agency is led from above and has none.
    """
    connection.create_function("government_id", 3, _government_id, deterministic=True)
    connection.execute(_AGENCIES)
    connection.execute(_PARENTS)


def fill_agency_names(connection: sqlite3.Connection) -> None:
    """Fill ``agency_names`` from ``reports``."""
    connection.execute(_NAMES)


def doubt_rows(staging: Staging) -> list[tuple[Any, ...]]:
    """Rows of ``agency_doubts``: undecided names by host, how many reports they concern and the address of one."""
    return list(staging.select(_DOUBTS))


def write_doubts(staging: Staging, path: Path) -> int:
    """Write the undecided names as lines of a decisions file whose region is still empty; gives their number."""
    found = doubt_rows(staging)
    draft = path.with_suffix(".csv.part")
    with draft.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        for name, host, reason, codes, reports, url in found:
            said = f"{reason} {codes or ''}".strip()
            rows.writerow((name, host, "", "", f"{said}; {reports} reports; {url}"))
    draft.replace(path)
    return len(found)


def _government_id(code: str, name: str, above: str | None) -> str:
    return agency_id(government_name(code, name, above), code, "")
