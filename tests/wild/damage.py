"""What happens to a table between the form and the page: spans, splits, notes, spacers, rows lost and added."""

from __future__ import annotations

from tests.wild import form
from tests.wild.model import Box, Draw, Row, Sheet


def _values(row: Row) -> list[int]:
    return [n for n, box in enumerate(row.boxes) if box.role == "value"]


def _shrink(sheet: Sheet, at: int, by: int) -> None:
    """Row `at` goes away (by -1) or comes in (by +1): stretch the rowspans that cross it."""
    for n, row in enumerate(sheet.rows[:at]):
        for box in row.boxes:
            if n + box.rowspan > at:
                box.rowspan += by


def drop_row(sheet: Sheet, draw: Draw) -> str:
    """Lose one row of the results in table three; returns its key."""
    rows = [row for row in sheet.rows if row.key.startswith("results.") and can_go(row)]
    if draw["dropped_row"] == "zero row":
        rows = [r for r in rows if all(b.printed and not b.printed.value for b in r.boxes if b.role == "value")]
    if not rows:
        return ""
    row = draw.pick("dropped row", rows)
    remove(sheet, row)
    return str(row.key)


def can_go(row: Row) -> bool:
    """Whether a row can be left out without its group losing its label."""
    return all(box.rowspan > 1 for box in row.boxes if box.role == "group")


def remove(sheet: Sheet, row: Row) -> None:
    """Leave a row out; a group label that it opens moves to the next row."""
    at = sheet.rows.index(row)
    _shrink(sheet, at, -1)
    opened = [box for box in row.boxes if box.role == "group"]
    for box in opened:
        box.rowspan -= 1
    sheet.rows.remove(row)
    sheet.rows[at].boxes[:0] = opened


def span_error(sheet: Sheet, how: str) -> None:
    """A rowspan one too long or one too short."""
    wanted = "results" if how.startswith("results") else "group"
    for n, row in enumerate(sheet.rows):
        for box in row.boxes:
            outer = box.role == "group" and box.rowspan > 12
            if box.role == "group" and box.rowspan > 1 and outer == (wanted == "results"):
                box.rowspan += 1 if how.endswith("long") else -1
                if wanted == "group" and n % 2:
                    return


def subtotals(sheet: Sheet, how: str) -> None:
    """Rows that add up a group: 小计 inside it, or the group's own name with the sums."""
    for name, items in form.GROUPS:
        keys = [key for key, _ in items]
        at = [n for n, row in enumerate(sheet.rows) if row.key in keys]
        if len(at) < 2:
            continue
        last = at[-1]
        sums = [_sum(sheet, at, column) for column, _ in form.COLUMNS]
        values = [Box(text, role="value") for text in sums]
        for n, row in enumerate(sheet.rows[: last + 1]):
            for box in row.boxes:
                crosses = n + box.rowspan > last + 1
                if box.rowspan > 1 and (crosses or (how == "小计" and n + box.rowspan == last + 1)):
                    box.rowspan += 1
        label = [Box("小计")] if how == "小计" else [Box(name + "小计", colspan=2)]
        sheet.rows.insert(last + 1, Row([*label, *values], "extra", "extra"))


def _sum(sheet: Sheet, rows: list[int], column: str) -> str:
    total = 0.0
    for n in rows:
        for box in sheet.rows[n].boxes:
            if box.printed and box.printed.value and any(path[2] == column for path in box.paths):
                total += box.printed.value
    return str(int(total))


def extra_row(sheet: Sheet, draw: Draw) -> None:
    """A row the form does not have, at the end of the table or at the end of a group."""
    values = [Box("0", role="value") for _ in form.COLUMNS]
    if draw["t3_extra_row"] == "at end":
        sheet.rows.append(Row([Box("五、本年度收取信息处理费件数", colspan=3), *values], "extra", "extra"))
        return
    at = max(n for n, row in enumerate(sheet.rows) if row.key.startswith("results.not_processed"))
    for n, row in enumerate(sheet.rows[: at + 1]):
        for box in row.boxes:
            if box.rowspan > 1 and n + box.rowspan >= at + 1:
                box.rowspan += 1
    sheet.rows.insert(at + 1, Row([Box("6.其他不予处理情形"), *values], "extra", "extra"))


def extra_column(sheet: Sheet, draw: Draw) -> None:
    """A column of remarks at the end, or an applicant kind that the form does not know."""
    remark = draw["t3_extra_column"] == "remark"
    sheet.width += 1
    for n, row in enumerate(sheet.rows):
        if row.role == "head":
            if n == 0:
                if remark:
                    row.boxes.append(Box("备注", rowspan=3, role="head"))
                else:
                    row.boxes[-1].colspan += 1
            elif not remark:
                if n == 1:
                    row.boxes[1].colspan += 1
                else:
                    row.boxes.insert(2, Box("个体工商户", role="head"))
        elif remark:
            row.boxes.append(Box("", role="blank"))
        elif values := _values(row):
            row.boxes.insert(values[min(3, len(values) - 1)], Box("0", role="blank"))


