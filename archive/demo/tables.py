"""The three tables as grids of boxes, each with the spans that the form, or a careless hand, gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from archive.demo.form import form, groups

if TYPE_CHECKING:
    from archive.demo.model import Printed

Role = Literal["head", "label", "value"]
LABELS = 3
KINDS = 5


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a grid: its text, what it is, and how many columns and rows it covers."""

    text: str
    role: Role
    columns: int = 1
    rows: int = 1


Grid = list[list[Box]]


def disclosure_grids(rows: list[list[Printed]], era: str, *, apart: bool) -> list[Grid]:
    """Table two: one grid, or one grid a block when they stand `apart`."""
    shape = form()["t2"][era]
    cells = {row[0].row: [cell.raw for cell in row] for row in rows}
    blocks = [_block(block, cells, shape["columns"]) for block in shape["block"]]
    return blocks if apart else [[row for block in blocks for row in block]]


def _block(block: dict[str, Any], cells: dict[str, list[str]], width: int) -> Grid:
    heads = block["heads"]
    grid = [[Box(block["text"], "head", width)]]
    spans = _spans(len(heads), width - 1, early=False)
    grid.append([Box("信息内容", "head"), *(Box(text, "head", span) for text, span in zip(heads, spans, strict=True))])
    # In the form of 2019 the values of the second and third block divide the width differently from their header.
    spans = _spans(len(heads), width - 1, early="items_last_year" in block["keys"])
    for key, label in block["rows"]:
        values = [Box(raw, "value", span) for raw, span in zip(cells[key], spans, strict=True)]
        grid.append([Box(label, "label"), *values])
    return grid


def _spans(count: int, width: int, *, early: bool) -> list[int]:
    """Column spans of `count` cells over `width`; what is left over goes to the first cell, or to the middle one."""
    if count == 1:
        return [width]
    spare = width - count
    if count == 2:
        return [width // 2 + width % 2, width // 2]
    return [1 + spare, 1, 1] if early else [1, 1 + spare, 1]


def requests_grid(rows: list[list[Printed]], era: str, *, flat_head: bool) -> Grid:
    """Table three; with `flat_head` the header's third line has empty cells where the form has row spans."""
    shape = form()["t3"]
    cells = {row[0].row: [Box(cell.raw, "value") for cell in row] for row in rows}
    listed = groups(era)
    single_other = era != "2021"
    depth = 2 + sum(len(group["rows"]) for group in listed) + 1 + (1 if single_other else 0)

    def wide(entry: list[str], columns: int) -> list[Box]:
        return [Box(entry[1], "label", columns), *cells[entry[0]]]

    grid = _requests_head(shape, flat=flat_head)
    grid += [wide(shape["new"], LABELS), wide(shape["carried_in"], LABELS)]
    results = [wide(entry, LABELS - 1) for entry in shape["single"]]
    for group in listed:
        lines = [wide(entry, 1) for entry in group["rows"]]
        lines[0].insert(0, Box(group["text"], "label", 1, len(lines)))
        results += lines
    if single_other:
        results.append(wide(shape["other_2019"], LABELS - 1))
    results.append(wide(shape["result_sum"], LABELS - 1))
    assert len(results) == depth
    results[0].insert(0, Box(shape["results"], "label", 1, depth))
    return [*grid, *results, wide(shape["carried_out"], LABELS)]


def _requests_head(shape: dict[str, Any], *, flat: bool) -> Grid:
    corner = Box(shape["corner"], "head", LABELS, 3)
    tall = 1 if flat else 2
    second = [
        Box(shape["person"], "head", 1, tall),
        Box(shape["bodies"], "head", KINDS),
        Box(shape["sum"], "head", 1, tall),
    ]
    third = [Box(kind, "head") for kind in shape["kinds"]]
    if flat:
        third = [Box("", "head"), *third, Box("", "head")]
    return [[corner, Box(shape["applicants"], "head", KINDS + 2)], second, third]


def disputes_grid(rows: list[list[Printed]]) -> Grid:
    """Table four: three header lines and one line of fifteen values."""
    shape = form()["t4"]
    width = len(shape["heads"])
    first = [Box(shape["reconsideration"][1], "head", width), Box(shape["litigation"], "head", 2 * width)]
    second = [Box(text, "head", 1, 2) for text in shape["heads"]]
    second += [Box(text, "head", width) for _, text in shape["suits"]]
    third = [Box(text, "head") for _ in shape["suits"] for text in shape["heads"]]
    return [first, second, third, [Box(cell.raw, "value") for row in rows for cell in row]]
