"""The header of table three where no rulings part it: several lines a word, names one character a line, groups above.

Its words are told by place: what stands over one another is one name. Only where that gives every kind of applicant of the
form, once each and in its order, is it taken for the header; else the lines stay as they were.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.readers.pdf.blocks import OPENS, Block
from parsers.readers.pdf.runs import Run, lines_of
from parsers.readers.pdf.stacks import PARTS, Word, folded, stacks_of, tokens_of, without_cut_titles, without_titles
from parsers.tables.roles import is_whole, roles
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


_ANCHOR = "法人或其他组织"
_ANCHORS = (_ANCHOR, "法人或", "科研机构")
"""What the lines of a header hold; the first one may be cut by the end of a line."""
_GROUPS = (_ANCHOR, "申请人情况")
_PIECES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计")
_OTHER = "其他"
_NAMES = (*_PIECES, _OTHER)
_ABOVE = 4.5
"""In sizes; how far above that the header may begin."""
_LINES = 20
_FOOT = 10
"""Lines at the end of a page that may be a header's first."""
_FEWEST = 5
_LONGEST_LINE = 60
"""Characters of a line that begins the names of a header; the note in its corner is one of them."""
_LONGEST = 14
_SPREAD = 4
"""Stacks that one name, set with wide blanks, may be spread over."""
_CIRCLED = re.compile("[\u2460-\u2473]")
_NUMBERED = re.compile(r"[一二三四五六七八九十][、.,]")


class Heading(NamedTuple):
    """A header: the blocks of its row, left to right, and the numbers of all runs that it is made of."""

    row: list[Block]
    orders: frozenset[int]
    lines: tuple[tuple[str, float], ...] = ()
    """Its lines: the words of each, and how far down they stand."""


def find_headings(runs: Sequence[Run], page: int) -> Iterator[Heading]:
    """The headers among the runs of a page: by the title over the names or the names themselves, else by that over both."""
    lines = lines_of(runs)
    found = list(_headings(runs, lines, page, _is_anchor))
    yield from found or _headings(runs, lines, page, _is_title)


def _headings(
    runs: Sequence[Run], lines: Sequence[list[Run]], page: int, is_anchor: Callable[[list[Run]], bool]
) -> Iterator[Heading]:
    foot = 0.0
    for number, line in enumerate(lines):
        if line[0].y > foot and is_anchor(line):
            zone = _zone(lines, number)
            row = _best_row(zone, page)
            if row and (
                _is_whole_row(row) or not (zone[0] is lines[0] or zone[-1] is lines[-1])
            ):  # else the page cuts it
                foot = max(run.y for one in zone for run in one) + 1
                words = tuple((folded("".join(run.text for run in one)), one[0].y) for one in zone)
                yield Heading(row, _orders(runs, zone), words)


def cut_heading(page: int, runs: Sequence[Run], following: Sequence[Run]) -> tuple[Heading, Heading] | None:
    """A header that the end of a page cuts: the whole of it on this page, and on the next the runs that it goes on in.

    What stands on the next page is shown at the foot of this one.
    """
    above = lines_of(runs)
    at = next((i for i in range(max(len(above) - _FOOT, 0), len(above)) if _is_anchor(above[i])), None)
    if at is None:
        return None
    foot = above[-1][0].y
    below = lines_of(following)[:_LINES]
    lines = [*above, *([_at(run, foot) for run in line] for line in below)]
    zone = _zone(lines, at)
    count = len(zone) - sum(any(line is one for one in above) for line in zone)
    row = _best_row(zone, page) if count > 0 else None
    if not row:
        return None
    own = _orders(runs, zone[:-count])
    return Heading(row, own), Heading([], _orders(following, below[:count]))


def _best_row(zone: Sequence[list[Run]], page: int) -> list[Block] | None:
    """The blocks of a header, cut at the gaps that give it most names."""
    rows = [row for part in PARTS if (row := _row(zone, page, part))]
    return max(rows, key=lambda row: len(leaves_of(row)), default=None)


