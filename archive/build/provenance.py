"""Where each number stands, kept small: one JSON text per report and table.

``[{"by": ["table", "row", "cell"], "columns": ["natural_person", …], "rows": {"new_requests": [[0, 5, [2, 3, …]]]}}]``:
`by` names the coordinates of a locator; a row's entry holds the coordinates that its cells share, and then the last one for
each column, or null where the entry has no such cell. A row whose cells share less has several entries, and a table whose
cells are located by different coordinates several such objects.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from parsers.model import Cell, Locator


def encode(cells: Iterable[Cell]) -> str:
    """The locators of one table's cells as compact JSON."""
    kinds: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells:
        kinds.setdefault(tuple(cell.locator), []).append(cell)
    blocks = [_block(by, alike) for by, alike in kinds.items()]
    return json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))


def decode(locators: str) -> dict[tuple[str, str], Locator]:
    """Locators by row and column."""
    found: dict[tuple[str, str], Locator] = {}
    for block in json.loads(locators):
        for row, entries in block["rows"].items():
            for *shared, lasts in entries:
                for column, last in zip(block["columns"], lasts, strict=True):
                    if last is not None:
                        found[row, column] = dict(zip(block["by"], [*shared, last], strict=True))
    return found


def _block(by: tuple[str, ...], cells: list[Cell]) -> dict[str, Any]:
    columns = list(dict.fromkeys(cell.column for cell in cells))
    rows: dict[str, list[list[Any]]] = {}
    for cell in cells:
        *shared, last = cell.locator.values()
        entries = rows.setdefault(cell.row, [])
        entry = next((e for e in entries if e[:-1] == shared), None)
        if entry is None:
            entry = [*shared, [None] * len(columns)]
            entries.append(entry)
        entry[-1][columns.index(cell.column)] = last
    return {"by": by, "columns": columns, "rows": rows}


def locate(connection: sqlite3.Connection, report_id: str, table: str) -> dict[tuple[str, str], Locator]:
    """Locators of one table of one report in the published database, by row and column; empty where there are none."""
    sql = 'SELECT locators FROM provenance WHERE report_id = ? AND "table" = ?'
    row = connection.execute(sql, (report_id, table)).fetchone()
    return decode(row[0]) if row else {}
