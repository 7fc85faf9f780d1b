"""Tables drawn with lines of characters: cells are what the lines enclose, with all lines of text in them."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import Grid, GridCell
from parsers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Slot = tuple[str, str]
"""A half-width place of a line: its sign, and the stroke that it draws."""

_CORNERS = dict.fromkeys(map(ord, "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╒╕╘╛╞╡╤╧╪╭╮╰╯"), "+")
_STROKES = dict.fromkeys(map(ord, "─━═╌╍"), "-") | dict.fromkeys(map(ord, "│┃║｜"), "|")
DRAWN = _CORNERS | _STROKES
_EDGE = re.compile(r"\s*\+[-=:+]{3,}\+\s*")
_FEWEST_LINES = 3
_MOST_COLUMNS = 64
_BREAK = re.compile(r"(?<=\S)\\{1,2}$|^\| +(?=\S)")
"""A line break as pandoc writes it: at the end of a line, or a bar before each."""
_PIECE = re.compile(r"\+[-=:]{2,}\+")
_left = attrgetter("left")


class Drawn(NamedTuple):
    """A drawn table: its first line and the line behind it, counted from 0, and its grid."""

    start: int
    end: int
    grid: Grid


def drawn_tables(lines: list[str]) -> list[Drawn]:
    """The tables that are drawn with an edge above and below; a line of the text is that of the list, from 1."""
    plain = [line.translate(DRAWN) for line in lines]
    found: list[Drawn] = []
    at = 0
    while at < len(plain):
        end = _end(plain, at) if _EDGE.fullmatch(plain[at]) else at
        while end > at and not _EDGE.fullmatch(plain[end - 1]):
            end -= 1
        grid = _grid(lines[at:end], plain[at:end], at + 1) if end - at >= _FEWEST_LINES else None
        if grid:
            found.append(Drawn(at, end, grid))
        at = max(end, at + 1)
    return found


def _end(plain: list[str], start: int) -> int:
    """The line behind the drawn ones; two edges that follow each other are of two tables."""
    end = start + 1
    while end < len(plain) and plain[end].lstrip()[:1] in ("+", "|"):
        if _EDGE.fullmatch(plain[end]) and _EDGE.fullmatch(plain[end - 1]):
            break
        end += 1
    return end


def _grid(lines: list[str], plain: list[str], first: int) -> Grid | None:
    """The grid of the lines of one table; where they do not meet, however wide signs are taken to be, by the bars alone."""
    for ambiguous, hidden in product((1, 2), (0, 1)):
        slots = [_slots(own, drawn, ambiguous, hidden) for own, drawn in zip(lines, plain, strict=True)]
        rules = [_is_rule(line) for line in slots]
        bars = sorted({x for line, rule in zip(slots, rules, strict=True) if rule for x in _corners(line)})
        if len({len(line) for line in slots}) == 1 and 2 <= len(bars) <= _MOST_COLUMNS:
            return _Table(slots, rules, bars, first).grid()
    return _by_bars(plain, first)


def _by_bars(plain: list[str], first: int) -> Grid | None:
    """Rows between edges drawn from end to end, their lines joined cell by cell; None where the lines of a row differ in bars."""
    rows: list[list[list[str]]] = []
    starts: list[int] = []
    for n, line in enumerate(plain, first):
        if _EDGE.fullmatch(line):
            rows.append([])
            starts.append(n + 1)
        else:
            rows[-1].append(line.strip().strip("|").split("|"))
    if any(len(set(map(len, row))) > 1 for row in rows):
        return None
    return Grid(
        [
            [GridCell(joined(parts), -1, 1, 1, (start,)) for parts in zip(*row, strict=True)]
            for row, start in zip(rows, starts, strict=True)
            if row
        ],
        positioned=False,
    )


def joined(lines: Iterable[str]) -> str:
    """The lines of one cell as one text; between two figures a blank stays, since they may be two values."""
    text = ""
    for line in lines:
        part = tidy(_BREAK.sub("", line.strip()))
        text += " " + part if text[-1:].isdigit() and part[:1].isdigit() else part
    return text


def _slots(line: str, drawn: str, ambiguous: int, hidden: int) -> list[Slot]:
    """The line's signs, as printed and as strokes, one for each half-width place; a wide sign is followed by an empty one.

    Tools differ in how many places signs of ambiguous width and `hidden` ones take.
    """
    found: list[Slot] = []
    for sign, stroke in zip(line.rstrip(), drawn, strict=False):
        if not hidden and (unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"):
            continue
        kind = unicodedata.east_asian_width(sign)
        found.append((sign, stroke))
        wide = kind in "WF" or (kind == "A" and ambiguous == 2 and sign == stroke)
        found.extend([("", "")] * wide)
    return found


def _corners(line: list[Slot]) -> Iterator[int]:
    """Where lines meet in a drawn line."""
    for x, (_, stroke) in enumerate(line):
        beside = {line[i][1] for i in (x - 1, x + 1) if 0 <= i < len(line)}
        if stroke == "+" and beside & set("-=:"):
            yield x


def _is_rule(line: list[Slot]) -> bool:
    """Whether a line is drawn at least in part: cells that span rows go on through it."""
    strokes = "".join(stroke for _, stroke in line)
    return _PIECE.search(strokes) is not None and strokes.lstrip()[:1] in ("+", "|")


class _Open(NamedTuple):
    """A cell as it grows: its first and last column and row, and its lines."""

    left: int
    right: int
    top: int
    texts: list[tuple[int, str]]
    bottom: list[int]


class _Table:
    """A drawn table whose lines meet: `bars` are the places at which its columns begin and the last one ends."""

    def __init__(self, lines: list[list[Slot]], rules: list[bool], bars: list[int], first: int) -> None:
        self.lines, self.rules, self.bars, self.first = lines, rules, bars, first

    def grid(self) -> Grid:
        """The cells row by row; with columns where any cell spans some, else as a row's cells in order."""
        cells: list[_Open] = []
        alive: dict[int, _Open] = {}
        row = -1
        for y, (line, rule) in enumerate(zip(self.lines, self.rules, strict=True)):
            if rule:
                row += 1
                alive = {x: cell for x, cell in alive.items() if not self._is_cut(line, cell)}
                spans = [(cell.left, cell.right) for cell in alive.values()]
            else:
                at = [i for i, x in enumerate(self.bars) if line[x][1] in ("|", "+")]
                spans = list(pairwise(at))
            for left, right in spans:
                if left not in alive:
                    alive[left] = _Open(left, right, row, [], [row])
                    cells.append(alive[left])
                alive[left].texts.append((y, self._text(line, left, right)))
                alive[left].bottom[0] = row
        return self._placed(cells, row)

    def _is_cut(self, line: list[Slot], cell: _Open) -> bool:
        strokes = {stroke for _, stroke in line[self.bars[cell.left] + 1 : self.bars[cell.right]]}
        return bool(strokes) and strokes <= set("-=:+")

    def _text(self, line: list[Slot], left: int, right: int) -> str:
        return "".join(sign for sign, _ in line[self.bars[left] + 1 : self.bars[right]])

    def _placed(self, cells: list[_Open], last: int) -> Grid:
        spans = any(cell.right - cell.left > 1 or cell.bottom[0] > cell.top for cell in cells)
        rows: list[list[GridCell]] = [[] for _ in range(last + 1)]
        for cell in sorted(cells, key=_left):
            filled = [(y, text) for y, text in cell.texts if text.strip()]
            line = self.first + (filled or cell.texts)[0][0]
            height = cell.bottom[0] - cell.top + 1
            text = joined(text for _, text in filled)
            made = GridCell(text, cell.left if spans else -1, cell.right - cell.left, height, (line,))
            for y in range(cell.top, cell.bottom[0] + 1):
                rows[y].append(made)
        return Grid([row for row in rows if row], positioned=spans)