def _is_whole_row(row: Sequence[Block]) -> bool:
    """Whether a header names all kinds of applicants."""
    return len({roles(block.text).get("applicant") for block in row} - {None}) == len(load_form().applicants)


def _orders(runs: Sequence[Run], lines: Sequence[list[Run]]) -> frozenset[int]:
    """The numbers of all runs at the height of some lines, which may join several of them."""
    heights = [run.y for line in lines for run in line]
    return frozenset(run.order for run in runs if min(heights) - 1 < run.y < max(heights) + 1)


def _at(run: Run, y: float) -> Run:
    return Run([glyph._replace(y=y) for glyph in run.glyphs], run.order)


def repeated(heading: Heading, first: Heading, runs: Sequence[Run]) -> frozenset[int]:
    """The runs of a header that repeats the first one: below the same lines what is left of a row may follow."""
    count = len(first.lines)
    if not count or [text for text, _ in heading.lines[:count]] != [text for text, _ in first.lines]:
        return heading.orders
    foot = heading.lines[count - 1][1] + 1
    return frozenset(run.order for run in runs if run.order in heading.orders and run.y < foot)


def _is_anchor(line: list[Run]) -> bool:
    """Whether a line holds the title over the names, or begins most of them, as where they stand one character a line."""
    text = folded("".join([run.text for run in line]))
    if any(word in text for word in _ANCHORS):
        return True
    if not _FEWEST <= len(text) <= _LONGEST_LINE:
        return False
    words = [folded(token.text) for token in tokens_of(line)]
    return sum(any(name.startswith(word) for name in _NAMES) for word in words) >= _FEWEST


def _is_title(line: list[Run]) -> bool:
    return _GROUPS[1] in folded("".join([run.text for run in line]))


def _row(zone: Sequence[list[Run]], page: int, part: float) -> list[Block] | None:
    """The blocks of the header, if what stands over one another makes all kinds of applicants in their order."""
    words = [
        (number, token)
        for number, line in enumerate(zone)
        for token in without_titles(list(tokens_of(line, part)), _GROUPS)
    ]
    stacks = stacks_of(without_cut_titles(words, _GROUPS))
    names = _named(stacks)
    if not _is_in_order([name for name, _ in names if name]) or any(_holds_two(stack) for name, stack in names if name):
        return None
    leaves = [Block(page, _runs(stack)) for name, stack in names if name]
    rest = [Block(page, _runs(stack)) for stack in _spread(names)]
    corner = [run for block in rest for run in block.runs if run.x1 <= leaves[0].box.x0]
    others = [block for block in rest if block.box.x0 > leaves[0].box.x1 and _is_column(block)]
    if len(corner) + sum(len(block.runs) for block in others) < sum(len(block.runs) for block in rest):
        return None
    columns = sorted([*leaves, *others], key=lambda block: block.box.x0)
    return [*([Block(page, corner)] if corner else []), *columns]


def _spread(names: Sequence[tuple[str, list[Word]]]) -> Iterator[list[Word]]:
    """The stacks that name no kind of applicant; neighbours that hold single letters are one name, set wide."""
    last: list[Word] = []
    for name, stack in names:
        if last and (name or not _is_of_letters(last) or not _is_of_letters(stack)):
            yield last
            last = []
        if not name:
            last = [*last, *stack]
    if last:
        yield last


def _is_of_letters(stack: list[Word]) -> bool:
    return all(len(token.glyphs) == 1 for _, token in stack)


def _is_column(block: Block) -> bool:
    """Whether words that name no kind of applicant are short, and no piece of a title or a name."""
    text = folded(block.text)
    return 1 < len(text) <= _LONGEST and not set(text) <= set("".join((*_GROUPS, *_PIECES)))


