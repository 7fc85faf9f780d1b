"""The forms' labels wherever they stand in running text, with the number printed before them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.heading import read_heading
from parsers.statistics_form import load_statistics
from parsers.tables.roles import roles
from parsers.text import FULL_WIDTH, read_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.form import Named

_GAP = r"[\s/、,.。;:·'\"“”‘’《》〈〉「」_-]{0,3}"
"""What may stand between two signs of a label that is printed with other marks, or broken."""
_CHINESE = r"(?:\(?\s?[一二三四五六七八九十]{1,2}\s?[)、.:]\s?)?"
_WIDE: dict[int, int | str] = {**FULL_WIDTH, 0x3000: 0x20, 0xA0: 0x20, ord("它"): "他"}
_FIXED = ("信息内容", "申请人情况", "法人或其他组织", "本年度办理结果", "行政诉讼", "行政复议行政诉讼")
_CAPTION = r"第二十条\s?第?\s?\(?[一二三四五六七八九]\)?\s?项"
_CORNER = r"\(?本列数据的勾稽关系为[^。\d]{0,40}?之和(?:,?\s?等于[^。\d]{0,30}?之和)?\)?"
_HEADING = r"(?<![一二三四五六七八九十])[一二三四五六]\s?、[^。,;:!?\d、]{1,20}(?:、[^。,;:!?\d、]{1,20}?)?(?:情况|事项|措施)(?![及和、])"
_YEAR = r"20\d\d年度?(?:数量?|统计数|累计)?"
_SHORTEST = 2


class Found(NamedTuple):
    """A label in a text: where it begins and ends, counted in signs."""

    start: int
    end: int


def find_labels(text: str) -> list[Found]:
    """The labels of tables two to four and the headings of the sections in a text, longest first at each place."""
    return [Found(match.start(), match.end()) for match in _of_form().finditer(folded(text)) if _is_meant(match[0])]


def find_indicators(text: str) -> list[Found]:
    """The labels of the statistics tables in a text."""
    return [Found(match.start(), match.end()) for match in _of_statistics().finditer(folded(text))]


def folded(text: str) -> str:
    """The text with full-width signs as their half-width ones, sign for sign."""
    return text.translate(_WIDE)


def _is_meant(words: str) -> bool:
    """Whether words that look like a heading are one of the form's; labels are what they are."""
    return not words.endswith(("情况", "事项", "措施")) or read_heading(words) is not None or bool(roles(words))


@cache
def _of_form() -> re.Pattern[str]:
    form = load_form()
    rows = [row for block in form.blocks for row in block.rows]
    columns = [column for block in form.blocks for column in block.columns]
    items = [(name, _item(row.id)) for row in form.requests for name in row.names]
    others: tuple[Iterable[Named], ...] = (
        rows,
        columns,
        form.request_groups,
        form.applicants,
        form.cases,
        form.outcomes,
    )
    items += [(name, "") for named in others for one in named for name in one.names]
    items += [(name, "") for name in _FIXED]
    return _pattern(items, [_CAPTION, _CORNER], _HEADING)


@cache
def _of_statistics() -> re.Pattern[str]:
    form = load_statistics()
    items = [(name, read_label(one.label).number) for one in form.indicators for name in one.names]
    words = form.label_words | form.value_words | form.never_words
    return _pattern([*items, *((word, "") for word in words)], [_YEAR], _HEADING)


def _item(number: str) -> str:
    """The number printed before an item of a group, as 2 of 3.3.2; none for rows with a Chinese number."""
    parts = number.split(".")
    return parts[-1] if len(parts) == 3 else ""


def _pattern(items: Iterable[tuple[str, str]], first: Iterable[str], last: str) -> re.Pattern[str]:
    """The labels, each with its number if it is printed, the longest first; other patterns before and behind them."""
    named = sorted({(name, number) for name, number in items if len(name) >= _SHORTEST}, key=_longest_first)
    return re.compile("|".join([*first, *(_with_number(name, number) for name, number in named), last]))


def _longest_first(item: tuple[str, str]) -> tuple[int, str, str]:
    name, number = item
    return -len(name), name, number


def _with_number(name: str, number: str) -> str:
    before = rf"(?:\(?\s?{number}\s?[).、:]\s?)?[\"“”]?" if number.isdigit() else _CHINESE
    return before + _spread(name)


def _spread(name: str) -> str:
    return _GAP.join(map(re.escape, name))
