"""Table three as boxes: header, group labels, extra and missing rows and columns."""

from __future__ import annotations

from tests.wild import form
from tests.wild.labels import corner, label
from tests.wild.model import Box, Draw, Path, Printed, Row, Sheet

Cells = dict[Path, Printed]
_FIVE = form.COLUMNS[1:6]


def value_boxes(draw: Draw, row: str, cells: Cells) -> list[Box]:
    """The seven values of a row; a row of equal marks may be one merged cell."""
    paths = [(form.T3, row, column) for column, _ in form.COLUMNS]
    how, first = draw["merged_values"], cells[paths[0]]
    alike = how != "none" and len({cells[p].text for p in paths}) == 1 and not first.value
    if alike and (how == "all zero rows" or draw.chance("merge row", 0.4)):
        return [Box(first.text, colspan=7, role="value", paths=tuple(paths), printed=first)]
    return [Box(cells[p].text, role="value", paths=(p,), printed=cells[p]) for p in paths]


def header(draw: Draw) -> list[Row]:
    """The header rows in one of their seven shapes."""
    shape = str(draw["t3_header"])
    names = {key: label(draw, name) for key, name in form.COLUMNS}
    if shape == "breaks":
        names = {
            key: name if "\n" in name or len(name) < 4 else name[:2] + "\n" + name[2:] for key, name in names.items()
        }
    who, legal = "申请人情况", label(draw, "法人或其他组织")

    def head(text: str, colspan: int = 1, rowspan: int = 1) -> Box:
        return Box(text, colspan, rowspan, "head")

    five = [head(names[key]) for key, _ in _FIVE]
    if shape == "one level":
        return [_head_row(head(corner(draw), 3), head(names["natural_person"]), *five, head(names["total"]))]
    if shape in ("two levels", "no parent"):
        first = _head_row(
            head(corner(draw), 3, 2), head(names["natural_person"], 1, 2), head(legal, 5), head(names["total"], 1, 2)
        )
        if shape == "no parent":
            first = _head_row(head(corner(draw), 3, 2), head(who, 7))
            return [first, _head_row(head(names["natural_person"]), *five, head(names["total"]))]
        return [first, _head_row(*five)]
    if shape == "no rowspans":
        return [
            _head_row(head(corner(draw), 3), head(who, 7)),
            _head_row(head("", 3), head(names["natural_person"]), head(legal, 5), head(names["total"])),
            _head_row(head("", 3), head(""), *five, head("")),
        ]
    depth = 4 if shape == "words split" else 3
    rows = [
        _head_row(head(corner(draw), 3, depth), head(who, 7)),
        _head_row(head(names["natural_person"], 1, depth - 1), head(legal, 5), head(names["total"], 1, depth - 1)),
    ]
    if shape == "words split":
        plain = [name for _, name in _FIVE]
        halves = [(name[: len(name) // 2], name[len(name) // 2 :]) if len(name) > 2 else (name, "") for name in plain]
        return [*rows, _head_row(*(head(a) for a, _ in halves)), _head_row(*(head(b) for _, b in halves))]
    return [*rows, _head_row(*five)]


def _head_row(*boxes: Box) -> Row:
    return Row(list(boxes), "header", "head")


def body(draw: Draw, cells: Cells, single_other: bool) -> list[Row]:
    """The 25 (or 23) rows with their group labels."""
    rows = [
        Row([Box(label(draw, text, unit=True), colspan=3), *value_boxes(draw, key, cells)], key)
        for key, text in (form.NEW, form.CARRIED_IN)
    ]
    results: list[Row] = [_inner(draw, cells, key, text) for key, text in (form.DISCLOSED, form.PARTIAL)]
    for name, items in form.GROUPS:
        if single_other and name == form.OTHER_SINGLE[1]:
            results.append(_inner(draw, cells, *form.OTHER_SINGLE))
        else:
            results.extend(_group(draw, cells, name, items))
    results.append(_inner(draw, cells, *form.TOTAL))
    outer = Box(label(draw, form.RESULTS), rowspan=len(results), role="group")
    _place_group(draw, results, outer)
    rows += results
    key, text = form.CARRIED_OUT
    return [*rows, Row([Box(label(draw, text), colspan=3), *value_boxes(draw, key, cells)], key)]


def _inner(draw: Draw, cells: Cells, key: str, text: str) -> Row:
    return Row([Box(label(draw, text), colspan=2), *value_boxes(draw, key, cells)], key)


def _group(draw: Draw, cells: Cells, name: str, items: tuple[tuple[str, str], ...]) -> list[Row]:
    rows = [Row([Box(label(draw, text)), *value_boxes(draw, key, cells)], key, group=name) for key, text in items]
    if draw["groups"] == "inside item":
        for row in rows:
            row.boxes[0].text = label(draw, name) + row.boxes[0].text
            row.boxes[0].colspan = 2
        return rows
    _place_group(draw, rows, Box(label(draw, name), rowspan=len(rows), role="group"))
    return rows


def _place_group(draw: Draw, rows: list[Row], box: Box) -> None:
    """Put a group label before its rows: spanned, on the first row only, on each, or with empty cells below."""
    how = draw["groups"] if box.rowspan > 1 else "spans"
    if how in ("spans", "inside item"):
        rows[0].boxes.insert(0, box)
        return
    for n, row in enumerate(rows):
        one = box.copy()
        one.rowspan = 1
        if n == 0 or how == "repeated":
            row.boxes.insert(0, one)
        elif how == "empty cells":
            one.text = ""
            row.boxes.insert(0, one)


def sheet(draw: Draw, cells: Cells, single_other: bool) -> Sheet:
    """The whole of table three."""
    return Sheet(form.T3, [*header(draw), *body(draw, cells, single_other)], 10)
