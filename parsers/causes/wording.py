"""Edits as data and as sentences, Chinese and English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from parsers.form import load_form
from parsers.statistics_form import load_statistics

if TYPE_CHECKING:
    from parsers.causes.edit import Answer, Change, Edit
    from parsers.causes.system import Key

_ZH = {
    "digit": "{cell} 印作 {printed}，疑为 {meant}，只差一位数字",
    "swap": "{cell} 与 {second} 的数疑互换",
    "shift": "“{row}”一行疑错位一列",
    "blank_total": "{cell} 空白，应为 {meant}",
    "zero_total": "{cell} 印作 0，应为 {meant}",
    "double_count": "{cell} 疑有一项重复计入{other}，去掉后为 {meant}",
    "not_counted": "{cell} 疑有一项未计入{other}，计入后为 {meant}",
    "missing_row": "“{row}”一行未印或未能读出，按各列应为 {all}",
    "unit": "{cell} 印作 {printed} 万元，疑以元为单位，即 {meant} 万元",
    "value": "{cell} 印作 {printed}，应为 {meant}",
}
_EN = {
    "digit": "{cell} reads {printed}; {meant} is one digit away",
    "swap": "{cell} and {second} seem changed about",
    "shift": "the row “{row}” seems shifted by one column",
    "blank_total": "{cell} is blank and should be {meant}",
    "zero_total": "{cell} reads 0 and should be {meant}",
    "double_count": "an item seems counted twice in {cell}{other}; without it: {meant}",
    "not_counted": "an item seems left out of {cell}{other}; with it: {meant}",
    "missing_row": "the row “{row}” is not printed or could not be read; the columns leave {all}",
    "unit": "{cell} reads {printed} in 10,000 yuan, probably yuan: {meant}",
    "value": "{cell} reads {printed} and should be {meant}",
}


def to_data(table: str, answer: Answer) -> dict[str, Any]:
    """One set of edits: kinds joined by ``+``, the cells changed, what is printed and what would stand there."""
    changes = [change for one in answer for change in one.changes]
    out: dict[str, Any] = {
        "edit": "+".join(one.kind for one in answer),
        "cells": [path(table, change.key) for change in changes],
        "from": [change.printed for change in changes],
        "to": [change.meant for change in changes],
        "text_zh": "；".join(_say(table, one, 0) for one in answer) + "。",
        "text_en": "; ".join(_say(table, one, 1) for one in answer) + ".",
    }
    others = [path(table, key) for one in answer for key in one.others]
    return out | ({"because": others} if others else {})


def path(table: str, key: Key) -> str:
    """The cell's name in problems."""
    return f"{table}/{key[0]}/{key[1]}"


def _say(table: str, one: Edit, language: int) -> str:
    first = one.changes[0]
    named = [name(table, key, language) for key in one.others]
    other = (f"（{'、'.join(named)}）" if language == 0 else f" ({', '.join(named)})") if named else ""
    return (_ZH, _EN)[language][one.kind].format(
        cell=name(table, first.key, language),
        second=name(table, one.changes[-1].key, language),
        row=_labels(table)[0].get(first.key[0], (first.key[0],) * 2)[language],
        printed=_shown(first, language),
        meant=first.meant,
        all="、".join(str(change.meant) for change in one.changes),
        other=other,
    )


def _shown(change: Change, language: int) -> str:
    return ("空白", "blank")[language] if change.printed is None else str(change.printed)


def name(table: str, key: Key, language: int) -> str:
    """A cell in the form's words."""
    rows, columns = _labels(table)
    row = rows.get(key[0], (key[0], key[0]))[language]
    column = columns.get(key[1], (key[1], key[1]))[language]
    if table == "statistics":
        return f"“{row}”"
    return f"“{row}”的“{column}”" if language == 0 else f"“{row}”, {column}"


@cache
def _labels(table: str) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    form = load_form()
    if table == "statistics":
        return {i.key: (i.label, i.key) for i in load_statistics().indicators if i.key}, {}
    if table == "requests":
        rows, columns = list(form.requests), list(form.applicants)
    elif table == "proactive_disclosure":
        rows = [row for block in form.blocks for row in block.rows]
        columns = [column for block in form.blocks for column in block.columns]
    else:
        rows, columns = list(form.cases), list(form.outcomes)
    return {r.key: (r.label, r.en) for r in rows}, {c.key: (c.label, c.en) for c in columns}
