"""Flattened text to a document: tables written with pipes in several dialects, or with one cell a paragraph.

Such text comes from extractors and from users' own files. Columns are not known here, only the order of cells; where
an extractor dropped blank cells even their number is not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from parsers.document import Block, Document, Grid, GridCell, Paragraph
from parsers.readers.flat.broken_labels import mended_rows
from parsers.readers.flat.drawn import DRAWN, drawn_tables, joined
from parsers.readers.flat.marks import has_marks, unmarked, unmarked_grid
from parsers.readers.flat.run_together import cut_up
from parsers.readers.flat.tabbed import runs, tabbed
from parsers.readers.loose_cells import loose_grids
from parsers.text import packs_values, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIPES_ONLY = re.compile(r"\|[|\s]*")
_MARKS = re.compile(r"^\?+")
_MANY_MARKS = 3
_STROKES = frozenset("|:+=- \t\u00a0\u3000")
_BARS = {ord(bar): "|" for bar in "｜│┃"}
_PAGE = re.compile(
    r"\s*(?:第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?|[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}|\d{1,3}\s*/\s*\d{1,3})\s*"
)
"""The number of a page, which may stand between two rows or between a label and its values."""
_MANY_BARS = 8
_BREAK = re.compile(r"(?<=[^\s\\])\\\\\s*$")
_MOST_ALONE = 4
_FEWEST_PACKED = 5
_start = itemgetter(0)
_BLANK_CELL = re.compile(r" *[\u00a0\u3000][\u00a0\u3000 ]*")
"""A line of a no-break space alone: a blank cell, where the text keeps such cells."""


def read_text(text: str, damaged: int = 0, beside: Sequence[tuple[int, Block]] = ()) -> Document:
    """Read flattened text line by line; lines are counted from 1. Blocks `beside` it come with the lines where they stand."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if sum(line.lstrip().startswith("?") for line in lines) >= _MANY_MARKS:
        lines = [_MARKS.sub("", line.lstrip()) for line in lines]
    drawn = drawn_tables(lines)
    for table in drawn:
        lines[table.start : table.end] = [""] * (table.end - table.start)
    is_marked = has_marks(text)
    levels = [0] * len(lines)
    if is_marked:
        lines, levels = unmarked(lines)
    cut = cut_up(["" if _is_furniture(line) else line for line in lines])
    blocks = _blocks(cut.lines, levels)
    blocks += [(table.start + 1, unmarked_grid(table.grid) if is_marked else table.grid) for table in drawn]
    blocks += beside
    blocks.sort(key=_start)
    found = loose_grids(_joined([block for _, block in blocks]))
    if cut.is_glued:
        found = [replace(block, is_glued=True) if isinstance(block, Grid) else block for block in found]
    return Document(found, {}, "text", damaged)


def _blocks(numbered: list[tuple[int, str]], levels: Sequence[int]) -> list[tuple[int, Block]]:
    """The blocks of lines that are no drawn table, each with the number of its first line; `levels` are those of headings."""
    numbers = [n for n, _ in numbered]
    lines = ["" if "|" in line and _is_furniture(line) else line.translate(_BARS) for _, line in numbered]
    lines = _bars_joined(lines)
    blocks: list[tuple[int, Block]] = []
    keeps_spaces = not any("|" in line for line in lines)
    filled = [
        (n, line)
        for n, line in zip(numbers, lines, strict=True)
        if line.strip() or (keeps_spaces and _BLANK_CELL.fullmatch(line))
    ]
    barred = [line.strip() for line in lines if _has_bar(line)]
    is_of_rows = sum(map(_holds_one, barred)) * 2 <= len(barred)
    for piped, rows in runs(filled, _has_bar, _MOST_ALONE if is_of_rows else 0):
        if piped:
            blocks.append((rows[0][0], _piped(rows)))
            continue
        for n, line in tabbed(rows):
            if isinstance(line, Grid):
                blocks.append((n, line))
            elif tidy(line) or not line.strip():
                blocks.append((n, Paragraph(tidy(line), {"line": n}, levels[n - 1])))
    return blocks


def _has_bar(line: str) -> bool:
    return "|" in line


