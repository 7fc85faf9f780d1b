"""Rows without rulings to tables, and tables to a header and the rows under it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.heading import leaves_of
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = 0.55
"""Share of the text's width; a lone line this wide is prose."""
_ENOUGH = 3
"""Values of a row from which its columns can be told."""
_LABELS = 3
"""Labels of one row: the part of the table, the group, the row's own."""
_MOST_BETWEEN = 8
"""Lone lines that may stand between two rows of a table, as its inner titles do."""
_OUTCOMES = 4
"""Names of outcomes by which a header of table four is known."""
_GAP = 0.9
"""In sizes; the widest gap of a row is at least this wide."""
_SECTION = re.compile(r"收到和处理政府信息公开申请|行政复议[、和,及]*行政诉讼情况")
"""In the headings of the sections that hold tables three and four."""

Row = list[Block]


def tables_of(rows: list[Row], width: float) -> Iterator[list[Row]]:
    """Runs of rows with several blocks each, a few lone lines between them allowed; at least one holds values, or is known by its header."""
    table: list[Row] = []
    waiting: list[Row] = []
    for row in rows:
        if _has_cells(row):
            table += [*waiting, row] if table or _is_title(waiting) else [row]
            waiting = []
        elif not table and not _is_prose(row, width):
            waiting = [*waiting[-1:], row]
        elif table and (_names_a_row(row) or _names_a_case(row, table)):
            table += [*waiting, row]
            waiting = []
        elif table and len(waiting) < _MOST_BETWEEN and not _is_prose(row, width):
            waiting.append(row)
        else:
            yield from _if_values(table)
            table, waiting = [], []
    yield from _if_values(table)


def _names_a_row(row: Row) -> bool:
    """Whether a line without values is a row of table two or three, all of whose values are blank."""
    return len(row) <= _LABELS and not roles(row[-1].text).keys().isdisjoint(("request", "row"))


def _names_a_case(row: Row, table: list[Row]) -> bool:
    """Whether a line without values is a row of table four where its cases stand below one another, left of all outcomes."""
    if len(row) > 1 or "case" not in roles(row[0].text):
        return False
    heads = [other for other in table if sum("outcome" in roles(block.text) for block in other) >= _OUTCOMES]
    return bool(heads) and row[0].box.x1 < min(block.box.x0 for block in heads[-1] if "outcome" in roles(block.text))


def _is_title(rows: list[Row]) -> bool:
    """Whether lone lines above a table name the proceedings that it counts, each in a line or over two."""
    text = "".join(block.text for row in rows for block in row)
    return bool(rows) and not roles(text).keys().isdisjoint(("case", "challenge"))


def _is_prose(row: Row, width: float) -> bool:
    box = row[0].box
    return (
        bool(_SECTION.search(squeeze(row[0].text)))
        or box.x1 - box.x0 > _WIDE * width
        or row[-1].text.endswith(("。", "；", "："))
    )


def _has_cells(row: Row) -> bool:
    return any(b.box.x0 - a.box.x1 > _GAP * max(a.size, b.size) for a, b in itertools.pairwise(row))


def _if_values(table: list[Row]) -> Iterator[list[Row]]:
    has_values = any(block.is_value for row in table for block in row[1:])
    named = sum(_names_a_row(row) for row in table)
    if (
        has_values
        or (named > _ENOUGH and any(leaves_of(row) for row in table))
        or (named and any(is_block_head(row) for row in table))
    ):
        yield table


def is_block_head(row: Row) -> bool:
    """Whether this is the header of a block of table two."""
    return len(row) > 1 and "content" in roles(row[0].text) and any("column" in roles(block.text) for block in row[1:])


class Segment(NamedTuple):
    """A header and the rows under it."""

    head: list[Row]
    body: list[Row]


def segments_of(table: list[Row]) -> Iterator[Segment]:
    """A table cut at its headers: a row of several words and no values opens one, with the lone words right above it."""
    head: list[Row] = []
    body: list[Row] = []
    for row in table:
        has_values = any(block.is_value for block in row[len(row) > 1 :])
        if (
            has_values
            or (body and len(row) == 1)
            or ((body or head) and (_names_a_row(row) or _names_a_case(row, head)))
        ):
            if _stands_apart(row, body):
                yield Segment(head, body)
                head, body = [], []
            body.append(row)
        elif body:
            last = max((i for i, above in enumerate(body) if len(above) > 1 or _names_a_row(above)), default=0) + 1
            yield Segment(head, body[:last])
            head, body = [*body[last:], row], []
        else:
            head.append(row)
    yield Segment(head, body)


def _stands_apart(row: Row, body: list[Row]) -> bool:
    """Whether a row's values stand in other columns than those above: then it belongs to another table."""
    own = [block.box for block in row[1:] if block.is_value]
    above = [block.box for other in body for block in other[1:] if block.is_value]
    if len(own) < _ENOUGH or len(above) < _ENOUGH:
        return False
    meeting = [sum(a.x0 < b.x1 and b.x0 < a.x1 for b in own) for a in above]
    lonely = sum(not any(a.x0 < b.x1 and b.x0 < a.x1 for a in above) for b in own)
    return lonely * 2 > len(own) or any(count > 1 for count in meeting)
