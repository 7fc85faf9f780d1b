"""Flattened text to rows: a line of several cells is a row; loose cells are a stream that a word after a figure cuts."""

from __future__ import annotations

import re

from parsers.second.figures import figure, is_unit
from parsers.second.page import FlatCell, Row
from parsers.second.words import characters, exactly

_LONGEST = 60
_BLANK_INSIDE = re.compile(r"(?:^|[^|\s])\s*\|\s*\|[\s|]*[^|\s]")
_FRAME = frozenset({"信息内容", "申请人情况", "法人或其他组织", "行政诉讼"})
_RULE = frozenset(" |:-")


def rows_of_text(text: str) -> list[Row]:
    """The rows of flattened tables, in order; prose is left out."""
    rows: list[Row] = []
    stream: list[str] = []
    lines = [re.sub(r"^[?\s]+", "", line).strip() for line in text.splitlines()]
    blanks_kept = any(_BLANK_INSIDE.search(line) for line in lines)
    for bare in lines:
        if "---" in bare and _RULE.issuperset(bare):
            continue
        cells = _cells(bare, blanks_kept) if "|" in bare else _spaced(bare)
        filled = [cell for cell in cells if cell]
        if "|" in bare and len(filled) > 1:
            _flush(stream, rows)
            rows.append([FlatCell(cell) for cell in cells])
        elif any(len(cell) > _LONGEST for cell in filled) and "|" not in bare:
            _flush(stream, rows)
        else:
            stream.extend(filled)
    _flush(stream, rows)
    return rows


def _cells(line: str, blanks_kept: bool) -> list[str]:
    """The cells of a line; pipes at its end are padding unless the text keeps blank cells elsewhere."""
    parts = [" ".join(part.split()) for part in line.split("|")]
    if line.startswith("|"):
        parts = parts[1:]
    if line.endswith("|"):
        parts = parts[:-1]
    while parts and not parts[-1] and not blanks_kept:
        parts.pop()
    return parts


def _spaced(line: str) -> list[str]:
    """A line without pipes: the figures at its end are cells, what stands before them is one."""
    words = line.split()
    at = len(words)
    while at and not figure(words[at - 1]).is_word:
        at -= 1
    if at == len(words) > 1 and all(_heads(word) for word in words):
        return words
    unit = 1 < at < len(words) and is_unit(words[at - 1])
    label = words[: at - 1] if unit else words[:at]
    return [*([" ".join(label)] if label else []), *words[at - unit :]]


def _heads(word: str) -> bool:
    """Whether a word alone is a header of one of the tables."""
    return characters(word) in _FRAME or any(exactly(word, role) for role in ("applicant", "column", "case", "outcome"))


def _flush(stream: list[str], rows: list[Row]) -> None:
    row: Row = []
    after_figure = False
    for text in stream:
        is_word = figure(text).is_word
        if is_word and after_figure:
            rows.append(row)
            row = []
        row.append(FlatCell(text))
        after_figure = not is_word
    if row:
        rows.append(row)
    stream.clear()
