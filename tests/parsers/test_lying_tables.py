"""Tables that lie on their side, and rows or columns that are lines of one cell: read where the words leave one way, else said."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape

import pytest

from tests.parsers.adversary import judge
from tests.support.own_report import T2, T3, Rows, Td, html_table, page, report

FORMS = ("2021", "2019")


def _turned(rows: Rows) -> Rows:
    """Rows as columns, spans and all."""
    slots: dict[tuple[int, int], Td] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in slots:
                x += 1
            slots |= {(y + h, x + w): cell for h in range(cell.high) for w in range(cell.wide)}
            x += cell.wide
    width, seen = 1 + max(x for _, x in slots), set[int]()
    lines: Rows = [[] for _ in range(width)]
    for x in range(width):
        for y in range(len(rows)):
            cell = slots.get((y, x))
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                turned = deepcopy(cell)
                turned.wide, turned.high = cell.high, cell.wide
                lines[x].append(turned)
    return lines


def _turned_blocks(rows: Rows) -> Rows:
    """Each block of table two turned, its caption left alone."""
    found: Rows = []
    block: Rows = []
    for row in [*rows, [Td("第二十条")]]:
        if row[0].text.startswith("第二十条"):
            found += _turned(block) if block else []
            found.append(row)
            block = []
        else:
            block.append(row)
    return found[:-1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", [T2, T3])
def test_a_lying_table_is_read(table: str, form: str) -> None:
    """Applicants as rows and outcomes as columns; the columns of table two as rows."""
    own = report(11, form)
    rows = own.tables[table]
    lying = _turned_blocks(rows) if table == T2 else _turned(rows)
    found = judge(
        page(own, {key: html_table(lying if key == table else r) for key, r in own.tables.items()}), own.truth()
    )
    assert found.wrong + found.lost == []
    assert not found.said & {"S-ROW", "S-COLUMNS"}


def _joined(rows: Rows, by: str) -> str:
    """Table three with its lines joined: the seven values of a row in one cell, or rows of a group as lines of one row's cells."""
    if by == "seven values in a cell":
        joined = [
            [*(c for c in row if not c.path), Td("", 7, raw="<br>".join(values))]
            if (values := [c.text for c in row if c.path])
            else row
            for row in rows
        ]
        return html_table(joined)
    lines: Rows = []
    left = 0
    for row in rows:
        group = next((c for c in row if c.high > 1 and re.match(r"（[三四五六]）", c.text)), None)
        if group:
            left, group.high = group.high, 1
            lines.append(row)
        elif left > 1:
            left -= 1
            for above, cell in zip(lines[-1][-len(row) :], row, strict=True):
                above.raw = f"{above.raw or escape(above.text)}<br>{escape(cell.text)}"
        else:
            lines.append(row)
        lines[-1][0].high = max(1, lines[-1][0].high)
    return re.sub(r'rowspan="?2[0-9]"?', 'rowspan="13"', html_table(lines))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("by", ["seven values in a cell", "lines of a group in one row"])
def test_lines_inside_cells_are_rows_and_columns(by: str, form: str) -> None:
    own = report(13, form)
    truth = own.truth()
    found = judge(
        page(own, {key: _joined(rows, by) if key == T3 else html_table(rows) for key, rows in own.tables.items()}),
        truth,
    )
    assert found.wrong + found.lost == []


@pytest.mark.parametrize(
    "cell", ["4<br>0<br>0<br>0<br>0<br>4", "1 234 567 890 123 456 789", "4<br>0<br>x<br>0<br>0<br>0<br>4"]
)
def test_lines_that_fit_in_no_one_way_are_said(cell: str) -> None:
    """Six values for seven columns, blanks lost; one long number; a word among the values."""
    own = report(13)
    rows = own.tables[T3]
    at = next(i for i, row in enumerate(rows) if any("new_requests" in c.path for c in row))
    rows[at] = [*(c for c in rows[at] if not c.path), Td("", 7, raw=cell)]
    truth = {path: value for path, value in own.truth().items() if "new_requests" not in path}
    found = judge(page(own, {key: html_table(r) for key, r in own.tables.items()}), truth)
    assert not [path for path in found.wrong if path in truth]
    assert found.silent == []
