"""Blank cells that a text kept as blank lines: told by all rows of table three coming out whole."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.document import GridCell, Paragraph
from parsers.form import load_form
from parsers.tables.roles import roles
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST_ROWS = 5
_WHOLE = len(load_form().applicants)
_CHALLENGES = 15
"""Values in a row of table four, the last word of whose header, 总计, is that of a row of table three, too; blank cells in a row."""


def with_blank_cells(run: Sequence[Paragraph], cells: list[list[GridCell]]) -> list[list[GridCell]]:
    """The cells of each line that says something, with the blank cells after them where blank lines are such.

    In a run those without text are lines of a no-break space alone, one a cell. Else cells are parted by some number of blank
    lines, mostly none or one, and a blank cell between two others makes for as many more.
    """
    if any("line" not in p.locator for p in run):
        return cells
    for blanks in (_spaces(run), _gaps([p for p in run if p.text])):
        if any(blanks):
            filled = [
                own + [GridCell("", -1, 1, 1, own[-1].address if own else ())] * count
                for own, count in zip(cells, blanks, strict=True)
            ]
            if _comes_out_whole(filled):
                return filled
    return cells


def _spaces(run: Sequence[Paragraph]) -> list[int]:
    """How many lines of a no-break space follow each line that says something."""
    found: list[int] = []
    for paragraph in run:
        if paragraph.text:
            found.append(0)
        elif found:
            found[-1] += 1
    return found


def _gaps(run: Sequence[Paragraph]) -> list[int]:
    """How many blank cells the blank lines after each line stand for; none where they are not so many as cells would make."""
    lines = [int(p.locator["line"]) for p in run]
    gaps = [after - before for before, after in pairwise(lines)]
    if not gaps:
        return [0] * len(run)
    usual = Counter(gaps).most_common(1)[0][0]
    if not usual:  # the cells of one line
        return [0] * len(run)
    return [gap // usual - 1 if gap % usual == 0 and gap // usual <= _CHALLENGES + 1 else 0 for gap in gaps] + [0]


def _comes_out_whole(lines: list[list[GridCell]]) -> bool:
    """Whether every row of table three has a value or blank for each kind of applicant, and one is blank."""
    counts = list(_values([cell.text for line in lines for cell in line]))
    whole = [blank for count, blank in counts if count == _WHOLE]
    rest = [count for count, _ in counts if count != _WHOLE]
    return len(whole) >= _FEWEST_ROWS and any(whole) and rest in ([], [_CHALLENGES])


def _values(texts: list[str]) -> Iterator[tuple[int, bool]]:
    """For each row with values below a label of table three: how many, and whether one is blank."""
    label, values = "", list[str]()
    for text in [*texts, "。"]:
        if text and is_word(text):
            if label and any(values):
                yield len(values), "" in values
            label, values = (text if "request" in roles(text) else ""), []
        elif label:
            values.append(text)
