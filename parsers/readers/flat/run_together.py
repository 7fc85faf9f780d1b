"""Text whose cells an extractor ran together: cut at the labels of the forms, so that each cell has a line of its own.

Lines of a report that came as one are cut at the separators that are left; where nothing is left between cells, at the labels
themselves. Figures that stand together stay together: which digits are whose is for the tables to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.closing import is_furniture
from parsers.heading import read_heading
from parsers.readers.flat.labels import Found, find_indicators, find_labels, folded
from parsers.tables.roles import is_whole, roles
from parsers.tables.statistics import is_indicator
from parsers.text import UNITS, read_value, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Line = tuple[int, str]
"""The number of a line in the text, and a piece of it."""

_LONG = 400
_FEWEST_LABELS = 4
_FEWEST_CHAINED = 3
_FEWEST_GLUED = 3
_LONGEST_LINE = 200_000
_SEPARATORS = (re.compile(r"\|"), re.compile(r"\t+"), re.compile(r"\s+"))
_UNIT = f"(?:{UNITS})"
_UNIT_FIRST = re.compile(rf"^{_UNIT}(?=[\s\d/／—–－-]|$)")
_FIGURES = re.compile(rf"(?:{_UNIT}(?=[\s\d/\\—–-]|$))?(?:[\s\d+/\\—–-]|(?<=\d)[.,](?=\d)|无|(?<=\d){_UNIT}|不适用)*")
_TOUCHING = re.compile(
    r"(?:规章|规范性文件|行政许可|行政强制|予以公开|国家秘密|申请数量|继续办理|总计|申请数件?|信息数条?)[\"”）)]?[\d–—－/]"
    r"|规章(?:行政)?规范性文件第二十条|国家秘密(?:2[.．、])?其他法律"
    r"|\d(?:其中[:：]|涉及商业秘密|涉及个人隐私|制发规范)"
)
_UNIT_BEFORE = re.compile(r"数(?:条|件|次|篇|个)\s*\d")
_FEWEST_TOUCHING = 3
_BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_HIDDEN = re.compile(r"[\u200b-\u200d\u2060\ufeff]+")
_BETWEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff]{2,}")
"""The hidden signs at the end of one cell and at the start of the next."""
_TOUCH = re.compile(rf"[\d/\\—–-]|{_UNIT}(?=[\s\d/／—–－-]|$)")
_OTHER = rf"(?!{_UNIT}|无|不适用)[\u4e00-\u9fff:]"
_WORDS = re.compile(rf"(?:小计|合计|(?<!\d){_OTHER}{{2,16}}|(?<=\d){_OTHER}{{4,16}})(?=[\d/／—–－-])")
"""A label that no form knows."""
_MOST_OTHERS = 3
_STAND_IN = re.compile(r"不适用(?=\d)")
_NUMBERED = re.compile(r"[一二三四五六七八九]、[^。，；\d]{2,25}")
_GARBLED = re.compile(rf"((?:\d{{1,2}}[.．、])?[^。，；、:：\d][^。，；:：]{{2,40}}?)({_UNIT})(\d[\d,.]*)")
"""A label that no form knows, with its unit and figures."""
_REMARK = re.compile(r"[\"“”’]?(?:小计|合计|数量?)?(?:\((?![一二三四五六七八九十\d]{1,2}\))[^()]{0,60}\))?[\"“”’]?")


class Cut(NamedTuple):
    """The pieces of a text's lines, and whether labels and figures were run together in it."""

    lines: list[Line]
    is_glued: bool


def cut_up(lines: Sequence[str]) -> Cut:
    """The lines of a text, numbered from 1, those that hold many cells run together cut into these."""
    touching = [_touching(line) for line in lines]
    numbered = [
        piece
        for n, (line, count) in enumerate(zip(lines, touching, strict=True), 1)
        for piece in _at_separators(n, line, _FEWEST_LABELS if count < _FEWEST_TOUCHING else 2 * _FEWEST_LABELS)
    ]
    if sum(touching) < _FEWEST_TOUCHING:
        return Cut(numbered, is_glued=False)
    cuts = [_at_labels(text) for _, text in numbered]
    glued = sum(cut is not None for cut in cuts)
    labels = max((len(cut) for cut in cuts if cut), default=0)
    if glued < _FEWEST_GLUED and labels < 2 * _FEWEST_LABELS:
        return Cut(numbered, is_glued=False)
    pieces = [
        (n, part) for (n, text), cut in zip(numbered, cuts, strict=True) for part in ([text] if cut is None else cut)
    ]
    return Cut(pieces, is_glued=True)


def _touching(line: str) -> int:
    """How often a label of the form touches a figure or another label in a line."""
    if len(line) > _LONGEST_LINE:
        return 0
    line = _HIDDEN.sub("", line)
    return len(_UNIT_BEFORE.findall(line)) + len(_TOUCHING.findall(_BROKEN.sub("", line)))


