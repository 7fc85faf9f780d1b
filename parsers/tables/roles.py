"""What a cell's text can be in the statutory tables: a row, a column, a group, a case … Several at once are common.

其他 is a kind of applicant and an item of group (六); 总计 a column of three tables and a row. The walk over the rows
decides by context; here stands only what the words allow.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.text import Label, read_label, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

Roles = dict[str, str]
"""Role to key: ``applicant``, ``request``, ``group``, ``results``, ``row`` and ``column`` (table two), ``content``,
``article``, ``header`` (table three), ``case``, ``outcome``, ``challenge`` (table four)."""

NEAR = 0.74
_SUBTOTALS = ("小计", "合计")
_MARGIN = 0.06
_FIXED = {
    "信息内容": "content",
    "信息": "content",  # cut at a break inside the cell, as the next
    "信息内": "content",
    "申请人情况": "header",
    "法人或其他组织": "header",
    "本年度办理结果": "results",
    "行政诉讼": "challenge",
    "行政复议行政诉讼": "challenge",
}
_NOTHING: Roles = {}


@cache
def _vocabulary() -> dict[str, Roles]:
    """Every name of the form with its roles; the first key given to a role stays."""
    words: dict[str, Roles] = {}
    for name, role, key in _entries():
        words.setdefault(name, {}).setdefault(role, key)
    return words


def _entries() -> Iterator[tuple[str, str, str]]:
    form = load_form()
    lists = [
        ("row", [row for block in form.blocks for row in block.rows]),
        ("column", [column for block in form.blocks for column in block.columns]),
        ("request", [row for row in form.requests if row.key != "results.other_handling.total"]),
        ("group", form.request_groups),
        ("applicant", form.applicants),
        ("case", form.cases),
        ("outcome", form.outcomes),
    ]
    for role, items in lists:
        for item in items:
            for name in sorted(item.names):
                yield name, role, item.key
    for text, role in _FIXED.items():
        yield text, role, role


@remembered(1 << 15)
def roles(text: str) -> Roles:
    """The roles that a cell's exact words allow; empty for values and for words the form does not know."""
    if not text or read_value(text).kind != "text":
        return _NOTHING
    label = read_label(text)
    words = _vocabulary()
    found = words.get(label.core) or words.get(label.stem)
    if found:
        return found
    if "勾稽" in label.core or "本列数据" in label.core:
        return {"header": "header"}
    if label.core.startswith(("第二十条第", "二十条第")):
        return {"article": label.core}
    return _group_and_item(label) or _longest_start(label.stem or label.core)


@remembered(1 << 13)
def is_whole(text: str) -> bool:
    """Whether a label is one of the form's names from its first word to its last, brackets closed."""
    label = read_label(text)
    words = _vocabulary()
    return (label.core in words or label.stem in words) and label.core.count("(") == label.core.count(")")


@remembered(1 << 13)
def is_group_and_item(text: str) -> bool:
    """Whether a label is a group's name and one of its items, both whole: （三）不予公开1.属于国家秘密."""
    core = read_label(text).core
    words = _vocabulary()
    starts = (
        size
        for size in range(4, min(len(core) - 2, 9))
        if words.get(core[:size], _NOTHING).keys() & {"group", "results"}
    )
    return any(is_whole(core[size:]) or is_group_and_item(core[size:]) for size in starts)


def _group_and_item(label: Label) -> Roles:
    """An item whose group is printed before it in the same cell: （三）不予公开1.属于国家秘密."""
    words = _vocabulary()
    for size in range(4, min(len(label.core) - 2, 9)):
        group = words.get(label.core[:size], _NOTHING)
        if "group" in group or "results" in group:
            item = roles(label.core[size:])
            if "request" in item or "group" in item or "applicant" in item:
                return {**group, **item, **({"group": group["group"]} if "group" in group else {})}
    return _NOTHING


def _longest_start(core: str) -> Roles:
    """A label that goes on after a known name of four characters or more, as when an instruction follows it."""
    words = _vocabulary()
    for size in range(min(len(core) - 1, 40), 3, -1):
        found = words.get(core[:size])
        if found and not _disagrees(core[size:]):
            return found
    return _NOTHING


def _disagrees(rest: str) -> bool:
    return rest.startswith((*_SUBTOTALS, "占比", "比例", "率"))


def is_subtotal(label: str) -> bool:
    """Whether a row counts those above it once more: the form has no such rows."""
    return read_label(label).core.endswith(_SUBTOTALS)


@lru_cache(maxsize=1 << 13)
def near(text: str, role: str, allowed: frozenset[str] | None = None) -> str | None:
    """The key whose name a misprinted label means, or None when no name is near or two are equally so."""
    core = read_label(text).stem or read_label(text).core
    if len(core) < 3:
        return None
    best: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(core)
    for name, kinds in _vocabulary().items():
        key = kinds.get(role)
        if key is None or len(name) < 3 or (allowed is not None and key not in allowed):
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR:
            best[key] = max(best.get(key, 0.0), matcher.ratio())
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < NEAR:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]
