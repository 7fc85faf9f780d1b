"""Which figure of a statistics row in text is the year's, when columns are known by their order only.

An extractor may have dropped blank cells, so the figure is taken only where every way to put the row's cells under the
header agrees on it.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from parsers.statistics_form import load_statistics
from parsers.text import read_label, read_value, squeeze
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell

UNIT_CELL = re.compile(r"(?:条|件|次|篇|个|人|人次|元|万元|项|宗|份)")
_CODE = re.compile(r"\d{1,3}")
_REMARKS = frozenset({"备注", "说明"})
_MOST_COLUMNS = 8

Column = Literal["unit", "code", "remark", "figure"]


def year_figure(header: Sequence[GridCell], label: int, year: int, behind: Sequence[GridCell]) -> GridCell | None:
    """The cell under header column `year`, given the cells behind the label; None where it cannot be told.

    `label` is the header column over the labels. Where rows are not marked, the serial number of the next row may
    stand at the end of this one.
    """
    columns = [_column(cell.text) for cell in header[label + 1 :]]
    at = year - label - 1
    if len(behind) == len(columns) and not any(is_word(c.text) and not _is_unit(c) for c in behind):
        return behind[at]
    cells = [cell for cell in behind if cell.text]
    while cells and is_word(cells[0].text) and not _is_unit(cells[0]):
        cells.pop(0)
    if "unit" not in columns:
        cells = [cell for cell in cells if not _is_unit(cell)]
    if label and len(cells) == len(columns) + 1:
        cells.pop()
    if not 0 <= at < len(columns) <= _MOST_COLUMNS:
        return None
    found = {_under(places, at) for places in _ways(columns, cells)}
    if len(found) != 1:
        return None
    place = found.pop()
    return None if place is None else cells[place]


def count_figures(header: Sequence[GridCell], label: int) -> int:
    """How many columns of a header beside that of the labels hold digits, serial numbers and codes among them."""
    others = [cell.text for i, cell in enumerate(header) if i != label]
    return sum(_column(text) in ("code", "figure") for text in others)


def _column(text: str) -> Column:
    core = read_label(text).core
    if core.endswith("单位"):
        return "unit"
    if core in load_statistics().code_words:
        return "code"
    return "remark" if core in _REMARKS else "figure"


def _is_unit(cell: GridCell) -> bool:
    return UNIT_CELL.fullmatch(squeeze(cell.text)) is not None


def _fits(column: Column, cell: GridCell) -> bool:
    if column == "unit":
        return _is_unit(cell)
    if column == "remark":
        return read_value(cell.text).kind == "text"
    if column == "code" and read_value(cell.text).kind == "number":
        return _CODE.fullmatch(squeeze(cell.text)) is not None
    return not is_word(cell.text)


def _ways(columns: Sequence[Column], cells: Sequence[GridCell]) -> list[tuple[int, ...]]:
    """Every way to put the cells, in their order, under columns that can hold them."""
    return [
        places
        for places in combinations(range(len(columns)), len(cells))
        if all(_fits(columns[place], cell) for place, cell in zip(places, cells, strict=True))
    ]


def _under(places: tuple[int, ...], column: int) -> int | None:
    """The number of the cell that stands under a column."""
    return places.index(column) if column in places else None