def leaves_of(row: Sequence[Block]) -> list[Block]:
    """The blocks of a row that name kinds of applicants, and columns between them, if it is a whole header of table three."""
    leaves = [i for i, block in enumerate(row) if len(block.text) <= _LONGEST and "applicant" in roles(block.text)]
    if not _is_in_order([roles(row[i].text)["applicant"] for i in leaves]):
        return []
    return list(row[leaves[0] : leaves[-1] + 1])


def is_uncertain(rows: Sequence[Sequence[Block]]) -> bool:
    """Whether rows name some kinds of applicants and yet are no whole header: which column is whose cannot be told."""
    found = {roles(block.text).get("applicant", "") for row in rows for block in row}
    return len(found - {"", "other", "total"}) > 1


def _is_in_order(names: list[str]) -> bool:
    """Whether these are most kinds of applicants, the total among them, in the form's order."""
    places = {one.key: i for i, one in enumerate(load_form().applicants)}
    order = [places[name] for name in names]
    return len(order) >= _FEWEST and "total" in names and all(a < b for a, b in pairwise(order))


def _named(stacks: list[list[Word]]) -> list[tuple[str, list[Word]]]:
    """The stacks with the kind of applicant they name; neighbours are one where only all together name one."""
    named: list[tuple[str, list[Word]]] = []
    i = 0
    while i < len(stacks):
        joined = [[word for stack in stacks[i : i + k] for word in stack] for k in range(1, _SPREAD + 1)]
        found = next((k for k, words in enumerate(joined, 1) if _name(words, whole=True)), 0)
        found = found or next((k for k, words in enumerate(joined, 1) if _name(words)), 1)
        named.append((_name(joined[found - 1]), joined[found - 1]))
        i += found
    return named


def _holds_two(stack: list[Word]) -> bool:
    """Whether a stack holds the names of two kinds of applicants, whose cells touch."""
    text = squeeze("".join(run.text for run in _runs(stack)))
    if text.endswith((_PIECES[-1], _OTHER)):
        return text not in (_PIECES[-1], _OTHER)
    return sum(any(name in text for name in one.names if len(name) > 2) for one in load_form().applicants) > 1


def _runs(stack: list[Word]) -> list[Run]:
    return [token for _, token in sorted(stack, key=lambda word: (word[0], word[1].x0))]


def _name(stack: list[Word], *, whole: bool = False) -> str:
    text = squeeze("".join(run.text for run in _runs(stack)))
    if len(text) > _LONGEST or (whole and not is_whole(text)):
        return ""
    return roles(text).get("applicant", "")


def _zone(lines: Sequence[list[Run]], anchor: int) -> list[list[Run]]:
    """The lines from a little above the anchor to the first row of the table."""
    size = max(run.size for run in lines[anchor])
    start = anchor
    while start and not _is_title(lines[start]) and lines[anchor][0].y - lines[start - 1][0].y < _ABOVE * size:
        if _opens(lines[start - 1]):
            break
        if _holds_figures(lines[start - 1]):  # of the row above, whose label may end below them
            left = lines[anchor][0].x0
            start = next(i for i in range(start, anchor + 1) if lines[i][-1].x1 > left)
            break
        start -= 1
    end = anchor + 1
    while end < min(len(lines), anchor + _LINES) and not _opens(lines[end]) and not _holds_figures(lines[end]):
        end += 1
    return list(lines[start:end])


def _holds_figures(line: list[Run]) -> bool:
    kinds = [read_value(run.text).kind for run in line]
    return "number" in kinds or sum(kind != "text" for kind in kinds) >= _FEWEST - 1


def _opens(line: list[Run]) -> bool:
    """Whether a line is a row of the table, a heading or the end of a paragraph."""
    first = squeeze(line[0].text)
    return (
        bool(OPENS.match(first) or _NUMBERED.match(first) or _CIRCLED.match(line[0].text))
        or first.endswith("。")
        or first in ("单位：件", "（单位：件）")
    )