def missing_column(sheet: Sheet, draw: Draw) -> str:
    """A kind of applicant that this agency left out, header and all; returns its key."""
    unused = [
        n
        for n, (key, _) in enumerate(form.COLUMNS)
        if 0 < n < 6
        and not any(
            b.printed and b.printed.value for r in sheet.rows for b in r.boxes if b.paths and b.paths[0][2] == key
        )
    ]
    if not unused:
        return ""
    n = draw.pick("missing column", unused)
    key, _ = form.COLUMNS[n]
    sheet.width -= 1
    for index, row in enumerate(sheet.rows):
        if row.role == "head":
            if index == 0 or index == 1:
                row.boxes[1].colspan -= 1
            else:
                row.boxes.pop(n - 1)
        else:
            row.boxes = [box for box in row.boxes if not any(path[2] == key for path in box.paths)]
    return key


def spacer(sheet: Sheet, where: str) -> None:
    """An empty column that somebody's ruler left behind."""
    before = ""
    for n, row in enumerate(sheet.rows):
        begins, before = before != "head", row.role
        if len(row.boxes) == 1 and row.boxes[0].colspan == sheet.width:
            row.boxes[0].colspan += 1
        elif row.role == "head" and sheet.table != form.T2:
            if begins:
                depth = next((d for d, one in enumerate(sheet.rows[n:]) if one.role != "head"), len(sheet.rows) - n)
                at = 1 if where == "after label" and sheet.table == form.T3 else len(row.boxes)
                row.boxes.insert(at, Box("", rowspan=depth, role="blank"))
        else:
            first = 1 if row.role == "head" else (_values(row) or [len(row.boxes)])[0]
            at = first if where == "after label" and sheet.table != form.T4 else len(row.boxes)
            row.boxes.insert(at, Box("", role="blank"))
    sheet.width += 1


def hidden_cells(sheet: Sheet) -> None:
    """Editors that hide the cells swallowed by a merge instead of leaving them out."""
    for row in sheet.rows:
        boxes: list[Box] = []
        for box in row.boxes:
            boxes.append(box)
            boxes += [Box("", role="hidden") for _ in range(box.colspan - 1)]
        row.boxes = boxes


def split(sheet: Sheet, draw: Draw) -> list[Sheet]:
    """Cut a table in two between two rows of its body, with or without the header again."""
    heads = [row for row in sheet.rows if row.role == "head"]
    at = draw.rng("split").randrange(len(heads) + 3, len(sheet.rows) - 2)
    first, second = sheet.rows[:at], sheet.rows[at:]
    carried: list[Box] = []
    for n, row in enumerate(first):
        for box in row.boxes:
            if n + box.rowspan > at:
                rest = box.copy()
                rest.rowspan, box.rowspan = n + box.rowspan - at, at - n
                if draw["t3_split"] == "plain":
                    rest.text = ""
                carried.append(rest)
    second[0].boxes[:0] = carried
    again = [Row([b.copy() for b in row.boxes], row.key, row.role) for row in heads]
    if draw["t3_split"] == "repeated header":
        second = again + second
    return [Sheet(sheet.table, first, sheet.width, sheet.before), Sheet(sheet.table, second, sheet.width)]


def repeat_header(sheet: Sheet) -> None:
    """The header once more in the middle, where a page ended, between two groups of results."""
    heads = [row for row in sheet.rows if row.role == "head"]
    at = next(n for n, row in enumerate(sheet.rows) if row.key == form.CARRIED_OUT[0])
    sheet.rows[at:at] = [Row([b.copy() for b in row.boxes], row.key, row.role) for row in heads]


def notes(sheet: Sheet, how: str) -> None:
    """A line about units as the first row, a footnote as the last."""
    if how in ("unit first", "both"):
        sheet.rows.insert(0, Row([Box("单位：件", colspan=sheet.width, role="note")], "note", "note"))
    if how in ("note last", "both"):
        text = "注：1.本表数据为本机关全年数据；2.统计截至12月31日。"
        sheet.rows.append(Row([Box(text, colspan=sheet.width, role="note")], "note", "note"))


def heading_row(sheet: Sheet, text: str) -> None:
    """The section heading as the first row of its table."""
    sheet.rows.insert(0, Row([Box(text, colspan=sheet.width, role="title")], "heading", "title"))
