"""What reviewers decided about doubtful agencies: ``agency-decisions.csv`` here, and one of the archive folder's own.

Columns: ``name`` (as printed, white space removed), ``host`` (empty: wherever it stands; ``import``: brought in without an
address), ``region_code`` (``-``: reviewed, and it cannot be told), ``agency`` (canonical name; empty: as printed), ``note``.
The archive's own file comes first.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from archive.reference.regions import RegionsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = ("name", "host", "region_code", "agency", "note")
_UNKNOWABLE = "-"


class Decision(NamedTuple):
    """One decision: the region (None: cannot be told), the canonical name where it differs, and why."""

    region_code: str | None
    agency: str | None
    note: str


class Decisions:
    """Decisions by name and host."""

    def __init__(self, regions: Iterable[str], own: Path | None = None) -> None:
        known = frozenset(regions)
        packaged = files("archive.reference") / "agency-decisions.csv"
        self._found = _read("agency-decisions.csv", packaged.read_text(encoding="utf-8"), known)
        if own is not None and own.is_file():
            self._found |= _read(str(own), own.read_text(encoding="utf-8-sig"), known)

    def of(self, name: str, host: str) -> Decision | None:
        """The decision on this name at this host, else wherever it stands."""
        return self._found.get((name, host)) or self._found.get((name, ""))


def _read(path: str, text: str, known: frozenset[str]) -> dict[tuple[str, str], Decision]:
    table = csv.DictReader(text.splitlines())
    if missing := set(COLUMNS[:3]) - set(table.fieldnames or ()):
        raise RegionsError(f"{path}: the first line must name the columns {', '.join(sorted(missing))} too")
    return {
        (row["name"], row["host"]): _decision(path, table.line_num, row, known) for row in table if row["region_code"]
    }


def _decision(path: str, line: int, row: Mapping[str, str], known: frozenset[str]) -> Decision:
    code = row["region_code"]
    if code != _UNKNOWABLE and code not in known:
        raise RegionsError(f"{path}, line {line}: {code} is no region code; write one, or - where it cannot be told")
    return Decision(None if code == _UNKNOWABLE else code, row.get("agency") or None, row.get("note") or "")
