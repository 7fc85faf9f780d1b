"""Table four without rulings: its header by what stands over one another, its values by the columns of that header.

Taken only where the words make three groups of five columns in the form's order; else the lines stay as they were.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.document import GridCell
from parsers.form import load_form
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.row_values import is_one_row, pieces, value_lines, with_units
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import Run, lines_of
from parsers.readers.pdf.stacks import folded, stacks_of, tokens_of, without_cut_titles, without_titles
from parsers.readers.pdf.stitch import Table
from parsers.tables.roles import roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.runs import Line

_LINES = 14
"""Lines that the header may have."""
_VALUES = 3
"""Lines that the row of values may have, with units below the figures."""
_ANCHOR = re.compile(r"行政诉讼|直接起诉|复议后起诉|尚未审结")
_VALUE = re.compile(r"(?:[\d.,/无\u2014\u2013\-]+[件条次个宗项]*)+")
_UNITS = re.compile(r"[件条次个宗项]+")
_HEADING = re.compile(r"[一二三四五六七八]、|[。；]$")
_TITLES = {"行政复议": (0, 1), "行政诉讼": (1, 3), "未经复议直接起诉": (1, 2), "复议后起诉": (2, 3)}
"""Each title, and the groups of columns that it stands over: from, to."""


def find_challenges(page: int, runs: Sequence[Run]) -> Iterator[tuple[Table, set[int]]]:
    """The tables four among the runs of a page, each with the numbers of its runs."""
    lines = lines_of(runs)
    foot = 0.0
    for number, line in enumerate(lines):
        text = folded("".join(run.text for run in line))
        if line[0].y > foot and _ANCHOR.search(text) and not _HEADING.search(text):
            found = _read(page, lines[max(number - 2, 0) : number + _LINES + _VALUES + 2])
            if found:
                yield found
                foot = max(run.y for run in runs if run.order in found[1])


def _read(page: int, lines: Sequence[Line]) -> tuple[Table, set[int]] | None:
    start = 0
    for i, line in enumerate(lines[:2]):
        if _HEADING.search(folded("".join(run.text for run in line))):
            start = i + 1
    end = next((i for i, line in enumerate(lines) if i > start and any(map(_is_value, line))), None)
    if end is None:
        return None
    names = _names(page, lines[start:end])
    stop = next(
        (i for i in range(end, min(end + _VALUES, len(lines))) if not any(map(_is_value, lines[i]))), end + _VALUES
    )
    below = lines[end : stop if len(lines) > stop and not _is_units(lines[stop]) else stop + 1]
    after = lines[lines.index(below[-1]) + 1 :][:1]
    if names is None or any(_is_value(run) for line in after for run in line):
        return None
    middles = [(name.box.x0 + name.box.x1) / 2 for name in names]
    tokens = [(page, Run(piece, run.order)) for line in below for run in line for piece in pieces(run.glyphs, middles)]
    values = with_units([Block(page, [run]) for line in value_lines(tokens) for run in line.runs])
    columns = Columns(names, -1.0, [values])
    head = [cell_of(name, i, 1) for i, name in enumerate(names)]
    titles = [_title(names, title) for title in _TITLES]
    rows = [titles[:2], titles[2:], head, columns.cells(values, values[0], 0, is_certain=is_one_row(values))]
    orders = {run.order for line in (*lines[start:end], *below) for run in line}
    return Table(page, min(run.y for run in lines[start]), rows, ruled=False), orders


def _title(names: Sequence[Block], title: str) -> GridCell:
    first, last = _TITLES[title]
    width = len(load_form().outcomes)
    own = [name.box for name in names[first * width : last * width]]
    box = Box(own[0].x0, min(one.y0 for one in own), own[-1].x1, max(one.y1 for one in own))
    return GridCell(title, first * width, (last - first) * width, 1, address(names[0].page, box))


def _is_value(run: Run) -> bool:
    return bool(_VALUE.fullmatch(folded(run.text)))


def _is_units(line: Line) -> bool:
    return all(_UNITS.fullmatch(folded(run.text)) for run in line)


def _names(page: int, lines: Sequence[Line]) -> list[Block] | None:
    """The fifteen columns, if the titles of all groups stand above them and their words are those of the form, in its order."""
    text = "".join(folded("".join(run.text for run in line)) for line in lines)
    words = [
        (number, token) for number, line in enumerate(lines) for token in without_titles(list(tokens_of(line)), _TITLES)
    ]
    stacks = stacks_of(without_cut_titles(words, _TITLES))
    names = [
        Block(page, [token for _, token in sorted(stack, key=lambda word: (word[0], word[1].x0))]) for stack in stacks
    ]
    outcomes = [outcome.key for outcome in load_form().outcomes]
    kinds = [roles(folded(name.text)).get("outcome") for name in names]
    return names if "复议" in text and kinds == outcomes * len(load_form().cases) else None
