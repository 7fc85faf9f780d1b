"""The numbers of one report, by ``table/row/column``, with what stands in the cells that hold no plain number."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.site.language import say
from archive.site.pages.common import rows
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return (await values_by_report(datasette, [report_id]))[report_id]


async def values_by_report(datasette: Any, report_ids: Sequence[str]) -> dict[str, dict[str, Value]]:
    """The cells of several reports, by report and path, in one query a table."""
    found: dict[str, dict[str, Value]] = {report_id: {} for report_id in report_ids}
    asked = {"ids": json.dumps(list(report_ids))}
    for table in WIDE:
        for row in await rows(datasette, _select(table), asked):
            for column in row.keys():  # noqa: SIM118  a sqlite3.Row iterates over its values
                if column not in KEYS and row[column] is not None:
                    _add(found, row, Value(table, row["row"], column, value=row[column]))
    for row in await rows(datasette, _select("proactive_disclosure"), asked):
        if row["value"] is not None:
            _add(found, row, Value("proactive_disclosure", row["row"], row["column"], value=row["value"]))
    for row in await rows(datasette, _select("statistics"), asked):
        if row["value"] is not None:
            _add(found, row, Value("statistics", row["key"], "value", value=row["value"]))
    for row in await rows(datasette, _select("cells_not_plain"), asked):
        value = _add(found, row, Value(row["table"], row["row"], row["column"]))
        value.kind, value.raw, value.unit, value.derived = row["kind"], row["raw"], row["unit"], row["derived"]
    return found


def _select(table: str) -> str:
    return f"select * from {table} where report_id in (select value from json_each(:ids))"  # noqa: S608


def _add(found: dict[str, dict[str, Value]], row: Any, value: Value) -> Value:
    return found[row["report_id"]].setdefault(value.path, value)
