"""Pieces of labels to labels where cells stand side by side: which pieces are one label is told by how the names of the form go on.

A group's name beside several rows is broken into lines that stand between those of its rows, and cells may touch. So each piece
goes on with one of the labels that are open, begins one, or stands alone; of all ways the one is taken that leaves least unnamed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.readers.pdf.runs import WIDE, Run
from parsers.tables.roles import is_group_and_item, is_whole, roles
from parsers.text import read_label, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.blocks import Block
    from parsers.readers.pdf.model import Glyph

Kinds = tuple[str, ...]
_WIDTH = 60
"""Ways that are followed at once."""
_PROMISE = 1.0
"""What a character of a label that is no name yet counts, beside one of a name."""
_OPEN = 4
"""Labels that may go on: the part of the table, the group, the row, and the row above for a remark."""
_LEADING = 4.0
"""In sizes; lines of one label stand no farther apart."""
_LEVEL = 0.45
"""In sizes; pieces of one line stand no farther above or below one another."""
_GAP = 0.06
"""In sizes; a gap this wide may part two cells."""
_BESIDE = 1.6
"""In sizes; pieces of one line of a label stand no farther apart."""
_TOUCHING = 0.1
"""In sizes; pieces of a line no farther apart stand together."""
_LONGEST_REMARK = 40
_NUMBER_STARTS = re.compile(r"\([一二三四五六七八九十\d]{0,2}\)?|[一二三四五六七八九十\d]{1,2}[、.]?")
_NUMBER = re.compile(
    r"\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十][、.]|\d{1,2}[、.](?!\d)|[\u2460-\u2473]"
)
_COUNT = re.compile("(?:件数|数量|数)$")
_TWO_NUMBERS = re.compile(f"(?:{_NUMBER.pattern}){{2}}")


REQUESTS = ("request", "group", "results")
"""The roles of the names in the first columns of table three."""
PROACTIVE = ("row",)
"""The same of table two."""


def is_name(text: str, kinds: Kinds = REQUESTS) -> bool:
    """Whether words are a row or a group of rows of a table, alone or behind its group's name."""
    if _TWO_NUMBERS.match(squeeze(text)):
        return False
    if kinds == REQUESTS and is_group_and_item(text):
        return True
    if not is_whole(text):
        text = _COUNT.sub("", squeeze(text))
    return is_whole(text) and not roles(text).keys().isdisjoint(kinds)


@cache
def _starts(kinds: Kinds) -> frozenset[str]:
    form = load_form()
    rows = [row for block in form.blocks for row in block.rows]
    items = (*form.requests, *form.request_groups) if kinds == REQUESTS else rows
    names = [name for one in items for name in one.names] + ["本年度办理结果"] * (kinds == REQUESTS)
    return frozenset(name[:size] for name in names for size in range(1, len(name)))


@lru_cache(maxsize=1 << 14)
def may_go_on(text: str, kinds: Kinds = REQUESTS) -> bool:
    """Whether words are how a name of the form begins, or a name with a remark behind it whose bracket is open."""
    folded = squeeze(text)
    if _NUMBER_STARTS.fullmatch(folded):
        return True
    if _TWO_NUMBERS.match(folded):
        return False
    label = read_label(folded)
    if label.core in _starts(kinds):
        return True
    is_remark = folded.count("(") > folded.count(")") and len(folded) < len(label.stem) + _LONGEST_REMARK
    return is_remark and bool(label.stem) and is_whole(label.stem)


@cache
def _numbered() -> frozenset[str]:
    form = load_form()
    return frozenset(squeeze(one.label) for one in (*form.requests, *form.request_groups))


@lru_cache(maxsize=1 << 12)
def has_own_number(text: str) -> bool:
    """Whether a label begins as the form prints it, its number included."""
    return squeeze(text).startswith(tuple(_numbered()))


class _Label(NamedTuple):
    """Numbers of its pieces, its words, whether they are a name, and the ends of its lines on the last page.

    A line begins where what stands together begins, that is with the group's name if that is printed before it.
    """

    pieces: tuple[int, ...]
    text: str
    is_known: bool
    x0: float
    x1: float


class _Way(NamedTuple):
    """How well it goes (characters in names), the labels that are open, latest last, and those that are done."""

    score: float
    open: tuple[_Label, ...]
    done: tuple[_Label, ...]


def cut(run: Run) -> Iterator[Run]:
    """What stands together, cut at gaps that may part cells and before what looks like the number of a row."""
    start = 0
    glyphs = run.glyphs
    for i, (a, b) in enumerate(pairwise(glyphs), 1):
        is_apart = b.x0 - a.x1 > _GAP * max(a.size, b.size) and a.text >= WIDE and b.text >= WIDE
        if is_apart or (not a.text.isdigit() and _opens(glyphs, i)):
            yield run.part(glyphs[start:i])
            start = i
    yield run.part(glyphs[start:])


def _opens(glyphs: Sequence[Glyph], at: int) -> bool:
    return bool(_NUMBER.match(squeeze("".join(glyph.text for glyph in glyphs[at : at + 4]))))


