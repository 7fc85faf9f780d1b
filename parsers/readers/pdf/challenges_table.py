"""Table four without rulings: its header by what stands over one another, its values by the columns of that header.

Taken only where the words make groups of five columns in the form's order: all three groups side by side, or one or two of them,
as where the table is printed in parts; else the lines stay as they were. A page may end within the header.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import GridCell
from parsers.form import load_form
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.cut_figures import with_cut_figures
from parsers.readers.pdf.model import Box
from parsers.readers.pdf.row_values import is_one_row, pieces, value_lines, with_units
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import lines_of, numbers_of
from parsers.readers.pdf.stacks import PARTS, folded, stacks_of, tokens_of, without_cut_titles, without_titles
from parsers.readers.pdf.stitch import Table
from parsers.tables.roles import roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.runs import Line, Run
    from parsers.readers.pdf.stacks import Word

_LINES = 14
"""Lines that the header may have."""
_ABOVE = 2
"""Lines above the first known one that may belong to the header."""
_VALUES = 3
"""Lines that the row of values may have, with units below the figures."""
_SPREAD = 4
"""Stacks that one name, set with wide blanks, may be spread over."""
_ANCHOR = re.compile(r"行政诉讼|直接起诉|复议后起诉|尚未审结|结果维持|^行政复议$")
_VALUE = re.compile(r"(?:[\d.,/无\u2014\u2013\-]+[件条次个宗项]*)+")
_UNITS = re.compile(r"[件条次个宗项]+")
_HEADING = re.compile(r"[一二三四五六七八][、.]|[。；:]$|行政诉讼情况$|^存在的主要问题|^其他需要报告")
_ASIDE = re.compile(r"[\uff08(]?单位[:：].{1,4}[\uff09)]?")
_FIRST, _BOTH, _DIRECT, _AFTER = "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"
_NAMES = (_FIRST, _BOTH, _DIRECT, _AFTER)
_TITLES = {
    (_FIRST, _DIRECT, _AFTER): ({_FIRST: (0, 1), _BOTH: (1, 3)}, {_DIRECT: (1, 2), _AFTER: (2, 3)}),
    (_DIRECT, _AFTER): ({_BOTH: (0, 2)}, {_DIRECT: (0, 1), _AFTER: (1, 2)}),
    (_FIRST,): ({_FIRST: (0, 1)},),
    (_DIRECT,): ({_DIRECT: (0, 1)},),
    (_AFTER,): ({_AFTER: (0, 1)},),
}
"""The groups that may stand side by side, and the rows of titles above them: over which of the groups, from and to."""


class _Line(NamedTuple):
    page: int
    runs: Line
    text: str

    @property
    def holds_values(self) -> bool:
        return any(_VALUE.fullmatch(folded(run.text)) for run in self.runs)


class _Name(NamedTuple):
    """All words of a column's name, and those on the page on which it ends."""

    whole: Block
    shown: Block


class Found(NamedTuple):
    """A table and the runs that it is made of, by page and order."""

    table: Table
    taken: set[tuple[int, int]]


def find_challenges(pages: Sequence[tuple[int, Sequence[Run]]]) -> Iterator[Found]:
    """The tables four, or the parts of one, among the runs of all pages."""
    lines = [
        _Line(page, line, folded("".join([run.text for run in line])))
        for page, runs in pages
        for line in lines_of(runs)
    ]
    at = start = 0
    while at < len(lines):
        found = None
        if _ANCHOR.search(lines[at].text) and not _HEADING.search(lines[at].text):
            found = _read(lines, max(start, at - _ABOVE), at)
        at += 1
        if found:
            yield found[0]
            at = start = found[1]


def _read(lines: Sequence[_Line], start: int, anchor: int) -> tuple[Found, int] | None:
    """The table whose header holds the line `anchor` and begins at `start` or after it, and the number of the line behind it."""
    start = next((i + 1 for i in range(anchor - 1, start - 1, -1) if _is_outside(lines[i])), start)
    rest = range(anchor, min(anchor + _LINES, len(lines)))
    end = next((i for i in rest if _is_outside(lines[i])), None)
    if end is None or end == anchor:
        return None
    header = lines[start:end]
    found = next(filter(None, (_names(header, part) for part in PARTS)), None)
    if found is None:
        return None
    names = [name.whole for name in found[0]]
    middles = [(name.box.x0 + name.box.x1) / 2 for name in names]
    stop = end
    while (
        stop < len(lines) and stop < end + _VALUES and lines[stop].page == lines[end].page and lines[stop].holds_values
    ):
        stop += 1
    if stop > end and stop < len(lines) and all(_UNITS.fullmatch(folded(run.text)) for run in lines[stop].runs):
        stop += 1
    below = lines[end:stop]
    if stop < len(lines) and lines[stop].holds_values and lines[stop].page == lines[end].page:
        return None
    values = _with_cut_figures(_values(below, middles), names)
    columns = Columns(names, -1.0, [values])
    home = values[0] if values else found[0][-1].shown
    titles = [[_title(found[0], title, *span) for title, span in row.items()] for row in _TITLES[found[1]]]
    head = [cell_of(name.shown, i, 1)._replace(text=name.whole.text) for i, name in enumerate(found[0])]
    rows = [*titles, head, columns.cells(values, home, 0, is_certain=not values or is_one_row(values))]
    own = [line for line in (*header, *below) if line.page == home.page]
    table = Table(home.page, min(run.y for line in own for run in line.runs), rows, ruled=False)
    return Found(table, set().union(*(numbers_of(line.page, line.runs) for line in (*header, *below)))), stop


