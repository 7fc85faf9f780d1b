"""Rows whose cells are parted by tabs, as copied from a spreadsheet or written by an extractor: blank cells stay, but for those at the end."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from parsers.document import Grid, GridCell
from parsers.form import load_form
from parsers.readers.flat.broken_labels import mended_rows
from parsers.tables.roles import roles
from parsers.text import tidy
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Line = tuple[int, str]
_TABS = re.compile(r"(?<=[^\t])\t+(?=[^\t])")
_FEWEST_ROWS = 4
_LONGEST_ALONE = 60
_MOST_ALONE = 4
_APPLICANTS = len(load_form().applicants)


def tabbed(lines: Sequence[Line]) -> list[Line | tuple[int, Grid]]:
    """The lines, runs of rows with tabs as grids in their place."""
    found: list[Line | tuple[int, Grid]] = []
    for is_table, run in runs(lines, _has_tabs):
        step = _step(run) if is_table else 0
        if step:
            rows = _whole(mended_rows([_cells(line, step) for line in run]))
            found.append((run[0][0], Grid(rows, positioned=False, keeps_blanks=False)))
        else:
            found += run
    return found


def runs(
    lines: Sequence[Line], is_row: Callable[[str], bool], most_alone: int = _MOST_ALONE
) -> Iterator[tuple[bool, list[Line]]]:
    """The lines in runs of rows and of others; a few short lines right between two rows belong to them, as the title of a block does."""
    at = 0
    while at < len(lines):
        starts = is_row(lines[at][1])
        end = at + 1
        if starts:
            end = _end_of_rows(lines, at, is_row, most_alone)
        else:
            while end < len(lines) and not is_row(lines[end][1]):
                end += 1
        yield starts, list(lines[at:end])
        at = end


def _end_of_rows(lines: Sequence[Line], start: int, is_row: Callable[[str], bool], most_alone: int) -> int:
    """The line behind the last row of a run."""
    last = start
    for at in range(start + 1, len(lines)):
        (before, _), (n, text) = lines[at - 1], lines[at]
        is_close = n == before + 1
        if is_row(text):
            if at > last + 1 and not is_close:
                break
            last = at
        elif not is_close or at - last > most_alone or len(text) > _LONGEST_ALONE or "。" in text:
            break
    return last + 1


def _has_tabs(line: str) -> bool:
    return _TABS.search(line.strip()) is not None


def _step(run: Sequence[Line]) -> int:
    """How many tabs part two cells; 0 where the lines are no rows."""
    if len(run) < _FEWEST_ROWS:
        return 0
    gaps = {len(gap) for _, line in run for gap in _TABS.findall(line.strip())}
    return min(gaps) if all(gap % min(gaps) == 0 for gap in gaps) else 0


def _cells(line: Line, step: int) -> list[GridCell]:
    n, text = line
    return [GridCell(tidy(part), -1, 1, 1, (n,)) for part in text.rstrip().split("\t" * step)]


def _whole(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows, those of table three with the blank cells that were lost at their ends where most others are whole."""
    labels = [next((i for i, cell in enumerate(row) if cell.text and not is_word(cell.text)), len(row)) for row in rows]
    counts = Counter(len(row) - label for row, label in zip(rows, labels, strict=True) if label < len(row))
    if not counts or counts.most_common(1)[0][0] != _APPLICANTS:
        return rows
    filled: list[list[GridCell]] = []
    for row in rows:
        words = [cell for cell in row if is_word(cell.text)]
        label = len(row) if not words else 1 + row.index(words[-1])
        is_short = words and "request" in roles(words[-1].text) and len(row) - label < _APPLICANTS
        blanks = [GridCell("", -1, 1, 1, row[0].address)] * (_APPLICANTS + label - len(row)) if is_short else []
        filled.append(row + blanks)
    return filled
