"""Table three without rulings, once its header is found: columns by where values stand, rows by the form's names.

What stands left of the values are lines of labels; which of them are one label is told by the names of the form. Values at
one height are a row, and belong to the label whose lines they stand beside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf.beside import is_alone, label_cell, row_of, values_beside
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.heading import leaves_of, repeated
from parsers.readers.pdf.label_edge import edge_of, parted
from parsers.readers.pdf.label_lines import Token, labels_of, lines_of_tokens
from parsers.readers.pdf.row_values import value_lines
from parsers.readers.pdf.runs import Run, numbers_of
from parsers.readers.pdf.stitch import Table
from parsers.readers.pdf.top_rows import Rows, rows_from_top
from parsers.tables.roles import roles
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.readers.pdf.beside import Beside
    from parsers.readers.pdf.heading import Heading
    from parsers.readers.pdf.label_lines import Label

_FEWEST = 4
"""Labels of the form; fewer make no table three."""
_MOST = 4000
"""Runs; no table three has so many."""
_ENDS = re.compile(r"[一二三四五六七]、.{0,14}(?:行政复议|行政诉讼|存在的|主要问题|其他需要)|。$")
_FIRST, _LAST = "new_requests", "carried_over_out"


class Found(NamedTuple):
    """The parts of the table by page, and the runs they are made of as (page, order)."""

    parts: list[Table]
    taken: set[tuple[int, int]]


def find_requests(pages: Sequence[tuple[int, list[Run], list[Heading]]]) -> list[Found]:
    """The tables three: each begins at a header and goes on over pages until another section begins."""
    found: list[Found] = []
    used: set[int] = set()
    for at, (page, _, headings) in enumerate(pages):
        heading = next((one for one in headings if one.row), None)
        if heading and page not in used:
            table = _read(pages[at:], heading)
            if table:
                found.append(table)
                used |= {part.page for part in table.parts}
    return found


class _Stretch(NamedTuple):
    """The pages from one printing of the header to the next: the names in it, and what stands below."""

    names: list[Block]
    runs: list[Token]

    @property
    def pages(self) -> set[int]:
        """Their numbers."""
        return {page for page, _ in self.runs}


def _read(pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading) -> Found | None:
    stretches, heads = _region(pages, heading)
    if not stretches[0].names or sum(len(one.runs) for one in stretches) > _MOST:
        return None
    edges = [edge_of(one.runs, one.names) for one in stretches]
    split = [parted(one.runs, edge, one.names) for one, edge in zip(stretches, edges, strict=True)]
    names = {page: one.names for one in stretches for page in one.pages}
    lines = value_lines([value for _, rest in split for value in rest])
    rows, beside = _rows([label for labels, _ in split for label in labels], lines, names)
    end = _end(rows)
    rows, beside = rows[:end], beside[:end]
    if sum(row.is_known for row in rows) < _FEWEST:
        return None
    certain = [own.values for row, own in zip(rows, beside, strict=True) if own.is_one_row(row.height)]
    columns: dict[int, Columns] = {}
    for one, edge in zip(stretches, edges, strict=True):
        left = one.names[0].box.x0 if edge is None else edge
        made = Columns(one.names, left, [own for own in certain if own and own[0].page in one.pages])
        columns |= dict.fromkeys(one.pages, made)
    parts = _tables(heading, list(zip(rows, beside, strict=True)), columns)
    blocks = [block for row in rows for block in row.pieces] + [block for own in beside for block in own.values]
    return Found(parts, heads.union(*(numbers_of(block.page, block.runs) for block in blocks)))


def _rows(labels: Sequence[Token], lines: Sequence[Block], names: Mapping[int, Sequence[Block]]) -> Rows:
    """Labels with the values beside them, in the middle of their height or at its top, whichever makes more rows certain."""
    rows = labels_of(labels)
    found = Rows(rows, values_beside(rows, lines, names))
    if found.certain == sum(not label.is_of_rows for label in rows):
        return found
    from_top = rows_from_top(labels, lines)
    return from_top if from_top and from_top.certain > found.certain else found


def _end(rows: Sequence[Label]) -> int:
    """How many rows the table has: up to its last one, which some pages print at the foot of each, or to where another begins."""
    keys = [roles(row.text).get("request", "") for row in rows]
    first = keys.index(_FIRST) if _FIRST in keys else 0
    again = keys.index(_FIRST, first + 1) if keys.count(_FIRST) > 1 else len(keys)
    return max((i + 1 for i, key in enumerate(keys[:again]) if key == _LAST), default=len(rows))


def _region(
    pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading
) -> tuple[list[_Stretch], set[tuple[int, int]]]:
    """What stands from the header on to where another section begins, and the runs of the header wherever it is repeated."""
    found = [_Stretch(leaves_of(heading.row), [])]
    heads: set[tuple[int, int]] = set()
    foot = max(run.y for block in heading.row for run in block.runs)
    for number, (page, runs, headings) in enumerate(pages):
        own = {order for one in headings for order in repeated(one, heading, runs)}
        heads |= {(page, order) for order in own}
        rest = [run for run in runs if run.order not in own and (number or run.y > foot)]
        end = next((line for line in lines_of_tokens([(page, run) for run in rest]) if _ends(line)), None)
        rest = [run for run in rest if not end or run.y < end.runs[0].y - 0.4 * run.size]
        again = leaves_of(headings[0].row) if number and headings else []
        if again and _kinds(again) == _kinds(found[0].names):
            found.append(_Stretch(again, []))
        found[-1].runs.extend((page, run) for run in rest)
        is_repeated = number + 1 < len(pages) and bool(pages[number + 1][2])
        if (end and not (is_repeated and _is_remark(end))) or (number and not any(one.runs for one in found)):
            break
    return found, heads


def _kinds(names: Sequence[Block]) -> list[str]:
    return [roles(name.text).get("applicant", "") for name in names]


def _ends(line: Block) -> bool:
    text = squeeze("".join(run.text for run in line.runs))
    return bool(_ENDS.search(text)) or not roles(text).keys().isdisjoint(("case", "challenge"))


def _is_remark(line: Block) -> bool:
    """Whether a line is a remark below a table, as browsers print it below the part on each page."""
    return squeeze(line.runs[0].text).startswith("注")


def _tables(heading: Heading, lines: Sequence[tuple[Label, Beside]], columns: Mapping[int, Columns]) -> list[Table]:
    names = columns[min(columns)].names
    head = [cell_of(block, 0, 1) for block in heading.row if block.box.x1 <= names[0].box.x0][:1]
    head += [cell_of(name, 1 + i, 1) for i, name in enumerate(names)]
    parts = [Table(heading.row[0].page, heading.row[0].box.y0, [head], ruled=False)]
    rows = [label for label, _ in lines]
    for label, own in lines:
        first = label.pieces[0]
        if first.page != parts[-1].page:
            parts.append(Table(first.page, first.box.y0, [], ruled=False))
        is_row = label.is_known and ("request" in roles(label.text) or (label.is_of_rows and is_alone(label, rows)))
        if own.values or is_row:
            parts[-1].rows.append(row_of(label, own, columns[(own.values or label.pieces)[0].page]))
        else:
            parts[-1].rows.append([label_cell(label)])
    return parts
