"""Table four as boxes: one row of fifteen, two or three tables, or one row a group."""

from __future__ import annotations

from tests.wild import form
from tests.wild.labels import label
from tests.wild.model import Box, Draw, Path, Printed, Row, Sheet

Cells = dict[Path, Printed]
LITIGATION = "行政诉讼"


def _names(draw: Draw) -> list[Box]:
    how = draw["t4_words"]
    boxes = []
    for key, name in form.T4_COLUMNS:
        text = label(draw, name)
        if key != "total" and how == "breaks":
            text = name[:2] + "\n" + name[2:]
        elif key != "total" and how == "cut":
            text = name[:2]
        elif how == "spaces":
            text = " ".join(name)
        boxes.append(Box(text, role="head"))
    return boxes


def _values(cells: Cells, group: str) -> list[Box]:
    paths = [(form.T4, group, key) for key, _ in form.T4_COLUMNS]
    return [Box(cells[p].text, role="value", paths=(p,), printed=cells[p]) for p in paths]


def _head(*boxes: Box) -> Row:
    return Row(list(boxes), "header", "head")


def _official(draw: Draw, cells: Cells) -> list[Sheet]:
    first = _names(draw)
    for box in first:
        box.rowspan = 2
    suits = [Box(label(draw, name), 5, role="head") for _, name in form.T4_GROUPS[1:]]
    values = [box for group, _ in form.T4_GROUPS for box in _values(cells, group)]
    rows = [
        _head(Box(label(draw, "行政复议"), 5, role="head"), Box(label(draw, LITIGATION), 10, role="head")),
        _head(*first, *suits),
        _head(*_names(draw), *_names(draw)),
        Row(values, "values"),
    ]
    return [Sheet(form.T4, rows, 15)]


def _flat(draw: Draw, cells: Cells) -> list[Sheet]:
    groups = [Box(label(draw, name), 5, role="head") for _, name in form.T4_GROUPS]
    values = [box for group, _ in form.T4_GROUPS for box in _values(cells, group)]
    names = [box for _ in form.T4_GROUPS for box in _names(draw)]
    return [Sheet(form.T4, [_head(*groups), _head(*names), Row(values, "values")], 15)]


def _two(draw: Draw, cells: Cells) -> list[Sheet]:
    first = Sheet(
        form.T4,
        [
            _head(Box(label(draw, "行政复议"), 5, role="head")),
            _head(*_names(draw)),
            Row(_values(cells, "reconsideration"), "values"),
        ],
        5,
    )
    suits = [Box(label(draw, name), 5, role="head") for _, name in form.T4_GROUPS[1:]]
    values = [box for group, _ in form.T4_GROUPS[1:] for box in _values(cells, group)]
    second = [
        _head(Box(label(draw, LITIGATION), 10, role="head")),
        _head(*suits),
        _head(*_names(draw), *_names(draw)),
        Row(values, "values"),
    ]
    return [first, Sheet(form.T4, second, 10)]


def _three(draw: Draw, cells: Cells) -> list[Sheet]:
    return [
        Sheet(
            form.T4,
            [_head(Box(label(draw, name), 5, role="head")), _head(*_names(draw)), Row(_values(cells, group), "values")],
            5,
        )
        for group, name in form.T4_GROUPS
    ]


def _vertical(draw: Draw, cells: Cells) -> list[Sheet]:
    rows = [_head(Box("", role="head"), *_names(draw))]
    rows += [Row([Box(label(draw, name)), *_values(cells, group)], group) for group, name in form.T4_GROUPS]
    return [Sheet(form.T4, rows, 6)]


_LAYOUTS = {"official": _official, "flat": _flat, "two tables": _two, "three tables": _three, "vertical": _vertical}


def sheets(draw: Draw, cells: Cells) -> list[Sheet]:
    """Table four in the layout that the knob names."""
    return _LAYOUTS[str(draw["t4_layout"])](draw, cells)
