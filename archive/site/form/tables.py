"""Rows of the three statutory tables, made from the form's own declaration in `parsers.form`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.form import Form, Named


class Label(NamedTuple):
    """A header cell: its text and English, spans, and `role`: ``band`` over a block, ``head`` of a column, ``row``."""

    text: str
    en: str = ""
    cols: int = 1
    rows: int = 1
    role: str = "row"


class Place(NamedTuple):
    """Where a value goes: the row and column keys of the form, and how many columns it spans."""

    row: str
    column: str
    cols: int = 1


class Row(NamedTuple):
    """One printed row; `is_head` for header rows."""

    cells: tuple[Label | Place, ...]
    is_head: bool = False


CORNER = Label(
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    "items 1 + 2 = items 3 + 4 in every column",
    cols=3,
    rows=3,
    role="head",
)
RESULTS = ("三、本年度办理结果", "handled this year")
BLOCK_COLUMNS = 4


def layout(table: str, form: str) -> list[Row]:
    """Return the rows of `table` in form version `form` (``2021`` or ``2019``), in printed order.

    Spans are those of the official form: table two has 4 columns, table three 10, table four 15.
    """
    rows = {
        "proactive_disclosure": _proactive_disclosure,
        "requests": _requests,
        "reconsideration_and_litigation": _reconsideration_and_litigation,
    }[table]
    return list(rows(load_form(), form))


def _proactive_disclosure(declared: Form, form: str) -> Iterator[Row]:
    for block in declared.blocks:
        if block.form != form:
            continue
        yield Row((Label(block.article, cols=BLOCK_COLUMNS, role="band"),), is_head=True)
        widths = _widths(len(block.columns))
        heads = [Label(c.label, c.en, cols=w, role="head") for c, w in zip(block.columns, widths, strict=True)]
        yield Row((Label("信息内容", "item", role="head"), *heads), is_head=True)
        for row in block.rows:
            places = [Place(row.key, c.key, w) for c, w in zip(block.columns, widths, strict=True)]
            yield Row((Label(row.label, row.en), *places))


def _widths(columns: int) -> list[int]:
    """One column each, and the rest of the table for the last."""
    return [1] * (columns - 1) + [BLOCK_COLUMNS - columns]


def _requests(declared: Form, form: str) -> Iterator[Row]:
    yield from _applicant_heads(declared)
    rows = [row for row in declared.requests if row.form in (None, form)]
    results = [row for row in rows if row.key.startswith("results.")]
    groups = {group.key: group for group in declared.request_groups}
    for is_result, stretch in groupby(rows, key=lambda row: row.key.startswith("results.")):
        if not is_result:
            yield from (Row((Label(row.label, row.en, cols=3), *_places(declared, row))) for row in stretch)
            continue
        first: tuple[Label, ...] = (Label(RESULTS[0], RESULTS[1], rows=len(results)),)
        for group, members in groupby(stretch, key=lambda row: row.group):
            for row, labels in _group_rows(groups.get(group or ""), list(members)):
                yield Row((*first, *labels, *_places(declared, row)))
                first = ()


def _group_rows(group: Named | None, rows: list[Named]) -> Iterator[tuple[Named, tuple[Label, ...]]]:
    if group is None or (len(rows) == 1 and rows[0].label == group.label):
        yield from ((row, (Label(row.label, row.en, cols=2),)) for row in rows)
        return
    for number, row in enumerate(rows):
        above = () if number else (Label(group.label, group.en, rows=len(rows)),)
        yield row, (*above, Label(row.label, row.en))


def _places(declared: Form, row: Named) -> list[Place]:
    return [Place(row.key, applicant.key) for applicant in declared.applicants]


def _applicant_heads(declared: Form) -> Iterator[Row]:
    width = len(declared.applicants)
    yield Row((CORNER, Label("申请人情况", "applicants", cols=width, role="head")), is_head=True)
    second: list[Label] = []
    for parent, members in groupby(declared.applicants, key=lambda applicant: applicant.parent):
        columns = list(members)
        if parent:
            second.append(Label(parent, "legal persons and other organisations", cols=len(columns), role="head"))
        else:
            second += [Label(column.label, column.en, rows=2, role="head") for column in columns]
    yield Row(tuple(second), is_head=True)
    yield Row(tuple(Label(a.label, a.en, role="head") for a in declared.applicants if a.parent), is_head=True)


def _reconsideration_and_litigation(declared: Form, form: str) -> Iterator[Row]:  # noqa: ARG001  the same in both
    first, *others = declared.cases
    width = len(declared.outcomes)
    heads = [Label(outcome.label, outcome.en, role="head") for outcome in declared.outcomes]
    yield Row(
        (
            Label(first.label, first.en, cols=width, role="head"),
            Label("行政诉讼", "administrative litigation", cols=width * len(others), role="head"),
        ),
        is_head=True,
    )
    yield Row(
        (
            *(head._replace(rows=2) for head in heads),
            *(Label(case.label, case.en, cols=width, role="head") for case in others),
        ),
        is_head=True,
    )
    yield Row(tuple(heads * len(others)), is_head=True)
    yield Row(tuple(Place(case.key, outcome.key) for case in declared.cases for outcome in declared.outcomes))
