"""The numbers of one report, by ``table/row/column``, with what stands in the cells that hold no plain number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from archive.site.language import say
from archive.site.pages.common import rows
from archive.site.text import number

WIDE = ("requests", "reconsideration_and_litigation")
KEYS = ("report_id", "row")


@dataclass(slots=True)
class Value:
    """One cell as it is shown. `kind` is that of the public interface; `problems` are numbers of notes on the page."""

    table: str
    row: str
    column: str
    kind: str = "number"
    value: float | None = None
    raw: str | None = None
    unit: str | None = None
    derived: float | None = None
    problems: list[int] = field(default_factory=list)
    tone: str = ""

    @property
    def path(self) -> str:
        """``table/row/column``"""
        return f"{self.table}/{self.row}/{self.column}"

    @property
    def shown(self) -> str:
        """What to print in the cell: the number, else what stands on the page."""
        if self.kind == "blank":
            return say("空白", "blank")
        return number(self.value) if self.raw is None else self.raw


async def values_of(datasette: Any, report_id: str) -> dict[str, Value]:
    """All cells of a report by path; a cell that the page does not have is not there."""
    found: dict[str, Value] = {}
    by_report = {"id": report_id}
    for table in WIDE:
        for row in await rows(datasette, f"select * from {table} where report_id = :id", by_report):  # noqa: S608
            for column in row.keys():  # noqa: SIM118  a sqlite3.Row iterates over its values
                if column not in KEYS and row[column] is not None:
                    _add(found, Value(table, row["row"], column, value=row[column]))
    sql = 'select "row", "column", value from proactive_disclosure where report_id = :id and value is not null'
    for row in await rows(datasette, sql, by_report):
        _add(found, Value("proactive_disclosure", row["row"], row["column"], value=row["value"]))
    sql = "select key, value from statistics where report_id = :id and value is not null"
    for row in await rows(datasette, sql, by_report):
        _add(found, Value("statistics", row["key"], "value", value=row["value"]))
    for row in await rows(datasette, "select * from cells_not_plain where report_id = :id", by_report):
        value = _add(found, Value(row["table"], row["row"], row["column"]))
        value.kind, value.raw, value.unit, value.derived = row["kind"], row["raw"], row["unit"], row["derived"]
    return found


def _add(found: dict[str, Value], value: Value) -> Value:
    return found.setdefault(value.path, value)
