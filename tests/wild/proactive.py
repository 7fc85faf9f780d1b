"""Table two as boxes, in the forms of 2021 and 2019, as one table or one per block."""

from __future__ import annotations

from tests.wild import form
from tests.wild.labels import label, title
from tests.wild.model import Box, Draw, Path, Printed, Row, Sheet

Cells = dict[Path, Printed]

# How a row of n values divides the grid after its label: the official way, and the way of a page whose grid has five
# columns and whose header rows and value rows divide it differently.
_OFFICIAL = {3: (1, 1, 1), 2: (1, 2), 1: (3,)}
_FIVE_HEAD = {3: (1, 2, 1), 2: (2, 2), 1: (4,)}
_FIVE_BODY = {3: (2, 1, 1), 2: (2, 2), 1: (4,)}


def _spans(draw: Draw, n: int, block: int, *, head: bool) -> tuple[int, ...]:
    how = draw["t2_spans"]
    if how == "five grid":
        return _FIVE_HEAD[n] if head or block == 0 else _FIVE_BODY[n]
    return (1,) * n if how in ("empty cells", "ragged") else _OFFICIAL[n]


def _fill(draw: Draw, boxes: list[Box], width: int) -> list[Box]:
    """Empty cells where an editor dropped the spans."""
    if draw["t2_spans"] == "empty cells":
        boxes += [Box("", role="blank") for _ in range(width - sum(box.colspan for box in boxes))]
    return boxes


def _value_row(draw: Draw, cells: Cells, block: form.Block, number: int, row: str, width: int) -> list[Box]:
    paths = [(form.T2, row, key) for key, _, _ in block.columns]
    merged = len(paths) > 1 and draw["t2_merged_row"] == "some" and draw["t2_spans"] == "official"
    if merged and len({cells[p].text for p in paths}) == 1 and cells[paths[0]].value in (None, 0):
        return [Box(cells[paths[0]].text, width - 1, role="value", paths=tuple(paths), printed=cells[paths[0]])]
    spans = _spans(draw, len(paths), number, head=False)
    return [
        Box(cells[p].text, span, role="value", paths=(p,), printed=cells[p])
        for p, span in zip(paths, spans, strict=True)
    ]


def _block(draw: Draw, cells: Cells, block: form.Block, number: int, width: int) -> list[Row]:
    rows = []
    if draw["t2_titles"] != "none":
        rows.append(Row([Box(title(draw, block.title), width, role="title")], "title", "title"))
    spans = _spans(draw, len(block.columns), number, head=True)
    head = [Box(label(draw, "信息内容"), role="head")]
    head += [Box(label(draw, name), span, role="head") for (_, name, _), span in zip(block.columns, spans, strict=True)]
    if number == 0 or draw["t2_headers"] == "all":
        rows.append(Row(_fill(draw, head, width), "header", "head"))
    for key, name in block.rows:
        boxes = [Box(label(draw, name)), *_value_row(draw, cells, block, number, key, width)]
        rows.append(Row(_fill(draw, boxes, width), key))
    if number == 0 and draw["t2_extra_row"] != "none":
        extra = [Box(str(draw.rng("t2 extra").randint(0, 300)), span, role="value") for span in spans]
        rows.append(Row([Box(str(draw["t2_extra_row"])), *extra], "extra", "extra"))
    return rows


def sheets(draw: Draw, cells: Cells, which: str) -> list[Sheet]:
    """Table two of form `which` as one sheet or one a block."""
    blocks = form.T2_2021 if which == "2021" else form.T2_2019
    width = 5 if draw["t2_spans"] == "five grid" else 4
    parts = [_block(draw, cells, block, n, width) for n, block in enumerate(blocks)]
    if draw["t2_layout"] == "four":
        return [Sheet(form.T2, rows, width) for rows in parts]
    return [Sheet(form.T2, [row for rows in parts for row in rows], width)]
