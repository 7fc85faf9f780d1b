"""Labels wrapped over lines beside their values: put together where the whole is a label of the forms and its parts are none.

A label's values stand in the first of its lines, the last or one between, as the tool aligned them.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from parsers.tables.figure_column import UNIT_CELL
from parsers.tables.rejoin import is_label
from parsers.text import read_label, squeeze
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell

_MOST_BEFORE = 3
_MOST_BEHIND = 3
_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]+")


def mended(lines: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """The cells of each line, with the parts of a label in the lines around its values brought to these."""
    found = [list(line) for line in lines]
    for i, line in enumerate(found):
        words = next((n for n, cell in enumerate(line) if _is_value(cell.text)), len(line))
        if not words or words == len(line):
            continue
        before, behind = _words_alone(found[:i][::-1], _MOST_BEFORE), _words_alone(found[i + 1 :], _MOST_BEHIND)
        *ahead, last = line[words - 1].text.split(" ")
        labels = line[:words]
        if ahead and _NUMBER.fullmatch(last):
            labels = [*line[: words - 1], *(line[words - 1]._replace(text=text) for text in (*ahead, last))]
        texts = [cell.text for cell in labels]
        behind = behind[: next((n for n, text in enumerate(behind) if read_label(text).number), len(behind))]
        if is_label(texts[-1]):
            before = []
        if not _NUMBER.fullmatch(texts[-1]):  # which a name of its own follows: 3. and 其他
            behind = behind[: next((n for n, text in enumerate(behind) if is_label(text)), len(behind))]
        told = _whole(before, texts, behind)
        if told is None:
            continue
        b, start, a, text = told
        found[i] = [*labels[:start], labels[start]._replace(text=text), *line[words:]]
        for other in (*range(i - b, i), *range(i + 1, i + 1 + a)):
            found[other] = []
    return found


def _whole(before: Sequence[str], texts: Sequence[str], behind: Sequence[str]) -> tuple[int, int, int, str] | None:
    """How many lines before, from which word on, and how many lines behind make up a label with the words of a line, and that label."""
    if any(is_label("".join([*before[:b][::-1], *texts])) for b in range(1, len(before) + 1)):
        return None  # words that follow each other are put together later
    for b, start, a in product(range(len(before) + 1), range(len(texts)), range(len(behind) + 1)):
        if (start and b) or not (a or b or start < len(texts) - 1) or (b and not a):
            continue
        text = "".join([*before[:b][::-1], *texts[start:], *behind[:a]])
        if is_label(text):
            return b, start, a, text
    return None


def _words_alone(lines: Sequence[Sequence[GridCell]], most: int) -> list[str]:
    """The texts of the lines from the first on that hold words and no values, and no label that is whole."""
    found: list[str] = []
    for line in lines[:most]:
        if not line or any(_is_value(cell.text) for cell in line):
            break
        found.append("".join(cell.text for cell in line))
    return found


def _is_value(text: str) -> bool:
    return not is_word(text) or UNIT_CELL.fullmatch(squeeze(text)) is not None


def mended_rows(rows: Sequence[list[GridCell]]) -> list[list[GridCell]]:
    """The rows of a table, two made one where a label that breaks off at the end of the first goes on in the second."""
    found: list[list[GridCell]] = []
    for row in rows:
        last = found[-1] if found else []
        if last and row and _goes_on(last[-1].text, row[0].text):
            found[-1] = [*last[:-1], last[-1]._replace(text=last[-1].text + row[0].text), *row[1:]]
        else:
            found.append(row)
    return found


def _goes_on(before: str, behind: str) -> bool:
    """Whether two texts are parts of one label, and not labels themselves."""
    if not before or not behind or _is_value(before) or _is_value(behind):
        return False
    return is_label(before + behind) and not (is_label(before) and is_label(behind))
