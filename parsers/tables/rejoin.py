"""Labels that were broken over several cells or lines, put together again where the whole is a label of the forms.

Text loses the ends of cells: 未经复议直接 and 起诉 come as two. A run of words is cut so that as many of them as possible
belong to known labels; what stays unknown is left as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.statistics_form import load_statistics
from parsers.tables.roles import is_group_and_item, is_whole, roles
from parsers.tables.statistics import is_indicator
from parsers.text import read_label
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.document import GridCell

_MOST_PARTS = 12
_LONGEST = 90
_BARE_NUMBER = re.compile(r"\d{1,2}|[（(][一二三四五六七八九十\d]{1,2}")
_GOES_ON = re.compile(r"[.．、）)]")
_SERIAL = re.compile(r"(\d{1,3}) (.+)")


class _Cut(NamedTuple):
    known: int
    """Two for every word that belongs to a whole label, one for a word that only starts like one."""
    pieces: int
    end: int


def rejoined(cells: Iterable[GridCell]) -> Iterator[GridCell]:
    """The cells with the words of broken labels joined; values pass unchanged."""
    run: list[GridCell] = []
    for cell in _numbered(cells):
        if is_word(cell.text):
            run.append(cell)
            continue
        yield from _joined(run)
        run = []
        yield cell
    yield from _joined(run)


def _numbered(cells: Iterable[GridCell]) -> Iterator[GridCell]:
    """A number alone before a word that starts with its point is the word's number (``5`` and ``.要求…``)."""
    held: GridCell | None = None
    for cell in _without_serials(cells):
        whole = cell
        if held is not None and _GOES_ON.match(cell.text):
            whole = held._replace(text=held.text + cell.text)
        elif held is not None:
            yield held
        held = whole if _BARE_NUMBER.fullmatch(whole.text) else None
        if held is None:
            yield whole
    if held is not None:
        yield held


def _without_serials(cells: Iterable[GridCell]) -> Iterator[GridCell]:
    """A serial number printed in one line with an indicator's label is a cell of its own."""
    for cell in cells:
        match = _SERIAL.fullmatch(cell.text)
        if match and is_indicator(match[2]):
            yield cell._replace(text=match[1])
            yield cell._replace(text=match[2])
        else:
            yield cell


def _joined(run: Sequence[GridCell]) -> Iterator[GridCell]:
    if len(run) < 2:
        yield from run
        return
    best: list[_Cut] = [_Cut(0, 0, 0)] * (len(run) + 1)
    for start in range(len(run) - 1, -1, -1):
        best[start] = max(_cuts(run, start, best), key=lambda cut: (cut.known, cut.pieces))
    start = 0
    while start < len(run):
        end = best[start].end
        yield run[start]._replace(text="".join(cell.text for cell in run[start:end]))
        start = end


def _cuts(run: Sequence[GridCell], start: int, best: Sequence[_Cut]) -> Iterator[_Cut]:
    """Every first piece of the words from `start` on, with the best cut of the rest."""
    text = run[start].text
    yield _Cut(_weight(text) + best[start + 1].known, 1 + best[start + 1].pieces, start + 1)
    for end in range(start + 2, min(start + _MOST_PARTS, len(run)) + 1):
        text += run[end - 1].text
        if len(text) > _LONGEST:
            return
        if is_label(text):
            yield _Cut(2 * (end - start) + best[end].known, 1 + best[end].pieces, end)


def _weight(text: str) -> int:
    return 2 if is_whole(text) or is_group_and_item(text) or is_indicator(text) else int(bool(roles(text)))


@lru_cache(maxsize=1 << 14)
def is_label(text: str) -> bool:
    """Whether the words are a label of any form, whole."""
    words = load_statistics()
    core = read_label(text).core
    return (
        is_whole(text)
        or is_group_and_item(text)
        or is_indicator(text)
        or core in words.label_words
        or core in words.value_words
    )