def _is_outside(line: _Line) -> bool:
    """Whether a line is no part of a header: it holds values, or is a heading or the end of a paragraph."""
    return line.holds_values or bool(_HEADING.search(line.text))


def _values(lines: Sequence[_Line], middles: Sequence[float]) -> list[Block]:
    tokens = [
        (line.page, run.part(piece)) for line in lines for run in line.runs for piece in pieces(run.glyphs, middles)
    ]
    return with_units([Block(line.page, [run]) for line in value_lines(tokens) for run in line.runs])


def _with_cut_figures(values: list[Block], names: Sequence[Block]) -> list[Block]:
    """The values, those of each group made whole whose figures a narrow column cuts, where the group's sum proves it."""
    width = len(load_form().outcomes)
    groups: list[list[Block]] = [[] for _ in names[::width]]
    for value in values:
        x0, x1 = value.box.x0, value.box.x1
        home = min(range(len(names)), key=lambda i: abs(names[i].box.x0 + names[i].box.x1 - x0 - x1))
        groups[home // width].append(value)
    whole = [with_cut_figures(own, names[width * i : width * (i + 1)]) or own for i, own in enumerate(groups)]
    return [value for own in whole for value in own]


def _title(names: Sequence[_Name], title: str, first: int, last: int) -> GridCell:
    width = len(load_form().outcomes)
    own = [name.shown for name in names[first * width : last * width]]
    boxes = [one.box for one in own if one.page == own[0].page]
    box = Box(boxes[0].x0, min(one.y0 for one in boxes), boxes[-1].x1, max(one.y1 for one in boxes))
    return GridCell(title, first * width, (last - first) * width, 1, address(own[0].page, box))


def _names(lines: Sequence[_Line], part: float) -> tuple[list[_Name], tuple[str, ...]] | None:
    """The columns and the groups they make, if the titles of these stand above them and their words are the form's, in its order."""
    lines = [line for line in lines if not _ASIDE.fullmatch(line.text)]
    words = [
        (number, token)
        for number, line in enumerate(lines)
        for token in without_titles(list(tokens_of(line.runs, part)), _NAMES)
    ]
    names = [_name(stack, lines) for stack in _columns(stacks_of(without_cut_titles(words, _NAMES)))]
    count, rest = divmod(len(names), len(load_form().outcomes))
    if rest or not count:
        return None
    titles = Counter("".join(line.text for line in lines))
    titles.subtract("".join(folded(name.whole.text) for name in names))
    groups = next((own for own in _TITLES if len(own) == count and _are_above(+titles, own)), None)
    return (names, groups) if groups else None


def _columns(stacks: Sequence[list[Word]]) -> list[list[Word]]:
    """The stacks, neighbours made one where letters stand apart, as the form's columns in its order; none if they are not these."""
    columns: list[list[Word]] = []
    at = 0
    while at < len(stacks):
        joined = [_read_order(stacks[at : at + count]) for count in range(1, _SPREAD + 1)]
        outcome = load_form().outcomes[len(columns) % len(load_form().outcomes)]
        texts = [folded("".join(token.text for _, token in words)) for words in joined]
        count = next((n for n, text in enumerate(texts, 1) if roles(text).get("outcome") == outcome.key), 0)
        count = count or next((n for n, text in enumerate(texts, 1) if _begins(text, outcome.label)), 0)
        if not count:
            return []
        columns.append(joined[count - 1])
        at += count
    return columns


def _read_order(stacks: Sequence[list[Word]]) -> list[Word]:
    return sorted((word for stack in stacks for word in stack), key=lambda one: (one[0], one[1].x0))


def _begins(text: str, label: str) -> bool:
    """Whether words are the first half of a name, as where a page leaves the second out."""
    return len(text) > 1 and label.startswith(text)


def _name(words: Sequence[Word], lines: Sequence[_Line]) -> _Name:
    page = max(lines[number].page for number, _ in words)
    shown = [token for number, token in words if lines[number].page == page]
    return _Name(Block(page, [token for _, token in words]), Block(page, shown))


def _are_above(titles: Counter[str], groups: tuple[str, ...]) -> bool:
    """Whether what the header holds beside the columns are the titles of these groups; of all three any will do."""
    if len(groups) == len(load_form().cases):
        return titles["复"] > 0
    own = Counter("".join(groups))
    return titles in (own, own + Counter(_BOTH))