def _is_furniture(line: str) -> bool:
    """Whether a line is drawn, or the number of a page."""
    drawn = line.translate(DRAWN)
    if ("---" in drawn or "===" in drawn) and _STROKES.issuperset(drawn):
        return True
    return _PAGE.fullmatch(line) is not None


def _bars_joined(lines: list[str]) -> list[str]:
    """Where each cell is followed by a line with a bar alone, put the bar behind its cell."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    pairs = [
        (before, bar) for before, bar in pairwise(filled) if lines[bar].strip() == "|" and "|" not in lines[before]
    ]
    if len(pairs) < _MANY_BARS:
        return lines
    joined = list(lines)
    for before, bar in pairs:
        joined[before] = f"{lines[before]} |"
        joined[bar] = ""
    return joined


def _piped(lines: list[tuple[int, str]]) -> Grid:
    """One run of lines with pipes: rows, or a stream of cells when most lines hold a single one."""
    bodies = _unbroken([(n, line.strip()) for n, line in lines])
    full = [line for _, line in bodies if not _PIPES_ONLY.fullmatch(line)]
    single = sum(_holds_one(line) for line in full)
    if single * 2 > len(full):
        return Grid(_ended_by_pipes(bodies), positioned=False, rows_marked=False)
    padded = any("||" in line for line in full)
    keeps = not padded or any(not part.strip() for line in full for part in _inner(line))
    rows = [[GridCell(tidy(part), -1, 1, 1, (n,)) for part in _cells(line, keep_last=keeps)] for n, line in bodies]
    rows = [row for row in rows if any(cell.text for cell in row) or (keeps and len(row) > 1)]
    return Grid([_laid_apart(row) for row in mended_rows(rows)], positioned=False)


def _laid_apart(row: list[GridCell]) -> list[GridCell]:
    """The row of a table within a cell, whose values came as one text: each value a cell, without what fills the row up."""
    packed = [cell for cell in row if packs_values(cell.text) and len(cell.text.split()) >= _FEWEST_PACKED]
    if not packed:
        return row
    cells = [own for cell in row for own in _values_of(cell)]
    while cells and not cells[-1].text:
        cells.pop()
    return cells


def _values_of(cell: GridCell) -> list[GridCell]:
    return [cell._replace(text=text) for text in cell.text.split()] if packs_values(cell.text) else [cell]


def _unbroken(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with those of one row made one: a cell that ends in two strokes breaks off to go on in the next line."""
    found: list[tuple[int, str]] = []
    goes_on = False
    for n, line in lines:
        parts = line.split("|")
        before = found[-1][1].split("|") if goes_on else []
        goes_on = any(_BREAK.search(part) for part in parts)
        parts = [_BREAK.sub("", part) for part in parts]
        if len(before) == len(parts):
            found[-1] = found[-1][0], "|".join(joined(pair) for pair in zip(before, parts, strict=True))
        else:
            found.append((n, "|".join(parts)))
    return found


def _ended_by_pipes(lines: list[tuple[int, str]]) -> list[list[GridCell]]:
    """Cells that stand one a line; a line of pipes alone ends a row, but rows may end without one."""
    rows: list[list[GridCell]] = [[]]
    for n, line in lines:
        cells = [GridCell(tidy(part), -1, 1, 1, (n,)) for part in line.split("|") if tidy(part)]
        if cells:
            rows[-1].extend(cells)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _holds_one(line: str) -> bool:
    """Whether a line is one cell with its pipe, and no row of which all other cells are blank."""
    return line.count("|") <= 2 and len(_cells(line, keep_last=False)) <= 1


def _inner(line: str) -> list[str]:
    """The parts between the first and the last that are not blank."""
    parts = line.split("|")
    filled = [i for i, part in enumerate(parts) if part.strip()]
    return parts[filled[0] : filled[-1]] if filled else []


def _cells(line: str, *, keep_last: bool) -> list[str]:
    """The cells of a line. Pipes that stand together after the last word are padding, unless blanks are kept."""
    parts = line.split("|")
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    if not keep_last:
        while parts and not parts[-1].strip():
            parts.pop()
    return parts


def _joined(blocks: list[Block]) -> list[Block]:
    """Runs of cells that only blank lines divided become one again."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, Grid) and isinstance(last, Grid) and not block.rows_marked and not last.rows_marked:
            last.rows.extend(block.rows)
        else:
            result.append(block)
    return result
