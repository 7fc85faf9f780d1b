"""Table two without rulings, block by block: its header by what stands over one another, its rows by the form's names.

Taken only where a header's words are those of one block of the form, in its order; else the lines stay as they were.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.readers.pdf.beside import label_cell, row_of, values_beside
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.label_edge import edge_of, parted
from parsers.readers.pdf.label_lines import labels_of
from parsers.readers.pdf.label_search import PROACTIVE
from parsers.readers.pdf.row_values import value_lines
from parsers.readers.pdf.runs import lines_of, numbers_of
from parsers.readers.pdf.stacks import PARTS, folded, stacks_of, tokens_of
from parsers.readers.pdf.stitch import Table
from parsers.tables.roles import is_whole, roles
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import GridCell
    from parsers.readers.pdf.runs import Line, Run
    from parsers.readers.pdf.stacks import Word

_CONTENT = "信息内容"
_LINES = 5
"""Lines that a header may have."""
_MOST = 30
"""Lines that the rows of one block may have."""
_SPREAD = 6
"""Stacks that one name, set with wide blanks, may be spread over."""
_ENDS = re.compile(r"[一二三四五六七八][、.](?!\d)|第.部分|[。；]$|^注[:：]|第二十条第|^\d[、.]收到和处理")
_LEADING = 2.6
"""In sizes; lines of one header stand no farther apart."""


class _Line(NamedTuple):
    page: int
    runs: Line
    text: str


class Found(NamedTuple):
    """The parts of one block by page, and the runs they are made of as (page, order)."""

    parts: list[Table]
    taken: set[tuple[int, int]]


def find_proactive(pages: Sequence[tuple[int, Sequence[Run]]]) -> Iterator[Found]:
    """The blocks of table two among the runs of all pages."""
    lines = [_Line(page, line, _words(line)) for page, runs in pages for line in lines_of(runs)]
    at = 0
    while at < len(lines):
        head = _header(lines, at)
        if head:
            stop = _end(lines, at + head[1])
            found = _read(head[0], lines[at : at + head[1]], lines[at + head[1] : stop])
            if found:
                yield found
                at = stop
                continue
        at += 1


def _words(line: Line) -> str:
    return folded("".join([run.text for run in line]))


@cache
def _blocks() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(column.key for column in block.columns) for block in load_form().blocks)


def _header(lines: Sequence[_Line], at: int) -> tuple[list[Block], int] | None:
    """The columns of a header that begins at a line, its first one included, and how many lines it has.

    None where words right above or below it, over its columns, are not in it: then they may be those of another block.
    """
    if not any(line.text.startswith(_CONTENT[0]) for line in lines[at : at + _LINES]):
        return None
    found: list[Block] | None = None
    for count in range(1, _LINES + 1):
        own = lines[at : at + count]
        if len(own) < count or own[-1].page != own[0].page or _ENDS.search(own[-1].text):
            return None
        found = next(filter(None, (_names(own, part) for part in PARTS)), None)
        if found and not _goes_on(lines, at + count - 1, at + count, found):
            break
    if not found or _goes_on(lines, at, at - 1, found):
        return None
    return found, count


def _goes_on(lines: Sequence[_Line], last: int, other: int, names: Sequence[Block]) -> bool:
    """Whether the line `other`, beside a header's outmost one, holds nothing but words over its columns."""
    if not 0 <= other < len(lines) or lines[other].page != lines[last].page or _ENDS.search(lines[other].text):
        return False
    a, b = lines[last].runs[0], lines[other].runs[0]
    if abs(a.y - b.y) > _LEADING * max(a.size, b.size):
        return False
    left = names[0].box.x1
    return all(run.x0 > left and read_value(run.text).kind == "text" for run in lines[other].runs)


def _names(lines: Sequence[_Line], part: float) -> list[Block] | None:
    words = [(number, token) for number, line in enumerate(lines) for token in tokens_of(line.runs, part)]
    stacks = stacks_of(words)
    names: list[Block] = []
    at = 0
    while at < len(stacks):
        found = _length(stacks[at : at + _SPREAD], first=not names)
        if not found:
            return None
        names.append(Block(lines[0].page, [token for _, token in _ordered(stacks[at : at + found])]))
        at += found
    keys = tuple(roles(_text_of(name)).get("column", "") for name in names[1:])
    return names if keys in _blocks() else None


def _is_name(text: str, *, first: bool) -> bool:
    return text == _CONTENT if first else is_whole(text) and "column" in roles(text)


def _length(stacks: Sequence[list[Word]], *, first: bool) -> int:
    """How many of these stacks are one name, with the remark in brackets that goes on in those that begin none; 0 for no name."""
    found = next((n for n in range(1, len(stacks) + 1) if _is_name(_text(stacks[:n]), first=first)), 0)
    for n in range(found + 1, len(stacks) + 1) if found else ():
        if _begins_a_name(_text(stacks[n - 1 : n])):
            break
        if _is_name(_text(stacks[:n]), first=first):
            found = n
    return found


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for block in load_form().blocks for column in block.columns for name in column.names)


def _begins_a_name(text: str) -> bool:
    return any(name.startswith(text) or text.startswith(name) for name in _all_names())


def _ordered(stacks: Sequence[list[Word]]) -> list[Word]:
    return sorted((word for stack in stacks for word in stack), key=lambda word: (word[0], word[1].x0))


def _text(stacks: Sequence[list[Word]]) -> str:
    return folded("".join(token.text for _, token in _ordered(stacks)))


def _text_of(name: Block) -> str:
    return folded("".join(run.text for run in name.runs))


def _end(lines: Sequence[_Line], start: int) -> int:
    """Where the rows below a header end: at the next one, at a heading, a remark or prose."""
    for i in range(start, min(start + _MOST, len(lines))):
        if _ENDS.search(lines[i].text) or _header(lines, i):
            return i
    return min(start + _MOST, len(lines))


def _read(names: Sequence[Block], head: Sequence[_Line], lines: Sequence[_Line]) -> Found | None:
    runs = [(line.page, run) for line in lines for run in line.runs]
    columns_of = names[1:]
    edge = edge_of(runs, columns_of)
    labels, rest = parted(runs, edge, columns_of)
    rows = labels_of(labels, PROACTIVE)
    beside = values_beside(rows, value_lines(rest), {})
    last = max((i for i, row in enumerate(rows) if row.is_known), default=-1)
    rows, beside = rows[: last + 1], beside[: last + 1]
    if not rows:
        return None
    certain = [own.values for row, own in zip(rows, beside, strict=True) if own.is_one_row(row.height)]
    columns = Columns(columns_of, columns_of[0].box.x0 if edge is None else edge, certain)
    first = [cell_of(name, i, 1)._replace(text=_text_of(name)) for i, name in enumerate(names)]
    parts = [Table(head[0].page, min(run.box.y0 for run in head[0].runs), [first], ruled=False)]
    for label, own in zip(rows, beside, strict=True):
        if label.pieces[0].page != parts[-1].page:
            parts.append(Table(label.pieces[0].page, label.pieces[0].box.y0, [], ruled=False))
        row: list[GridCell] = row_of(label, own, columns) if own.values or label.is_known else [label_cell(label)]
        parts[-1].rows.append(row)
    blocks = [block for row in rows for block in row.pieces] + [block for own in beside for block in own.values]
    blocks += [Block(line.page, line.runs) for line in head]
    return Found(parts, set().union(*(numbers_of(one.page, one.runs) for one in blocks)))