def _at_separators(n: int, line: str, fewest: int) -> Iterator[Line]:
    """An overlong line cut at its bars, tabs or blanks, where at least so many labels stand between these; rows written in one line as rows."""
    if "| --- |" in line and len(rows := line.split("| |")) > 1:
        yield from ((n, f"|{row}|") for row in rows)
        return
    if _LONG < len(line) <= _LONGEST_LINE:
        for separator in _SEPARATORS:
            parts = [part for part in separator.split(line) if part.strip()]
            if sum(map(_is_label, parts)) >= fewest:
                yield from ((n, part.strip()) for part in parts)
                return
    yield n, line


def _is_label(text: str) -> bool:
    """Whether a piece is a heading of the form, or the label of a row."""
    if len(text) > 60 or text.isascii():
        return False
    return (
        _NUMBERED.fullmatch(text) is not None
        or (is_whole(text) and not _ROWS.isdisjoint(roles(text)))
        or is_indicator(text)
    )


_ROWS = frozenset({"request", "row", "article"})


def _at_labels(line: str) -> list[str] | None:
    """The cells of a line in which labels stand against figures or other labels; None where there is no such run."""
    if "|" in line or not 2 < len(line) <= _LONGEST_LINE or line.isascii():
        return None
    line = tidy(_BETWEEN.sub(" ", line))
    text = folded(line)
    best: list[str] | None = None
    most = 0
    for find in (find_labels, find_indicators):
        found = find(text)
        covered = sum(one.end - one.start for one in found)
        cut = _cut(line, text, found) if covered > most else None
        if cut:
            best, most = cut, covered
    if best is None and (garbled := _GARBLED.fullmatch(line)):
        return [*garbled.groups()]
    return best


def _cut(line: str, text: str, found: Sequence[Found]) -> list[str] | None:
    """The line cut at its chains of labels; None where it has none."""
    chains = _chains(text, found)
    if not chains:
        return None
    pieces: list[str] = []
    at = 0
    for chain in chains:
        pieces.append(line[at : chain[0].start])
        starts = [one.start for one in chain[1:]]
        for i, one in enumerate(chain):
            end = _behind(text, one)
            pieces.append(line[one.start : end])
            at = starts[i] if i < len(starts) else end + _figures(text, end)
            pieces += _values(line[end:at])
    return [piece.strip() for piece in [*pieces, line[at:]] if piece.strip()]


def _values(text: str) -> list[str]:
    """The pieces between two labels: figures, words of no form, and marks, which stand one a cell."""
    apart = _WORDS.sub(r" \g<0> ", _STAND_IN.sub(r" \g<0> ", _UNIT_FIRST.sub(r"\g<0> ", text)))
    return apart.split()


def _chains(text: str, found: Sequence[Found]) -> list[list[Found]]:
    """Runs of labels with nothing but figures between them: many, or one that makes up its line with figures behind it."""
    runs: list[list[Found]] = [[]]
    for one in found:
        last = runs[-1][-1] if runs[-1] else None
        if last and not _is_figures(text[_behind(text, last) : one.start]):
            runs.append([])
        runs[-1].append(one)
    whole = len(runs) == 1 and _is_figures(text[: found[0].start]) and _ends_in_figures(text, found[-1])
    is_glued = any(_stand_together(text, run) for run in runs)
    if not is_glued:
        return []
    return [run for run in runs if len(run) >= _FEWEST_CHAINED or whole or _is_heading(text, run)]


def _is_heading(text: str, run: Sequence[Found]) -> bool:
    heading = read_heading(text[run[0].start : run[0].end])
    return heading is not None and heading.key is not None


def _stand_together(text: str, run: Sequence[Found]) -> bool:
    """Whether a label touches the figure or the label behind it."""
    ends = [_behind(text, one) for one in run]
    touch = any(end == one.start for end, one in zip(ends, run[1:], strict=False))
    return (touch and len(run) >= _FEWEST_CHAINED) or any(
        _TOUCH.match(text, end) or text[one.start - 1 : one.start].isdigit() for end, one in zip(ends, run, strict=True)
    )


def _ends_in_figures(text: str, last: Found) -> bool:
    """Whether figures end the line behind a label; the foot of the page may stand behind them, in brackets."""
    end = _behind(text, last)
    rest = text[end + _figures(text, end) :]
    return rest[:1] in ("", "【", "[") or is_furniture(rest)


def _behind(text: str, label: Found) -> int:
    """Where a label and the remark behind it end."""
    remark = _REMARK.match(text, label.end)
    return remark.end() if remark else label.end


def _figures(text: str, at: int) -> int:
    """How many signs behind a place are figures that no word goes on with."""
    match = _FIGURES.match(text, at)
    end = match.end() if match else at
    rest = text[end : end + 1]
    while end > at and rest.isalnum() and not text[end - 1].isspace() and not is_furniture(text[end:]):
        end -= 1
    return end - at


def _is_figures(text: str) -> bool:
    """Whether nothing but figures stands between two labels; a row that no form knows may be among them."""
    return _FIGURES.fullmatch(_WORDS.sub(" ", text, count=_MOST_OTHERS)) is not None or read_value(text).kind != "text"
