"""Two or three blocks of indicators side by side in one statistics table: header and rows cut into their blocks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.statistics_form import load_statistics
from parsers.text import read_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.document import GridCell

    Row = list[GridCell]


def cut_header(words: Sequence[GridCell]) -> list[Row]:
    """The header of each block: one begins at every word for the label, or at the word for a serial number before it."""
    form = load_statistics()
    cores = [read_label(cell.text).core for cell in words]
    labels = [i for i, core in enumerate(cores) if core in form.label_words]
    starts = [0, *(i - (i > 0 and cores[i - 1] in form.code_words) for i in labels[1:]), len(words)]
    return [list(words[a:b]) for a, b in pairwise(starts)]


def cut_row(
    cells: Row, headers: Sequence[Row], is_label: Callable[[GridCell], bool], is_value: Callable[[GridCell], bool]
) -> list[Row]:
    """The row of each block: by the places of their headers, else before every label behind the value, or blank, of another."""
    if len(headers) > 1 and cells and cells[0].x >= 0 and headers[1][0].x > headers[0][0].x:
        edges = [header[0].x for header in headers[1:]]
        blocks: list[Row] = [[] for _ in headers]
        for cell in cells:
            blocks[sum(edge <= cell.x for edge in edges)].append(cell)
        return blocks
    starts = [0]
    has_label = has_value = False
    for i, cell in enumerate(cells[:-1]):
        if is_label(cell):
            if has_value:
                starts.append(i)
            has_label, has_value = True, False
        elif has_label:
            has_value = has_value or not cell.text or is_value(cell)
    return [cells[a:b] for a, b in zip(starts, [*starts[1:], len(cells)], strict=True)]