class _Piece(NamedTuple):
    """Where a piece stands, where what stands together with it begins, its words, and from where to where its line goes on."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    start: float
    text: str
    line: tuple[float, float]


def searched(blocks: Sequence[Block], kinds: Kinds = REQUESTS) -> list[tuple[list[Block], bool]]:
    """Pieces of one line each, from the top and from left to right, as labels in the order in which they begin, and whether each is a name."""
    pieces = _placed(blocks)
    ways = [_Way(0.0, (), ())]
    for i in range(len(pieces)):
        best: dict[tuple[tuple[int, ...], ...], _Way] = {}
        longer: dict[tuple[int, ...], tuple[_Label, float] | None] = {}
        alone = _opening(i, pieces, kinds)
        for way in ways:
            for following in _steps(way, i, pieces, kinds, alone, longer):
                key = tuple([label.pieces for label in following.open])
                if key not in best or following.score > best[key].score:
                    best[key] = following
        ways = sorted(best.values(), key=_promise, reverse=True)[:_WIDTH]
    ways.sort(key=lambda way: -way.score)
    labels = [*ways[0].done, *ways[0].open] if pieces else []
    known = [label for label in labels if label.is_known]
    named = {i for label in known for i in label.pieces}
    found = [(label.pieces, True) for label in known] + [((i,), False) for i in range(len(pieces)) if i not in named]
    return [([blocks[i] for i in own], is_known) for own, is_known in sorted(found)]


def _placed(blocks: Sequence[Block]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for block in blocks:
        run = block.runs[0]
        last = pieces[-1] if pieces else None
        together = (
            last is not None
            and last.page == block.page
            and abs(last.y - run.y) <= _LEVEL * run.size
            and -0.3 * run.size < run.x0 - last.x1 < _TOUCHING * run.size
        )
        start = last.start if last and together else run.x0
        pieces.append(_Piece(block.page, run.x0, run.x1, run.y, run.size, start, squeeze(block.text), (run.x0, run.x1)))
    return _with_lines(pieces)


def _with_lines(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with the ends of their lines: those of one line may be set wide apart."""
    found: list[_Piece] = []
    start = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces):
            a, b = pieces[i - 1], pieces[i]
            if a.page == b.page and abs(a.y - b.y) < _LEVEL * b.size and 0 <= b.x0 - a.x1 < _BESIDE * b.size:
                continue
        ends = (pieces[start].x0, pieces[i - 1].x1)
        found += [piece._replace(line=ends) for piece in pieces[start:i]]
        start = i
    return found


def _opening(i: int, pieces: Sequence[_Piece], kinds: Kinds) -> _Label | None:
    """The label that a piece begins, if it can begin one."""
    piece = pieces[i]
    if not may_go_on(piece.text, kinds) and not is_name(piece.text, kinds):
        return None
    return _Label((i,), piece.text, is_name(piece.text, kinds), piece.start, piece.x1)


def _promise(way: _Way) -> float:
    """How well a way may go."""
    return way.score + sum([_PROMISE * len(label.text) for label in way.open if not label.is_known])


def _steps(
    way: _Way,
    i: int,
    pieces: Sequence[_Piece],
    kinds: Kinds,
    alone: _Label | None,
    longer: dict[tuple[int, ...], tuple[_Label, float] | None],
) -> Iterator[_Way]:
    """The ways on from here: the piece is none of a label, begins one, or goes on with one that is open (`longer` holds what is known)."""
    yield way
    if alone:
        yield _with(way, None, alone)
    for label in way.open:
        if label.pieces not in longer:
            longer[label.pieces] = _longer(label, i, pieces, kinds)
        found = longer[label.pieces]
        if found:
            yield _with(way, label, *found)


def _longer(label: _Label, i: int, pieces: Sequence[_Piece], kinds: Kinds) -> tuple[_Label, float] | None:
    """A label with a piece more, and how far that stands from it; None if it cannot go on so."""
    last, piece = pieces[label.pieces[-1]], pieces[i]
    far = _distance(label, last, piece)
    if far is None or (far > _BESIDE and _NUMBER.match(piece.text)):  # the number of a row opens a line of its own
        return None
    words = label.text + piece.text
    is_known = is_name(words, kinds)
    if not is_known and not may_go_on(words, kinds):
        return None
    same = last.page == piece.page
    x0, x1 = (min(label.x0, piece.x0), max(label.x1, piece.x1)) if same else (piece.x0, piece.x1)
    return _Label((*label.pieces, i), words, is_known, x0, x1), far


def _with(way: _Way, old: _Label | None, new: _Label, far: float = 0.0) -> _Way:
    rest = tuple([label for label in way.open if label is not old])
    skipped = new.pieces[-1] - old.pieces[-1] if old else 0
    score = way.score + _worth(new) - (_worth(old) if old else 0.0) - 0.01 * far - 0.001 * skipped
    if len(rest) < _OPEN:
        return _Way(score, (*rest, new), way.done)
    gone = next((label for label in rest if label.is_known), rest[0])
    return _Way(score, (*[label for label in rest if label is not gone], new), (*way.done, gone))


def _worth(label: _Label) -> float:
    """The characters of a name; few long names are better than many short ones, and those with the form's own number best."""
    return _worth_of(label.text) if label.is_known else 0.0


@lru_cache(maxsize=1 << 12)
def _worth_of(text: str) -> float:
    return len(text) + 0.3 * has_own_number(text) - (1.2 if is_group_and_item(text) else 0.5)


def _distance(label: _Label, last: _Piece, piece: _Piece) -> float | None:
    """How far, in sizes, a piece stands from the last one of a label, if it can go on with that."""
    size = max(last.size, piece.size)
    if last.page != piece.page:
        return 2.0 if last.page == piece.page - 1 and label.x0 < piece.x1 and piece.x0 < label.x1 else None
    if abs(piece.y - last.y) < _LEVEL * size:
        gap = piece.x0 - last.x1
        return max(gap, 0.0) / size if -0.3 * size < gap < _BESIDE * size else None
    below = (piece.y - last.y) / size
    if not 0 < below < _LEADING:
        return None
    if label.x0 < piece.x1 and piece.x0 < label.x1:
        return below
    return below + 1 if label.x0 < piece.line[1] and piece.line[0] < label.x1 else None
